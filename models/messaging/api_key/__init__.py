"""Keys for this API: shown once, limited to resources and to ids, disabled and enabled again."""

from models.messaging.api_key.change import create, delete, replace
from models.messaging.api_key.find import find, page

__all__ = ["create", "delete", "find", "page", "replace"]
