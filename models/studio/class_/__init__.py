"""Classes: what the studio offers to several customers at once."""

from models.studio.class_.change import change, create
from models.studio.class_.find import find, page

__all__ = ["change", "create", "find", "page"]
