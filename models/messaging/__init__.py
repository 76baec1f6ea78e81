"""Messaging: a message that is stored is delivered to every listener that was there before it."""
