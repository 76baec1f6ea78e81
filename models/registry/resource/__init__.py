"""Resources: named things of an organization, every change of which is on record."""

from models.registry.resource.change import patch, replace, transition
from models.registry.resource.create import create
from models.registry.resource.delete import delete
from models.registry.resource.find import find
from models.registry.resource.page import page

__all__ = ["create", "delete", "find", "page", "patch", "replace", "transition"]
