"""What leaves the building: mail now, events and jobs beside it."""
