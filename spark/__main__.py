"""python -m spark: the project on Spark with Delta."""

import sys

from spark.command import main

if __name__ == "__main__":
    sys.exit(main())
