"""Where a spot lies that is told from another place, and the place of an event."""
