"""Appointments: what the studio offers to one customer at a time."""
