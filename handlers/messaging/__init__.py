"""Messaging: one module per resource."""
