"""What the semantic layer declares, as far as it can be held without MetricFlow."""

import sys

import pytest
import yaml

from reelhouse import metrics
from reelhouse.settings import PROJECT

sys.path.append(str(PROJECT / "tests" / "metrics"))
from by_hand import BESIDE, BY_HAND

DECLARED = [yaml.safe_load(path.read_text()) for path in (PROJECT / "models").rglob("*.yml")]


def declared(kind):
    return [each for file in DECLARED for each in file.get(kind, [])]


def test_each_saved_query_has_sql_by_hand():
    assert {query["name"] for query in declared("saved_queries")} == BY_HAND.keys()


def test_each_metric_is_held_against_sql_by_hand():
    asked = [query["query_params"]["metrics"] for query in declared("saved_queries")]
    asked += [names for names, _, _ in BESIDE.values()]
    assert {each["name"] for each in declared("metrics")} == {
        name for each in asked for name in each
    }


def test_each_metric_says_what_it_is():
    for metric in declared("metrics"):
        assert metric["label"]
        assert metric["description"].rstrip().endswith(".")


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("place__city = 'a__b'", "{{ Dimension('place__city') }} = 'a__b'"),
        ("metric_time__day > '2025-01-01'", "{{ TimeDimension('metric_time', 'day') }} > '2025-01-01'"),
        ("user__country__continent in ('a', 'b')", "{{ Dimension('user__country__continent') }} in ('a', 'b')"),
    ],
)  # fmt: skip
def test_a_condition_names_dimensions_plainly(written, taken):
    assert metrics.wrapped(written) == taken
