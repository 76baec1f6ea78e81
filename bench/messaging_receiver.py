"""A receiver in a process of its own: answers 204 as cheaply as it can, or hangs, and counts.

python -m bench.messaging_receiver 8099
"""

import asyncio
import json
import sys
import time

_YES = b"HTTP/1.1 204 No Content\r\n\r\n"
_COUNTS = b"/counts"
_HANG = "hang"


class Tally:
    """By the first word of the path: how many came, and when the first and the last one did."""

    def __init__(self) -> None:
        self._came: dict[str, list[float]] = {}
        self._unsigned = 0

    def add(self, kind: str, head: bytes) -> None:
        now = time.monotonic()
        came = self._came.setdefault(kind, [0, now, now])
        came[0] += 1
        came[2] = now
        self._unsigned += b"webhook-signature: v1," not in head

    def told(self) -> bytes:
        text = json.dumps({"unsigned": self._unsigned, "came": self._came}).encode()
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(text), text)


class Receiver(asyncio.Protocol):
    """One connection, kept until the other side closes it."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._left = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        data = self._left + data
        while (end := data.find(b"\r\n\r\n") + 4) > 3:  # noqa: PLR2004 - not found
            head = data[:end]
            length = _length(head)
            if len(data) < end + length:
                break
            data = data[end + length :]
            self._answer(head)
        self._left = data

    def _answer(self, head: bytes) -> None:
        method, path, _ = head.split(b" ", 2)
        if path == _COUNTS:
            self._transport.write(self._tally.told())
            return
        kind = path.split(b"/")[1].decode()
        if method == b"POST":
            self._tally.add(kind, head)
        if method != b"POST" or kind != _HANG:
            self._transport.write(_YES)


def _length(head: bytes) -> int:
    found = head.lower().partition(b"\r\ncontent-length:")[2]
    return int(found.partition(b"\r\n")[0] or 0)


async def serve(port: int) -> None:
    """Listen on that loopback port for good."""
    tally = Tally()
    server = await asyncio.get_running_loop().create_server(
        lambda: Receiver(tally), "127.0.0.1", port, backlog=4096
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
