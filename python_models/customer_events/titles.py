"""Invented titles, no two alike, from the patterns and words in seeds/."""

from __future__ import annotations

import re
from math import prod

import numpy as np

from customer_events.dice import Dice, choices
from customer_events.value_sets import Reference

STRIDE = 1_000_003  # a prime, so that a walk through the combinations meets each of them once
PART = re.compile(r"\{(\w+)\}")
NUMERALS = ("", " II", " III", " IV", " V", " VI", " VII", " VIII", " IX", " X")


def titles(reference: Reference, dice: Dice, count: int) -> list[str]:
    """The first titles of a world; more of them begin with the same ones."""
    patterns, words = reference.title_patterns, vocabulary(reference.title_words)
    chosen = dice.pick("title pattern", choices(patterns.weight), count)
    offsets = dice.words("title offset", len(patterns)) >> np.uint64(24)
    names = [""] * count
    for row, pattern in enumerate(patterns.pattern):
        ways = combinations(pattern, words)
        for turn, number in enumerate(np.flatnonzero(chosen == row).tolist()):
            told = fill(pattern, words, (turn * STRIDE + int(offsets[row])) % ways)
            names[number] = told + NUMERALS[turn // ways % len(NUMERALS)]
    return names


def vocabulary(words) -> dict[str, list[str]]:
    """The words of each part."""
    parts: dict[str, list[str]] = {}
    for part, word in zip(words.part, words.word, strict=True):
        parts.setdefault(part, []).append(word)
    return parts


def fill(pattern: str, words: dict[str, list[str]], turn: int) -> str:
    """The turn-th combination of words in a pattern, which never says a word twice."""
    said: dict[str, list[str]] = {}

    def word(match: re.Match) -> str:
        nonlocal turn
        left, already = words[match[1]], said.setdefault(match[1], [])
        if already:
            left = [each for each in left if each not in already]
        already.append(left[turn % len(left)])
        turn //= len(left)
        return already[-1]

    return PART.sub(word, pattern)


def combinations(pattern: str, words: dict[str, list[str]]) -> int:
    """How many ways there are to fill a pattern."""
    parts = PART.findall(pattern)
    return prod(len(words[part]) - parts[:place].count(part) for place, part in enumerate(parts))
