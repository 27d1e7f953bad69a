"""python -m reelhouse <command>: what the Makefile calls."""

import sys

from reelhouse.settings import PROJECT

if __name__ == "__main__":
    if not (PROJECT / "dbt_project.yml").exists():
        sys.exit(
            "reelhouse: this is the installed package, which has the generator (python -m "
            "customer_events) but not the warehouse; run it in a checkout of Reelhouse"
        )
    from reelhouse.app import main

    sys.exit(main(sys.argv[1:]))
