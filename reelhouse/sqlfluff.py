"""sqlfluff's own command line, ended before Python takes the modules apart.

Otherwise DuckDB's prints forty lines about leaked instances after every word of the linter.
"""

import os
import sys

from sqlfluff.cli.commands import cli

if __name__ == "__main__":
    # dbt's locks are left to the process that tracks them; it need not say so
    sys.warnoptions.append("ignore::UserWarning:multiprocessing.resource_tracker")
    try:
        cli()
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code if isinstance(ended.code, int) else 1)
