"""sqlfluff's own command line at less than half the cost, and with no words at its end.

Four things take most of its time, and none of them is the style of SQL. Python looks again and
again for garbage among the objects of dbt's project, where there is next to none. The templater
has dbt read the project anew for another database, and looks at every node to find the one of a
file. And four rules of layout each ask for the same sequence of a file's elements. At the end
DuckDB would print forty lines about leaked instances after every word of the linter, so Python is
not let to take its modules apart.
"""

import gc
import os
import sys
from typing import Any

from dbt.parser.manifest import ManifestLoader
from sqlfluff.cli.commands import cli
from sqlfluff.utils.reflow.sequence import ReflowSequence
from sqlfluff_templater_dbt.templater import DbtTemplater

_make = ReflowSequence.from_root
_made: list[ReflowSequence] = []  # of the file that is being looked at
_search = DbtTemplater._find_node
_nodes: dict[str, Any] = {}
_is_partial_parsable = ManifestLoader.is_partial_parsable


def _from_root(root_segment: Any, config: Any) -> ReflowSequence:
    """A sequence of its own of elements that are made once for a file."""
    if not _made or _made[0].root_segment is not root_segment:
        _made[:] = [_make(root_segment, config)]
    (made,) = _made
    return ReflowSequence(list(made.elements), root_segment, made.reflow_config, made.depth_map)


def _find_node(self: DbtTemplater, fname: str, config: Any = None, dbt_dir: str = ".") -> Any:
    """The node by its path; what is none, such as a macro, is for the templater to judge."""
    if not _nodes:
        _nodes.update((each.original_file_path, each) for each in self.dbt_manifest.nodes.values())
    return _nodes.get(os.path.relpath(fname, dbt_dir)) or _search(self, fname, config, dbt_dir)


def _is_read_for_any_database(self: Any, manifest: Any) -> Any:
    """What dbt has read for one database is read for all: style does not depend on which."""
    self.manifest.state_check.profile_hash = manifest.state_check.profile_hash
    return _is_partial_parsable(self, manifest)


# where processes are not forked, each of them reads this module, too
ReflowSequence.from_root = staticmethod(_from_root)
DbtTemplater._find_node = _find_node
ManifestLoader.is_partial_parsable = _is_read_for_any_database
gc.set_threshold(100_000, 20, 100)

if __name__ == "__main__":
    # dbt's locks are left to the process that tracks them; it need not say so
    sys.warnoptions.append("ignore::UserWarning:multiprocessing.resource_tracker")
    try:
        cli()
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code if isinstance(ended.code, int) else 1)
