"""The value sets in seeds/: read, checked and numbered."""
