"""sqlfluff's own command line at less than half the cost, and with no words at its end.

Little of what takes its time is the style of SQL. Python looks again and again for garbage among
the objects of dbt's project, where there is next to none. The templater has dbt read the project
anew for another database, and looks at every node to find the one of a file. Each of sixty rules
walks through the whole tree of a file for the few segments it judges, four rules of layout ask for
the same sequence of its elements, and what stands above an element is worked out for each anew.
At the end DuckDB would print forty lines about leaked instances after every word of the linter,
so Python is not let to take its modules apart.
"""

import gc
import multiprocessing
import os
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from dbt.parser.manifest import ManifestLoader
from sqlfluff.cli.commands import cli
from sqlfluff.core.linter import runner
from sqlfluff.core.parser.segments.base import PathStep
from sqlfluff.core.rules.crawlers import SegmentSeekerCrawler
from sqlfluff.utils.reflow.depthmap import DepthInfo, DepthMap, StackPosition
from sqlfluff.utils.reflow.sequence import ReflowSequence
from sqlfluff_templater_dbt.templater import DbtTemplater


class _Forked(runner.MultiProcessRunner):  # type: ignore[misc]
    """Processes that have what dbt has read; each renders files of its own, and keeps the trees."""

    if sys.platform == "linux":  # elsewhere a fork may end in a library's threads
        POOL_TYPE = multiprocessing.get_context("fork").Pool

        def run(self, fnames: list[str], fix: bool) -> Iterator[Any]:
            """Let dbt read the project before the fork."""
            _runners[:] = [self]
            gc.freeze()
            templater = self.linter.templater
            yield from super().run(list(templater.sequence_files(fnames, self.config)), fix)

        @staticmethod
        def _handle_lint_path_exception(fname: str | None, e: BaseException) -> None:
            """What could not be looked at has not passed."""
            raise e

        def iter_partials(self, fnames: list[str], fix: bool = False) -> Iterator[Any]:
            """A process is told no more than the name of a file."""
            return ((name, partial(_lint, name, fix)) for name in fnames)


def _lint(name: str, fix: bool) -> Any:
    """What is found in a file, in a process of the pool."""
    (made,) = _runners
    rendered = made.linter.render_file(name, made.config)
    rules = made.linter.get_rulepack(config=rendered.config)
    linted = made.linter.lint_rendered(rendered, rules, fix, None)
    return linted if fix else linted._replace(tree=None)


class _Tree(NamedTuple):
    """A file's segments in their order, each with those above it, and where the types are."""

    root: Any
    places: list[tuple[Any, tuple[Any, ...], int]]
    of_type: dict[str, list[int]]


_runners: list[_Forked] = []  # the one that all processes share
_make = ReflowSequence.from_root
_made: list[ReflowSequence] = []  # of the file that is being looked at
_crawl = SegmentSeekerCrawler.crawl
_trees: list[_Tree] = []  # the same
_search = DbtTemplater._find_node
_nodes: dict[str, Any] = {}
_is_partial_parsable = ManifestLoader.is_partial_parsable


def _from_root(root_segment: Any, config: Any) -> ReflowSequence:
    """A sequence of its own of elements that are made once for a file."""
    if not _made or _made[0].root_segment is not root_segment:
        _made[:] = [_make(root_segment, config)]
    (made,) = _made
    return ReflowSequence(list(made.elements), root_segment, made.reflow_config, made.depth_map)


def _from_parent(cls: Any, parent: Any) -> DepthMap:
    """What is above an element is the same for all of a segment, but for the last place."""
    made: DepthMap = cls([])

    def walk(segment: Any, hashes: Any, types: Any, positions: Any) -> None:
        hashes, types = (*hashes, hash(segment)), (*types, segment.class_types)
        known, length, code = frozenset(hashes), len(segment.segments), segment._code_indices
        for number, child in enumerate(segment.segments):
            position = StackPosition.from_path_step(PathStep(segment, number, length, code))
            above = {**positions, hashes[-1]: position}
            if child.is_type("raw"):
                made.depth_info[child.uuid] = DepthInfo(len(hashes), hashes, known, types, above)
            else:
                walk(child, hashes, types, above)

    walk(parent, (), (), {})
    return made


def _segments(self: Any, context: Any) -> Iterator[Any]:
    """The segments of a rule's types, of a tree that is walked once for all rules."""
    is_plain = self.allow_recurse and not self.provide_raw_stack and not self.works_on_unparsable
    if not is_plain or type(self) is not SegmentSeekerCrawler or context.parent_stack:
        yield from _crawl(self, context)
        return
    if not _trees or _trees[0].root is not context.segment:
        _trees[:] = [_walked(context.segment)]
    (tree,) = _trees
    for place in sorted({place for each in self.types for place in tree.of_type.get(each, [])}):
        context.segment, context.parent_stack, context.segment_idx = tree.places[place]
        yield context


def _walked(root: Any) -> _Tree:
    """The tree without what can't be parsed, at which rules don't look."""
    tree = _Tree(root, [], {})

    def walk(segment: Any, above: tuple[Any, ...], number: int) -> None:
        if segment.is_type("unparsable"):
            return
        for each in segment.class_types:
            tree.of_type.setdefault(each, []).append(len(tree.places))
        tree.places.append((segment, above, number))
        for number, child in enumerate(segment.segments):
            walk(child, (*above, segment), number)

    walk(root, (), 0)
    return tree


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
DepthMap.from_parent = classmethod(_from_parent)
SegmentSeekerCrawler.crawl = _segments
DbtTemplater._find_node = _find_node
runner.MultiProcessRunner = _Forked
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
