import re
from pathlib import Path

from server.settings import from_environ

PAGE = Path(__file__).resolve().parents[2] / "docs" / "settings.md"
ROW = re.compile(r"^\| `(CHARTER_\w+)` \| (.*?) \| .* \|$", re.MULTILINE)


class Asked(dict):
    """An environment that remembers what it was asked for."""

    def __init__(self, **variables: str) -> None:
        super().__init__(variables)
        self.names: set[str] = set()

    def get(self, name, default=None):
        self.names.add(name)
        return super().get(name, default)


def test_the_page_lists_every_variable_that_is_read_and_no_other(tmp_path):
    environ = Asked(CHARTER_HOME=str(tmp_path))

    from_environ(environ)

    assert sorted(name for name, _ in ROW.findall(PAGE.read_text())) == sorted(environ.names)


def test_the_defaults_of_the_page_are_the_defaults(tmp_path):
    settings = from_environ({"CHARTER_HOME": str(tmp_path)})

    for name, default in ROW.findall(PAGE.read_text()):
        if re.fullmatch(r"`[\w.]+`", default) and name != "CHARTER_HOME":
            value = getattr(settings, name.removeprefix("CHARTER_").lower())
            assert str(value).lower() in (default.strip("`"), f"{default.strip('`')}.0"), name
