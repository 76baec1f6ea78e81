"""A process that is killed between put and commit: `dying.py URL FOLDER TENANT CUSTOMER FILE`."""

import os
import signal
import sys
from pathlib import Path

import models
from handlers.studio import documents
from models.database import open_database
from models.vault import Vault
from storage import Filing, LocalStore, Upload


def main(url: str, folder: str, tenant: str, customer: str, file: str) -> None:
    models.register()
    files = Filing(LocalStore(Path(folder)))
    upload = Upload(Path(file), "application/pdf", 9, "", "lost.pdf")

    def unit(session):
        documents.create_document(session, tenant, int(customer), upload, files)
        os.kill(os.getpid(), signal.SIGKILL)

    open_database(url, vault=Vault(b"a secret of the tests only")).write(unit)


if __name__ == "__main__":
    main(*sys.argv[1:])
