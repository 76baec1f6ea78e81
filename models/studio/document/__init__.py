"""Documents: papers of a customer, and the customer's picture."""

from models.studio.document.act import create, find, name_of, page
from models.studio.document.image import replace_image

__all__ = ["create", "find", "name_of", "page", "replace_image"]
