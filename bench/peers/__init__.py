"""What a good team would have written instead: the same operations in other frameworks."""
