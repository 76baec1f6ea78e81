"""Whether a database has the schema that this code was written for; asked at every start, so without Alembic."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, create_engine, inspect, make_url, text
from sqlalchemy.pool import NullPool

from models import lite
from models.postgresql import driver_url
from models.sqlite import file_of

SCRIPTS: Final = Path(__file__).resolve().parent.parent / "migrations"

_GIVEN: Final = re.compile(r"(?m)^(down_revision|revision)\b[^=\n]*=(.+)$")


def is_current(url: str) -> bool:
    """Whether the schema is the one that this code was written for."""
    engine = engine_of(url)
    try:
        return of(engine) == heads()
    finally:
        engine.dispose()


def of(engine: Engine) -> frozenset[str]:
    """The revisions that the database has; none in an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return frozenset()
        return frozenset(
            connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
        )


@cache
def heads(scripts: Path = SCRIPTS) -> frozenset[str]:
    """The revisions after which no other comes, as the scripts' own lines say (`script.py.mako`)."""
    revisions: dict[str, set[str]] = {"revision": set(), "down_revision": set()}
    for script in (scripts / "versions").glob("*.py"):
        for name, literal in _GIVEN.findall(script.read_text()):
            value = ast.literal_eval(literal.strip())
            revisions[name].update((value,) if isinstance(value, str) else value or ())
    return frozenset(revisions["revision"] - revisions["down_revision"])


def engine_of(url: str) -> Engine:
    """An engine that keeps no connection."""
    if make_url(url).get_backend_name() == "sqlite":
        return lite.engine(file_of(url))
    return create_engine(driver_url(url), poolclass=NullPool)
