"""The registry's data: resources and what happened to them."""
