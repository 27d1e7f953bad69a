"""Invented titles, no two alike, from the patterns and words in seeds/."""

from __future__ import annotations

import re
from math import prod

import numpy as np

from customer_events.kit.dice import Dice, choices
from customer_events.values.value_sets import PostWords, Reference, TitleWords

STRIDE = 1_000_003  # a prime, so that a walk through the combinations meets each of them once
PART = re.compile(r"\{(\w+)\}")
NUMERALS = ("", " II", " III", " IV", " V", " VI", " VII", " VIII", " IX", " X")


def titles(reference: Reference, dice: Dice, language: np.ndarray) -> list[str]:
    """The titles of a world, in their languages; a larger world begins with the same ones."""
    patterns, count = reference.title_patterns, len(language)
    languages = reference.languages.language
    spoken = np.array([languages.index(each) for each in patterns.language])
    words = [vocabulary(reference.title_words, each) for each in languages]
    tables = [choices(np.where(spoken == each, patterns.weight, 0)) for each in range(len(words))]
    chosen = np.stack(tables)[language, dice.draws("title pattern", count)]
    offsets = dice.words("title offset", len(patterns)) >> np.uint64(24)
    names = [""] * count
    for row, pattern in enumerate(patterns.pattern):
        parts = words[spoken[row]]
        ways = combinations(pattern, parts)
        for turn, number in enumerate(np.flatnonzero(chosen == row).tolist()):
            told = fill(pattern, parts, (turn * STRIDE + int(offsets[row])) % ways)
            names[number] = told + numeral(turn // ways)
    return names


def numeral(turn: int) -> str:
    """The numeral that tells a further title from the first one of the same name."""
    return NUMERALS[turn] if turn < len(NUMERALS) else f" {turn + 1}"


def vocabulary(words: TitleWords | PostWords, language: str) -> dict[str, list[str]]:
    """The words for each part of a pattern, in one language."""
    parts: dict[str, list[str]] = {}
    for each, part, word in zip(words.language, words.part, words.word, strict=True):
        if each == language:
            parts.setdefault(part, []).append(word)
    return parts


def fill(pattern: str, words: dict[str, list[str]], turn: int) -> str:
    """The turn-th combination of words in a pattern, which never says a word twice."""
    said: dict[str, list[str]] = {}

    def word(match: re.Match[str]) -> str:
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
