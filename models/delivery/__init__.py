"""Where things go, and what is on its way; below every API that sends, and knowing none."""
