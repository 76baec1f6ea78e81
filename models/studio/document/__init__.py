"""Documents: papers of a customer, and the customer's picture."""

from models.studio.document.act import create, find, page
from models.studio.document.image import replace_image

__all__ = ["create", "find", "page", "replace_image"]
