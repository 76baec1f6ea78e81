"""Any database is brought to the present schema by one call, which may be made again."""

from contextlib import ExitStack
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from models import lite
from models.filelock import FileLock
from models.postgresql import driver_url
from models.sqlite import file_of

SCRIPTS: Final = Path(__file__).resolve().parent.parent / "migrations"


def upgrade(url: str) -> None:
    """Make or upgrade the tables, all or none of them; needs no configuration file."""
    with ExitStack() as stack:
        if make_url(url).get_backend_name() == "sqlite":
            path = file_of(url)
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(path.with_name(path.name + ".writer"))
            stack.callback(lock.close)
            stack.enter_context(lock)
        engine = _engine(url)
        stack.callback(engine.dispose)
        try:
            with engine.connect() as connection, connection.begin():
                if connection.dialect.name == "sqlite":
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                _run(connection)
        except DBAPIError:
            # Another machine may have upgraded at the same time; then all is well.
            if not _is_current(engine):
                raise


def is_current(url: str) -> bool:
    """Whether the schema is the one that this code was written for."""
    engine = _engine(url)
    try:
        return _is_current(engine)
    finally:
        engine.dispose()


def configuration() -> Config:
    """What Alembic reads from a file elsewhere."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


def _run(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _is_current(engine: Engine) -> bool:
    heads = set(ScriptDirectory.from_config(configuration()).get_heads())
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() == "sqlite":
        return lite.engine(file_of(url))
    return create_engine(driver_url(url), poolclass=NullPool)
