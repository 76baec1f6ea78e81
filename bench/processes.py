"""A measured server is started pinned, waited for, metered by its CPU time, and always stopped."""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


class StartFailedError(Exception):
    """The server ended, or did not answer, before its time was up."""


def cores() -> tuple[str, str]:
    """The core for the server and the cores for the load, as taskset wants them."""
    mine = sorted(os.sched_getaffinity(0))
    return str(mine[0]), ",".join(map(str, mine[1:] or mine))


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def launched(
    command: Sequence[str], *, env: Mapping[str, str], log: Path, port: int, patience: float = 60.0
) -> subprocess.Popen[bytes]:
    """The command in a process group of its own, listening on `port`."""
    with log.open("ab") as sink:
        process = subprocess.Popen(
            command, env=dict(env), stdout=sink, stderr=sink, start_new_session=True
        )
    try:
        _listening(process, port, log, patience)
    except BaseException:
        kill(process)
        raise
    return process


@contextlib.contextmanager
def running(
    command: Sequence[str], *, env: Mapping[str, str], log: Path, port: int
) -> Iterator[subprocess.Popen[bytes]]:
    """The same, gone when the block ends."""
    process = launched(command, env=env, log=log, port=port)
    try:
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes], *, patience: float = 10.0) -> None:
    """End the process group: politely first, then surely."""
    _signal(process, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill -9 the whole process group and bury the process."""
    _signal(process, signal.SIGKILL)
    process.wait(10)


def cpu_seconds(root: int) -> float:
    """User and system time of a process, its living descendants and those it has buried."""
    total = 0
    for pid in _tree(root):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, fields[11:15]))
    return total / _TICK


def resident_mb(root: int) -> float:
    """Resident memory of the largest among a process and its living descendants, in MiB."""
    pages = 0
    for pid in _tree(root):
        with contextlib.suppress(OSError):
            pages = max(pages, int(Path(f"/proc/{pid}/statm").read_text().split()[1]))
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def peak_mb(root: int) -> float:
    """The most that the largest of them was since `forget_peak`, in MiB."""
    most = 0
    for pid in _tree(root):
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{pid}/status").read_text()
            most = max(most, int(status.partition("VmHWM:")[2].split()[0]))
    return most / 2**10


def forget_peak(root: int) -> None:
    """Let the peaks of all of them begin at what they are now (proc(5), clear_refs)."""
    for pid in _tree(root):
        with contextlib.suppress(OSError):
            Path(f"/proc/{pid}/clear_refs").write_text("5")


def _tree(root: int) -> Iterator[int]:
    yield root
    for children in Path(f"/proc/{root}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in children.read_text().split():
                yield from _tree(int(child))


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _listening(process: subprocess.Popen[bytes], port: int, log: Path, patience: float) -> None:
    until = time.monotonic() + patience
    pause = threading.Event()
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        pause.wait(0.02)
    last = log.read_text(errors="replace")[-2000:]
    raise StartFailedError(f"Nothing listens on port {port} (exit {process.poll()}).\n{last}")
