"""What the raw models share: which simulated days are still to load."""
