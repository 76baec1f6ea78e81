import json

from bench.inprocess import calling
from bench.profile import Threads, profiled


def counted():
    """Called once per request by the application under test."""


async def application(scope, receive, send):
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    counted()
    status = 201 if scope["method"] == "POST" else 200
    await send({"type": "http.response.start", "status": status, "headers": []})
    body = json.dumps({"id": "1", "items": []}).encode()
    await send({"type": "http.response.body", "body": body})


def test_calls_per_request_are_counted_exactly():
    threads = Threads()
    try:
        with calling(application, "key") as caller:
            first = profiled(caller, threads, "getResource", 10)
            second = profiled(caller, threads, "getResource", 10)
    finally:
        threads.end()

    for profile in (first, second):  # the event loop's own calls depend on when threads wake
        assert profile.rows[counted.__code__][0] == 10
        assert profile.rows[application.__code__][0] == 10
    assert "counted" in first.told(1000)
