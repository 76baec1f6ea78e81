"""An integration is reviewed, confirmed by its partner, and ended with both of its keys."""

from models.platform.activation.create import create
from models.platform.activation.find import find, of_key, outbound_key, page
from models.platform.activation.move import confirm, deactivate

__all__ = ["confirm", "create", "deactivate", "find", "of_key", "outbound_key", "page"]
