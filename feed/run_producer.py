"""The producer: `python -m feed.run_producer --help`."""

import sys

from feed.command import producer

if __name__ == "__main__":
    sys.exit(producer())
