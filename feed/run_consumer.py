"""The consumer: `python -m feed.run_consumer --help`."""

import sys

from feed.command import consumer

if __name__ == "__main__":
    sys.exit(consumer())
