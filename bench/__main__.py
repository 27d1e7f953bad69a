"""All benchmarks, one after the other."""

import sys

from bench import generate

sys.exit(generate.main(sys.argv[1:]))
