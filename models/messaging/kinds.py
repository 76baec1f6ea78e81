"""The kinds of things that this API tells of, and what can happen to them."""

from typing import Final

ADDED: Final = "added"
UPDATED: Final = "updated"
DELETED: Final = "deleted"

MESSAGE_ADDED: Final = "message_added"
PUBLISHED_OK: Final = "message_published_ok"
PUBLISHED_NOT_OK: Final = "message_published_not_ok"

TYPES: Final = (
    *(
        f"{kind}_{act}"
        for kind in ("api_key", "queue", "listener")
        for act in (ADDED, UPDATED, DELETED)
    ),
    MESSAGE_ADDED,
    PUBLISHED_OK,
    PUBLISHED_NOT_OK,
)
"""Every type of event, and of counter."""
