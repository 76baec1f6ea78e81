"""Alembic runs on the connection that `models.migrate` opens, or on CHARTER_DATABASE_URL."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine

import models
from models.base import Base

models.register()


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = create_engine(os.environ["CHARTER_DATABASE_URL"])
    with engine.begin() as connection:
        run(connection)
