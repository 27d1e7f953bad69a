"""sqlfluff's own command line, a third faster, and ended before Python takes the modules apart.

Four rules of layout each ask for the same sequence of a file's elements, which takes more than
what they do with it: here it is made once. And at the end DuckDB would print forty lines about
leaked instances after every word of the linter.
"""

import os
import sys
from typing import Any

from sqlfluff.cli.commands import cli
from sqlfluff.utils.reflow.sequence import ReflowSequence

_make = ReflowSequence.from_root
_made: list[ReflowSequence] = []  # of the file that is being looked at


def _from_root(root_segment: Any, config: Any) -> ReflowSequence:
    """A sequence of its own of elements that are made once for a file."""
    if not _made or _made[0].root_segment is not root_segment:
        _made[:] = [_make(root_segment, config)]
    (made,) = _made
    return ReflowSequence(list(made.elements), root_segment, made.reflow_config, made.depth_map)


# where processes are not forked, each of them reads this module, too
ReflowSequence.from_root = staticmethod(_from_root)  # type: ignore[method-assign]

if __name__ == "__main__":
    # dbt's locks are left to the process that tracks them; it need not say so
    sys.warnoptions.append("ignore::UserWarning:multiprocessing.resource_tracker")
    try:
        cli()
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code if isinstance(ended.code, int) else 1)
