"""What the generator says to people when something they gave it can't be used."""


class CustomerEventsError(ValueError):
    """A mistake that whoever runs the generator can fix; its message is one line."""


class ReferenceError(CustomerEventsError):
    """A value set in seeds/ that can't be used; the message names the file and the line."""
