"""The house rules: one module keeps each promise that the document declares."""
