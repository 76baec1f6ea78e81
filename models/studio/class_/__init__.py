"""Classes: what the studio offers to several customers at once."""

from models.studio.class_.change import Content, change, create
from models.studio.class_.find import find, page

__all__ = ["Content", "change", "create", "find", "page"]
