"""The business of a studio: whom it serves, when, and for what money."""
