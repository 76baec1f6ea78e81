"""The practice: one module per resource."""
