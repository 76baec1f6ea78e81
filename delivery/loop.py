"""The event loop that the worker runs in."""

import asyncio


def new_loop() -> asyncio.AbstractEventLoop:
    """The quick one, where there is one."""
    try:
        import uvloop  # noqa: PLC0415 - not for every platform
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
