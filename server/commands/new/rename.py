"""A new project speaks of its own API, not of Charter: in the document, the README and the package."""

import json
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from server.commands.outcome import CommandFailed

_HERE = Path(__file__).parent


def project(folder: Path, *, name: str, api_name: str) -> None:
    """Give the copied project its name, and its document the title and description of its API."""
    package = folder / "pyproject.toml"
    before = tomllib.loads(package.read_text())["project"]["name"]
    _replace(package, rf'(?m)^name = "{before}"$', f'name = "{name}"')
    _replace(package, rf'"{before}\[', f'"{name}[')  # its extras name each other
    _replace(
        package,
        r'(?m)^description = ".*"$',
        f"description = {json.dumps(f'The {api_name} API.', ensure_ascii=False)}",
    )
    document = folder / "openapi.yaml"
    _replace(
        document,
        r"(?m)^  title: .*$",
        f"  title: {json.dumps(f'{api_name} API', ensure_ascii=False)}",
    )
    introduction = _template("description.md", api_name=api_name)
    block = "".join(f"    {line}\n" if line else "\n" for line in introduction.splitlines())
    _replace(document, r"(?m)^  description: \|\n", f"  description: |\n{block}\n")
    (folder / "README.md").write_text(_template("readme.md", api_name=api_name, name=name))
    (folder / "CHANGELOG.md").write_text(
        _template("changelog.md", api_name=api_name, today=datetime.now(UTC).date().isoformat())
    )


def _template(file: str, **values: str) -> str:
    """The text with every `{{name}}` filled in."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], (_HERE / file).read_text())


def _replace(path: Path, pattern: str, text: str) -> None:
    """Replace the first occurrence; there must be one."""
    changed, count = re.subn(pattern, lambda _: text, path.read_text(), count=1)
    if not count:
        raise CommandFailed(f"{path.name} does not look as expected: nothing matches {pattern}")
    path.write_text(changed)
