"""Any database is brought to the present schema by one call, which may be made again."""

from contextlib import ExitStack

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError

from models import revision
from models.filelock import FileLock
from models.sqlite import file_of


def upgrade(url: str) -> None:
    """Make or upgrade the tables, all or none of them; needs no configuration file."""
    with ExitStack() as stack:
        if make_url(url).get_backend_name() == "sqlite":
            path = file_of(url)
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(path.with_name(path.name + ".writer"))
            stack.callback(lock.close)
            stack.enter_context(lock)
        engine = revision.engine_of(url)
        stack.callback(engine.dispose)
        try:
            with engine.connect() as connection, connection.begin():
                if connection.dialect.name == "sqlite":
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                _run(connection)
        except DBAPIError:
            # Another machine may have upgraded at the same time; then all is well.
            if revision.of(engine) != revision.heads():
                raise


def configuration() -> Config:
    """What Alembic reads from a file elsewhere."""
    config = Config()
    config.set_main_option("script_location", str(revision.SCRIPTS).replace("%", "%%"))
    return config


def _run(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
