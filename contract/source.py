"""One file of the document as plain values: YAML as JSON has them, and nothing that YAML adds.

Dates stay text, `yes` and `on` are words, a key stands once, and there are no merge keys:
what an author reads is what every other tool reads.
"""

import re
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from contract.kept import Keeper, afresh
from contract.place import DocumentError, Place

Json = dict[str, Any]

_SCALARS = (
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    (
        "float",
        r"-?(0|[1-9][0-9]*)(\.[0-9]+([eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)",
        list("-0123456789"),
    ),
)


class _Loader(yaml.CSafeLoader):
    """CSafeLoader with the scalars of JSON only, refusing a key that stands twice."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own attribute

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value) or "<<" in mapping:
            self._refuse(node)
        return mapping

    def _refuse(self, node: yaml.MappingNode) -> None:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value == "<<":
                reason = "merge keys are not JSON; refer with $ref instead"
                raise yaml.MarkedYAMLError(problem=reason, problem_mark=key.start_mark)
            if key.value in seen:
                reason = f"{key.value!r} stands twice in the same mapping"
                raise yaml.MarkedYAMLError(problem=reason, problem_mark=key.start_mark)
            seen.add(key.value)


for _tag, _pattern, _first in _SCALARS:
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), _first
    )


_READER = (yaml.__version__.encode(), Path(__file__).read_bytes())
"""What the values of a text depend on beside the text itself."""


class Source:
    """A file, read once."""

    def __init__(self, file: Path, name: str, keep: Keeper = afresh) -> None:
        self.place = Place(file, name)
        self._keep = keep

    @cached_property
    def content(self) -> Json:
        """The file's values; raises `DocumentError` with the line of what is not YAML."""
        try:
            text = self.place.file.read_bytes()
            value = self._keep((text, *_READER), lambda: yaml.load(text, Loader=_Loader))  # noqa: S506 - a safe loader
        except OSError as exc:
            raise DocumentError(self.place, f"cannot be read: {exc.strerror}", line=1) from exc
        except yaml.MarkedYAMLError as exc:
            line = exc.problem_mark.line + 1 if exc.problem_mark else 1
            raise DocumentError(self.place, exc.problem or "is not YAML", line=line) from exc
        except (yaml.YAMLError, UnicodeDecodeError) as exc:
            raise DocumentError(self.place, f"is not YAML: {exc}", line=1) from exc
        if not isinstance(value, dict):
            raise DocumentError(self.place, "must be a mapping", line=1)
        return value
