"""A receiver of its own process that takes nothing but what the `standardwebhooks` package verifies.

python verifying_receiver.py FOLDER PORT, where FOLDER/name has the secret of whoever calls /name. It writes
its port, and then a line of JSON for every call that it took.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

folder, port = Path(sys.argv[1]), int(sys.argv[2])


def say(what: Any) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


class Receiver(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._reply(204)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        secret = (folder / Path(self.path).name).read_text()
        try:
            content = Webhook(secret).verify(body, dict(self.headers))
        except WebhookVerificationError:
            self._reply(401)
            return
        self._reply(204)
        say({"at": self.path, "id": self.headers["webhook-id"], "content": content})

    def log_message(self, *_: Any) -> None:
        """Say nothing but what was taken."""

    def _reply(self, status: int) -> None:
        self.send_response(status)
        self.end_headers()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", port), Receiver)
    say(server.server_port)
    server.serve_forever()
