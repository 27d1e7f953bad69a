"""python -m reelhouse <command>: what the Makefile calls."""

import sys

from reelhouse.cli import main

if __name__ == "__main__":
    sys.exit(main())
