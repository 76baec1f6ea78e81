"""A process that writes: `writing.py URL NAME COUNT`, a line on stdout for each acknowledged unit.

With a fourth argument, a size in bytes, files cannot grow beyond it until a unit was refused.
"""

import os
import resource as limits
import sys
import threading

import models
from models.database import open_database
from models.registry import resource
from models.vault import Vault

models.register()
TENANT = "t"


def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def unit(name):
    return lambda session: resource.create(
        session, TENANT, kind="service", name=name, attributes={"x": "y" * 2000}
    )


def main(url, prefix, count, size=None):
    hard = limits.getrlimit(limits.RLIMIT_FSIZE)[1]
    database = open_database(url, vault=Vault(b"a secret of the tests only"))
    if size is not None:
        limits.setrlimit(limits.RLIMIT_FSIZE, (int(size), hard))
    flow, left = threading.BoundedSemaphore(40), threading.Semaphore(0)

    def submit(name):
        def done(_result, error):
            if error is None:
                say("kept", name)
            else:
                say("refused", name, getattr(error, "code", repr(error)))
                limits.setrlimit(limits.RLIMIT_FSIZE, (hard, hard))
            flow.release()
            left.release()

        flow.acquire()
        database.submit(unit(name), done)

    for number in range(int(count)):
        submit(f"{prefix}-{number}")
    for _ in range(int(count)):
        left.acquire()
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
