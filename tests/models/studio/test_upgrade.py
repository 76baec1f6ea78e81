from contextlib import closing

from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from models import migrate, revision
from models.database import open_database
from models.platform import organization
from models.postgresql import driver_url
from models.studio import customer


def go_back(url, revision):
    engine = create_engine(driver_url(url) if "postgresql" in url else url, poolclass=NullPool)
    with engine.begin() as connection:
        config = migrate.configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_a_database_of_the_first_version_keeps_its_rows_and_gets_the_studio(url, vault):
    go_back(url, "0001")
    assert not revision.is_current(url)
    with closing(open_database(url, vault=vault)) as old:
        acme = old.write(lambda session: organization.create(session, "io.example.old"))
    migrate.upgrade(url)
    with closing(open_database(url, vault=vault)) as new:
        tenant = acme["organizationId"]
        edda = {"firstName": "Edda", "lastName": "Klein"}
        made = new.write(lambda session: customer.create(session, tenant, edda))
        assert new.read(lambda session: organization.find(session, tenant)) == acme
        assert new.read(lambda session: customer.find(session, tenant, made["id"])) == made
