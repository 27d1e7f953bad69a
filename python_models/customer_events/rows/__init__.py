"""From arrays to the Arrow rows of the raw tables."""
