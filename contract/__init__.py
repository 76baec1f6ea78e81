"""The document as typed facts: what we promise, and nothing of how it is kept."""
