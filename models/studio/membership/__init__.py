"""Memberships: what is offered, what it would cost, and the signature."""

from models.studio.membership.image import image, replace_image
from models.studio.membership.offer import create, find, page, update
from models.studio.membership.signup import preview, signup

__all__ = ["create", "find", "image", "page", "preview", "replace_image", "signup", "update"]
