"""Document and handlers fit, or the server does not start and says in one line why."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import copied
import pytest
import yaml

from contract.load import load
from contract.place import DocumentError
from conventions.invocation import HandlerMismatch
from server.app import build
from server.commands.outcome import failure
from server.handlers import HandlersResolver, Unclaimed, matched
from server.settings import from_environ

NAMES = (f"handlers_of_test_{number}" for number in itertools.count(1))
HANDLER = "def do_it(session, tenant):\n    raise NotImplementedError\n"


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of handlers with these modules of the API `shop`."""
    monkeypatch.syspath_prepend(tmp_path)

    def of(**modules):
        name = next(NAMES)
        home = tmp_path / name / "shop"
        home.mkdir(parents=True)
        for folder in (home.parent, home):
            (folder / "__init__.py").touch()
        for module, text in modules.items():
            (home / f"{module}.py").write_text(text)
        return name

    return of


@pytest.fixture
def contract(tmp_path):
    """A document with the one operation `doIt` of the API `shop`."""
    operation = {
        "tags": ["shop"],
        "operationId": "doIt",
        "summary": "Do it",
        "responses": {"204": {"description": "Done"}},
    }
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "tags": [{"name": "shop", "x-charter": {"base": "/shop"}}],
        "security": [{"bearer": []}],
        "paths": {"/shop/it": {"post": operation}},
        "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    }
    path = tmp_path / "openapi.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False))
    return load(path)


def refused(contract, package):
    with pytest.raises(Unclaimed) as found:
        matched(contract, package)
    text = str(found.value)
    assert text.count("\n") == 0
    return text


def test_a_handler_is_the_operation_id_in_snake_case_in_any_module_of_the_api(contract, package):
    handlers = matched(contract, package(one="", two=HANDLER))
    assert handlers["doIt"].__name__ == "do_it"


def test_an_operation_without_handler_stops_the_start(contract, package):
    name = package(one="")
    assert refused(contract, name) == f"doIt: no function do_it in {name}/shop/*.py"


def test_a_handler_without_operation_stops_the_start(contract, package):
    name = package(one=HANDLER, two="def undo_it():\n    pass\n")
    assert (
        refused(contract, name) == f"{name}.shop.two.undo_it: no operation undo_it in the document"
    )


def test_everything_that_does_not_fit_is_told_at_once(contract, package):
    name = package(one="def undo_it():\n    pass\n")
    assert refused(contract, name) == (
        f"doIt: no function do_it in {name}/shop/*.py; {name}.shop.one.undo_it: no operation undo_it in the document"
    )


def test_two_handlers_of_one_name_stop_the_start(contract, package):
    name = package(one=HANDLER, two=HANDLER)
    assert refused(contract, name).startswith(f"{name}.shop.two.do_it: a function of this name")


def test_an_api_without_a_package_stops_the_start(contract):
    assert refused(contract, "tests_have_no_such_package").startswith(
        "tests_have_no_such_package/shop: there is no such package"
    )


def test_a_module_that_a_package_misses_is_not_taken_for_the_package(contract, package, tmp_path):
    name = package(one=HANDLER)
    (tmp_path / name / "shop" / "__init__.py").write_text("import no_such_module\n")
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        matched(contract, name)


def test_private_and_imported_functions_are_no_handlers(contract, package):
    name = package(one=f"from json import dumps\n{HANDLER}\ndef _shown():\n    pass\n")
    assert list(matched(contract, name)) == ["doIt"]


def test_the_resolver_gives_connexion_the_matched_handler(contract, package):
    handlers = matched(contract, package(one=HANDLER))
    resolution = HandlersResolver(handlers).resolve(SimpleNamespace(operation_id="doIt"))
    assert resolution.function is handlers["doIt"]


# ---------------------------------------------------------------- the whole server


@pytest.fixture
def started(tmp_path):
    """Start the server of the repository's own document after a change to a chapter."""

    def of(chapter, old, new):
        document = copied.document(tmp_path)
        changed = tmp_path / "openapi" / chapter
        assert old in changed.read_text()
        changed.write_text(changed.read_text().replace(old, new, 1))
        environ = {
            "CHARTER_HOME": str(tmp_path),
            "CHARTER_DOCUMENT": str(document),
        }
        return build(from_environ(environ))

    return of


UNFIT = {
    "unknown rule": (
        "idempotent: {}",
        "idempotnt: {}",
        DocumentError,
        "idempotnt: unknown rule; known: ",
    ),
    "unknown operation": (
        "operationId: listRequests",
        "operationId: listCalls",
        Unclaimed,
        "listCalls: no function list_calls",
    ),
    "unknown argument": (
        "name: kind\n",
        "name: kinds\n",
        HandlerMismatch,
        "listResources: handlers.registry.resources.list_resources does not take kinds",
    ),
    "reserved name": (
        "name: kind\n",
        "name: session\n",
        DocumentError,
        "the name session is reserved",
    ),
}


@pytest.mark.parametrize("what", UNFIT)
def test_what_does_not_fit_stops_the_start_with_one_line(started, caplog, what):
    old, new, kind, told = UNFIT[what]

    with pytest.raises(kind) as found:
        started("registry.yaml", old, new)

    assert told in str(found.value)
    assert failure(found.value) == str(found.value)
    assert caplog.records == []
