"""An operation on its way to being complete: what a rule may read of it and add to it."""

from dataclasses import dataclass, field
from typing import Any, NoReturn

from contract.facts import Api
from contract.place import DocumentError, Place
from contract.pointer import pointer_to, resolved
from contract.rules import OperationRules, RootRules
from contract.statuses import STATUS

Json = dict[str, Any]

WRITES = ("post", "put", "patch", "delete")


@dataclass
class Draft:
    """One operation; `definition` is its own copy in the bundled document and may be changed."""

    document: Json
    root: RootRules
    api: Api
    id: str
    method: str
    path: str
    rules: OperationRules
    definition: Json
    public: bool
    place: Place
    codes: dict[int, list[str]] = field(default_factory=dict)
    own_codes: set[str] = field(default_factory=set)
    error_headers: Json = field(default_factory=dict)

    def refuse(self, rule: str, reason: str) -> NoReturn:
        """Stop: the operation contradicts the rule."""
        raise DocumentError(self.place.at("x-charter", rule), f"{rule}: {reason}")

    def resolve(self, node: Json) -> Json:
        """The node that a reference leads to, or the node itself."""
        return resolved(self.document, node)

    def fail(self, *codes: str, own: bool = False) -> None:
        """The operation may be refused with these codes; `own` ones are not those of every operation."""
        for code in codes:
            known = self.codes.setdefault(STATUS[code], [])
            if code not in known:
                known.append(code)
        if own:
            self.own_codes.update(codes)

    def component(self, kind: str, name: str, value: Json) -> dict[str, str]:
        """A reference to a shared component; its name is refused when the author uses it otherwise."""
        named = self.document.setdefault("components", {}).setdefault(kind, {})
        if named.setdefault(name, value) != value:
            reason = f"the house rules need components.{kind}.{name}; choose another name"
            raise DocumentError(self.place, reason)
        return {"$ref": pointer_to("components", kind, name)}

    def parameter(self, rule: str, parameter: Json, component: str | None = None) -> None:
        """Add a parameter, shared under the name of `component` where that is given."""
        present = self.definition.setdefault("parameters", [])
        identity = (parameter["in"], parameter["name"].lower())
        for other in map(self.resolve, present):
            if (other["in"], other["name"].lower()) == identity:
                self.refuse(rule, f"adds the parameter {other['name']}; do not write it by hand")
        shared = component and self.component("parameters", component, parameter)
        present.append(shared or parameter)

    def successes(self) -> dict[str, Json]:
        """The 2xx responses by status, ready to be changed."""
        return {s: self.response(s) for s in self.definition["responses"] if s.startswith("2")}

    def response(self, status: str) -> Json:
        """One response, made the operation's own if it was a reference to a shared one."""
        responses: dict[str, Json] = self.definition["responses"]
        if "$ref" in responses[status]:
            responses[status] = dict(self.resolve(responses[status]))
        return responses[status]

    def header(self, rule: str, status: str, name: str, header: Json) -> None:
        """Add a header to one response."""
        response = self.response(status)
        headers = dict(response.get("headers", {}))
        if name.lower() in (other.lower() for other in headers):
            self.refuse(rule, f"adds the header {name} to {status}; do not write it by hand")
        response["headers"] = headers | {name: header}


def visible_ascii(length: int) -> Json:
    """Schema of a header value that is one word of visible ASCII characters."""
    return {
        "type": "string",
        "minLength": 1,
        "maxLength": length,
        "pattern": f"^[\\x21-\\x7e]{{1,{length}}}$",
    }


def capitalized(name: str) -> str:
    """`listResources` → `ListResources`, for names of components."""
    return "".join(part[:1].upper() + part[1:] for part in name.replace("-", "_").split("_"))
