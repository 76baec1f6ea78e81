"""What can be wrong with a document that loads: checks that need no server."""
