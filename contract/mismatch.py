"""What is said when the document and the code that serves it do not match: one line, which names both."""


class HandlerMismatch(Exception):  # noqa: N818 - what it is
    """A handler's signature and its operation do not fit; the text says how."""


class Unclaimed(Exception):  # noqa: N818 - a plain fact about the code base
    """Operations without a handler, or handlers without an operation; the text names them all."""
