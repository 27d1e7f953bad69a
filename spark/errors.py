"""The one error that a user is to read as it stands."""


class SparkError(Exception):
    """What happened, with which value, and what to do, in one line."""
