"""Single events: their classes, their positions in a world, and files of them."""
