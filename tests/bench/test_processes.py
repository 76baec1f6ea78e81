import contextlib
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from bench import processes

SERVER = """
import socket, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "sum(range(10**7)); input()"], stdin=subprocess.PIPE)
open(sys.argv[2], "w").write(str(child.pid))
with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as server:
    while True:
        server.accept()[0].close()
"""


def alive(pid):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_a_stopped_server_leaves_no_child(tmp_path):
    port = processes.free_port()
    command = [sys.executable, "-c", SERVER, str(port), str(tmp_path / "child")]
    with processes.running(command, env=os.environ, log=tmp_path / "log", port=port) as process:
        child = int((tmp_path / "child").read_text())
        assert alive(process.pid)
        assert alive(child)
        ending = os.pidfd_open(child)

    assert not alive(process.pid)
    assert select.select([ending], [], [], 10)[0] == [ending]
    os.close(ending)


def test_the_time_of_children_is_counted():
    command = [sys.executable, "-c", "sum(range(3 * 10**7)); print(flush=True); input()"]
    outer = "import subprocess, sys; subprocess.run(sys.argv[1:])"

    with subprocess.Popen(
        [sys.executable, "-c", outer, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        assert processes.cpu_seconds(process.pid) > 0.1
        assert processes.resident_mb(process.pid) > 1


def test_a_server_that_ends_at_once_is_told_with_its_last_words(tmp_path):
    command = [sys.executable, "-c", "raise SystemExit('no such document')"]

    with pytest.raises(processes.StartFailedError, match="no such document"):
        processes.launched(
            command, env=os.environ, log=tmp_path / "log", port=processes.free_port()
        )


def test_a_peak_is_remembered_until_it_is_forgotten():
    grown = bytearray(os.urandom(1) * 64 * 2**20)
    peak = processes.peak_mb(os.getpid())
    del grown
    processes.forget_peak(os.getpid())

    assert peak >= processes.peak_mb(os.getpid()) + 32
    assert processes.peak_mb(os.getpid()) >= processes.resident_mb(os.getpid()) * 0.8
