"""A server of its own process, as operators start it."""

import os
import re
import signal
import ssl
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

COMMAND = (sys.executable, "-m", "server.commands")


class Serving:
    """`charter serve` on a free port, until the block ends; `url` is where it answers."""

    def __init__(
        self,
        home: Path,
        *options: str,
        verify: str | bool = True,
        cwd: Path | None = None,
        **environ: str,
    ) -> None:
        self._verify = verify
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", *options],
            env={**os.environ, "CHARTER_HOME": str(home), **environ},
            cwd=cwd,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.match(r"Charter serves (\S+) ", line)
        if found is None:
            raise AssertionError(f"no address: {line}{self.stop()[1]}")
        self.url = found[1]
        transport = httpx.HTTPTransport(
            retries=8, verify=self._context()
        )  # it says so before it listens
        with httpx.Client(transport=transport) as client:
            assert client.get(f"{self.url}/healthz").status_code == 200
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Tell it to stop; give its exit status and what it wrote on standard error."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        _, err = self.process.communicate(timeout=60)
        return self.process.returncode, err

    def _context(self) -> ssl.SSLContext | bool:
        if isinstance(self._verify, str):
            return ssl.create_default_context(cafile=self._verify)
        return self._verify
