"""How events reach the platform: late, duplicated, corrupt or as they should."""
