import ast
import os
import subprocess
import sys

import pytest

from server.settings import ROOT

CHAPTER = """
  /resources/{resourceId}/notes:
    parameters:
      - $ref: "#/components/parameters/ResourceId"
    post:
      tags: [registry]
      operationId: addResourceNote
      summary: Add a note to a resource
      description: Adds a note.
      x-charter:
        scopes: [registry:write]
      parameters:
        - name: pinned
          in: query
          description: Whether it comes first.
          schema: {type: boolean}
          example: true
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Labels"}
            example: {text: hello}
      responses:
        "201":
          description: The note
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Labels"}
              example: {text: hello}
  /widgets:
    get:
      tags: [registry]
      operationId: listWidgets
      summary: List widgets
      description: Lists them.
      x-charter:
        access: {resource: widgets, mode: read}
        paged: {style: token}
        select: {parts: [made]}
        sort: {by: [made]}
      responses:
        "200":
          description: Widgets
          content:
            application/json:
              schema:
                type: array
                items: {type: object, properties: {made: {type: object}}}
              example: [{}]
"""
ROOT_PATHS = """
  /registry/v1/resources/{resourceId}/notes:
    $ref: "openapi/registry.yaml#/paths/~1resources~1{resourceId}~1notes"
  /registry/v1/widgets:
    $ref: "openapi/registry.yaml#/paths/~1widgets"
"""


@pytest.fixture
def project(tmp_path):
    """A project whose document has two operations more than it has handlers."""
    for folder in ("openapi", "handlers"):
        for path in (ROOT / folder).rglob("*.*"):
            if "__pycache__" not in path.parts:
                target = tmp_path / path.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    chapter = tmp_path / "openapi" / "registry.yaml"
    chapter.write_text(chapter.read_text().replace("\npaths:\n", f"\npaths:{CHAPTER}", 1))
    root = (ROOT / "openapi.yaml").read_text()
    (tmp_path / "openapi.yaml").write_text(root.replace("\npaths:\n", f"\npaths:{ROOT_PATHS}", 1))
    return tmp_path


def contents(project):
    return {path: path.read_text() for path in project.rglob("*.py")}


def test_every_operation_of_this_project_has_a_handler(charter):
    assert charter("scaffold").out == "Every operation has a handler.\n"


def test_a_stub_has_the_parameters_that_the_document_says(charter, project):
    done = charter("scaffold", "--root", str(project))

    assert done.status == 0
    assert (
        "def add_resource_note(session: Session, tenant: str, resource_id: str, "
        "body: dict[str, Any], *, pinned: bool | None = None) -> dict[str, Any]:\n"
    ) in (project / "handlers" / "registry" / "resources.py").read_text()
    assert (
        "def list_widgets(session: Session, tenant: str, select: frozenset[str], "
        "sort: tuple[str, ...], page: Page, visible: frozenset[str] | None) -> Slice:\n"
        in (project / "handlers" / "registry" / "widgets.py").read_text()
    )


def test_what_was_written_by_hand_stays_as_it_is(charter, project):
    before = contents(project)

    charter("scaffold", "--root", str(project))

    for path, text in before.items():
        assert set(text.splitlines()) <= set(path.read_text().splitlines())
        functions = [n.name for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)]
        assert [n.name for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef)][
            : len(functions)
        ] == functions


def test_a_second_call_has_nothing_left_to_do(charter, project):
    charter("scaffold", "--root", str(project))
    written = contents(project)

    again = charter("scaffold", "--root", str(project))

    assert again.out == "Every operation has a handler.\n"
    assert contents(project) == written


def test_the_tests_that_it_writes_fail_and_name_the_operation(charter, project):
    charter("scaffold", "--root", str(project))
    tests = project / "tests" / "handlers" / "registry"
    (tests / "conftest.py").write_text(
        "import pytest\n\n\n@pytest.fixture\ndef alice(): return None\n"
    )

    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "--rootdir",
            str(tests),
            "-p",
            "no:cacheprovider",
            str(tests),
        ],
        cwd=tests,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "2 failed" in ran.stdout
    assert "POST /registry/v1/resources/{resourceId}/notes: show that it does this" in ran.stdout


def test_the_stub_fails_loudly_when_it_is_called(charter, project):
    charter("scaffold", "--root", str(project))
    space: dict = {}
    exec((project / "handlers" / "registry" / "widgets.py").read_text(), space)

    with pytest.raises(NotImplementedError, match="listWidgets has no handler yet"):
        space["list_widgets"](None, "tenant", frozenset(), (), None, None)
