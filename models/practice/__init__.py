"""The business of a professional practice: whom it works for, on what, by whom, and for what money."""
