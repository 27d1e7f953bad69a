"""The kit that the generator stands on: columns, ragged lists, chance, and answers that are kept."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pytest

from customer_events.kit.arrays import Columns, Ragged, add_up, concatenate, owners, places
from customer_events.kit.dice import Dice, choices
from customer_events.kit.kept import kept


@dataclass(frozen=True)
class Letters(Columns):
    letter: np.ndarray


@dataclass(frozen=True)
class Words(Columns):
    number: np.ndarray
    letters: Ragged[Letters]


WORDS = ["so", "", "who", "a", "late"]


def words(texts):
    counts = np.array([len(text) for text in texts], dtype=np.int64)
    return Words(np.arange(len(texts)), Ragged(counts, Letters(np.array(list("".join(texts))))))


def spelled(these):
    ends = np.cumsum(these.letters.counts)
    letters = these.letters.items.letter
    return ["".join(each) for each in np.split(letters, ends)[: len(these)]]


@pytest.mark.parametrize("rows", [[4, 0, 1, 0], [2], [1, 1], [4, 3, 2, 1, 0]])
def test_rows_keep_their_lists(rows):
    taken = words(WORDS)[np.array(rows)]
    assert spelled(taken) == [WORDS[row] for row in rows]
    assert taken.number.tolist() == rows


@pytest.mark.parametrize(("start", "end"), [(0, 5), (1, 3), (2, 2), (3, 5)])
def test_a_slice_is_a_view(start, end):
    all_of_them = words(WORDS)
    cut = all_of_them[start:end]
    assert spelled(cut) == WORDS[start:end]
    assert cut.letters.items.letter.base is not None


def test_parts_become_one():
    parts = [words(WORDS[:2]), words([]), words(WORDS[2:])]
    assert spelled(concatenate(parts)) == WORDS
    assert concatenate(parts[:1]) is parts[0]


def test_owners_and_places_are_as_drawn():
    counts = np.array([2, 0, 3])
    assert owners(counts).tolist() == [0, 0, 2, 2, 2]
    assert places(counts).tolist() == [0, 1, 0, 1, 2]
    assert not len(Letters.none())


def test_rows_add_up():
    rows = np.array([[0.1, 0.2, 0.3], [3, 0, 0.5]], dtype=np.float32)
    assert (add_up(rows.copy()) == np.cumsum(rows, axis=1)).all()


def test_streams_of_several_threads_are_apart():
    def drawn(field):
        return [Dice(42, day=3, shard=1).words(field, 5).tolist() for _ in range(200)]

    with ThreadPoolExecutor(4) as pool:
        streams = list(pool.map(drawn, ["a", "b", "c", "d"]))
    assert all(each == same[0] for same in streams for each in same)
    assert len({tuple(word) for word, *_ in streams}) == 4
    assert Dice(42, day=3, shard=1).words("a", 2).tolist() == streams[0][0][:2]


def test_a_small_table_has_entries_of_the_large_one():
    weights = [0.2, 5, 0, 1, 3]
    assert choices(weights, 256).tolist() == choices(weights)[::256].tolist()


class Oracle:
    def __init__(self, name):
        self.name, self.asked = name, []

    @kept
    def answer(self, question):
        """All of them are kept."""
        self.asked.append(question)
        return f"{self.name}: {question}"

    @kept(at_most=2)
    def latest(self, question):
        self.asked.append(question)
        return question


def test_each_object_keeps_its_own_answers():
    one, other = Oracle("one"), Oracle("other")
    assert [one.answer(2), one.answer(2), other.answer(2)] == ["one: 2", "one: 2", "other: 2"]
    assert (one.asked, other.asked) == ([2], [2])


def test_only_the_latest_answers_are_kept():
    oracle = Oracle("")
    for question in (1, 2, 1, 3, 1, 2):
        assert oracle.latest(question) == question
    assert oracle.asked == [1, 2, 3, 2]
