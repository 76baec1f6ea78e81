import pytest

from contract.errors import REFUSALS
from contract.load import load
from server.commands.new import belongings, drop
from server.settings import ROOT


def test_tags_paths_and_webhooks_go_with_their_api():
    text = (
        "tags:\n"
        "  - name: shop\n    description: Ours.\n\n"
        "  - name: atelier\n    description: |\n      Theirs.\n\n      More.\n\n"
        "  - name: atelier-management\n    description: Theirs, too.\n\n"
        "paths:\n"
        '  /shop/v1/things:\n    $ref: "openapi/shop.yaml#/paths/~1things"\n'
        '  /atelier/v1/rooms:\n    $ref: "openapi/atelier/rooms.yaml#/paths/~1rooms"\n'
        '  /atelier/v1/doors:\n    $ref: "openapi/atelier.yaml#/paths/~1doors"\n\n'
        "x-webhooks:\n"
        '  ENTERED:\n    $ref: "openapi/atelier/rooms.yaml#/x-webhooks/ENTERED"\n\n'
        "components: {}\n"
    )

    left = drop.document(text, "atelier")

    assert left == (
        "tags:\n"
        "  - name: shop\n    description: Ours.\n\n"
        "paths:\n"
        '  /shop/v1/things:\n    $ref: "openapi/shop.yaml#/paths/~1things"\n'
        "components: {}\n"
    )


def test_imports_go_and_so_does_their_place_among_the_names():
    text = (
        "from a.errors.shop import Closed\n"
        "from a.errors.atelier_rooms import (\n    Full,\n    Locked,\n)\n\n"
        '__all__ = [\n    "Closed",\n    "Full",\n    "Locked",\n]\n'
    )

    left = drop.imports(text, "atelier")

    assert left == 'from a.errors.shop import Closed\n\n__all__ = [\n    "Closed",\n]\n'


def test_only_the_codes_that_went_leave_a_table():
    text = 'STATUS = {\n    "full": 409,\n    "fully": 404,\n}\n'

    assert drop.keys(text, ["full"]) == 'STATUS = {\n    "fully": 404,\n}\n'
    assert drop.keys(text, []) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('A = (\n    "x.shop",\n    "x.atelier.room",\n)\n', 'A = (\n    "x.shop",\n)\n'),
        ('A = ("x.atelier",)\n', "A = ()\n"),
        ('A = (\n    "x.atelier",\n    "x.atelier.room",\n)\n', "A = ()\n"),
        ('A = ("x.ateliers",)\n', 'A = ("x.ateliers",)\n'),
        ('A = ("x.shop", "x.atelier.room")\n', 'A = ("x.shop",)\n'),
        ('A = ("x.atelier", "x.shop")\n', 'A = ("x.shop",)\n'),
        ('A = ("x.atelier", "x.atelier.room")\n', "A = ()\n"),
    ],
)
def test_modules_leave_the_lists_that_name_them(text, left):
    assert drop.registrations(text, "atelier") == left


@pytest.fixture
def tree(tmp_path):
    """Writes files below a folder and tells which of them belong to the atelier."""

    def tree(**files):
        for path, text in files.items():
            file = tmp_path / path.replace("__", "/")
            file = file.with_name(file.name.replace("_py", ".py"))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        found = belongings.of(tmp_path, "atelier", "/atelier/v1")
        return {file.relative_to(tmp_path).as_posix() for file in found}

    return tree


def test_what_is_called_after_the_api_belongs_to_it(tree):
    found = tree(
        models__atelier__room_py="",
        models__ateliers_py="",
        errors__atelier_rooms_py="",
        versions__0002_atelier_py="",
        tests__test_atelier_py="",
        server__other_py="models.atelier",
    )

    assert found == {
        "models/atelier/room.py",
        "errors/atelier_rooms.py",
        "versions/0002_atelier.py",
        "tests/test_atelier.py",
    }


def test_tests_go_with_what_they_prove_and_with_the_support_that_they_import(tree):
    found = tree(
        tests__support__gym_py='STUDIO = "/atelier/v1"',
        tests__support__hall_py="from gym import STUDIO",
        tests__test_hall_py="import hall",
        tests__test_rooms_py="from models.atelier import room",
        tests__test_shop_py="from models.shop import room",
    )

    assert found == {
        "tests/support/gym.py",
        "tests/support/hall.py",
        "tests/test_hall.py",
        "tests/test_rooms.py",
    }


def test_every_other_api_has_a_name_by_which_its_errors_are_known():
    contract = load(ROOT / "openapi.yaml")
    kept = {kind.__module__.rpartition(".")[2] for kind in REFUSALS.values()}
    known = {"access", "execution", "file", "platform", "registry", "request"}

    others = set(contract.apis) - drop.KEPT

    named = tuple(f"{name}_" for name in others)
    assert all(f"{module}_".startswith(named) for module in kept - known)
