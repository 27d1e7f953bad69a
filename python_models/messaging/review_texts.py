"""What reviews say: sentences that blame, weigh or praise, by the stars that are given."""

from __future__ import annotations

import numpy as np

from customer_events.kit.dice import by_share
from customer_events.values.titles import fill

DRAWS = 10  # numbers in (0, 1) that a text takes
BLAME, WEIGH, PRAISE = range(3)
STANCES = np.array([  # shares of blaming, weighing and praising sentences, by stars
    [0.90, 0.09, 0.01], [0.70, 0.26, 0.04], [0.22, 0.50, 0.28], [0.04, 0.26, 0.70],
    [0.01, 0.08, 0.91],
])  # fmt: skip
SENTENCES = np.array([0.34, 0.36, 0.21, 0.09])  # reviews of one to four sentences

HEADLINES = {
    BLAME: ("Not for me", "Gave it a chance", "{fault}", "Skip it", "Expected more of {title}",
            "An evening lost", "meh", "{title}: no", "Overhyped", "Could have been good"),
    WEIGH: ("It passes the time", "Mixed feelings", "Fine for {occasion}", "{title} is all right",
            "Good, not great", "Half of it works", "OK", "Uneven", "Decent, but long"),
    PRAISE: ("Loved it", "{title}!", "Well made", "{strength}", "Perfect for {occasion}", "wow",
             "Better than expected", "Must see", "Again, please", "{title} stays with me"),
}  # fmt: skip
PATTERNS = {
    BLAME: (
        "{fault} and {fault}.", "I stayed to the end of {title} and wish I had not.",
        "{company} fell asleep.", "After {span} I looked at my phone.", "{fault}, sorry.",
        "The idea is better than the film.", "{fault}. I have seen this {count} times before.",
        "Watched it {when} with {company}, and we nearly stopped after {span}.",
        "Not worth {span} of anybody's life.", "Whoever wrote this owes me {span}.",
        "I wanted to like it, but {fault}.", "Even {company} could not save this.",
    ),
    WEIGH: (
        "{strength}, but {fault}.", "Slow at first, and then {strength}.",
        "{company} liked it more than I did.", "Fine for {occasion}, no more.",
        "The first {part} drags, the rest does not.", "{fault}, yet {strength}.",
        "I would give it half a star more if that were possible.",
        "Good company {when}.", "Not sure what to make of {title}.",
        "You forget it after {span}, which is sometimes what one needs.",
    ),
    PRAISE: (
        "{strength} and {strength}.", "Saw it {when} with {company}, and {strength}.",
        "I will watch {title} again with {company}.", "{strength}!", "{company} cried. Me too.",
        "Seen it {count} times by now.", "The last {part} alone is worth it.",
        "Finally something where {strength}.", "We talked about it for {span} afterwards.",
        "Do not read about {title}, just watch it.", "{strength}, which is rare.",
        "More like this, please.",
    ),
}  # fmt: skip
PARTS = {
    "fault": ["the plot goes nowhere", "nobody acts like a person", "the sound is too quiet",
              "it is far too long", "the ending makes no sense", "I guessed it all at once",
              "the jokes are old", "every scene looks gray", "the dubbing is off",
              "the middle hangs", "it tries too much", "the music drowns the words",
              "half of the characters are not needed", "it is cut like an ad"],
    "strength": ["the actors are wonderful", "the pictures are beautiful", "the story holds",
                 "it is funny without being mean", "I did not see the end coming",
                 "the music is perfect", "it never gets dull", "every detail fits",
                 "it takes its time in the right way", "you care about everyone",
                 "the dialog is sharp", "it says something", "the pace is just right"],
    "company": ["my sister", "my parents", "the kids", "my husband", "my wife", "a friend",
                "my flatmate", "the whole family", "my dad", "grandma", "the neighbors"],
    "when": ["on a rainy Sunday", "after work", "on the train", "late at night", "in one go",
             "on a flight", "over dinner", "on a slow evening", "last weekend"],
    "span": ["ten minutes", "twenty minutes", "half an hour", "an hour", "a while", "15 min",
             "two evenings"],
    "occasion": ["a rainy Sunday", "a long flight", "a slow evening", "a day in bed",
                 "the train", "a family night", "background noise", "a Friday"],
    "part": ["half hour", "quarter of an hour", "hour", "third", "scene", "act"],
    "count": ["two", "three", "four", "five", "a dozen", "100"],
}  # fmt: skip


def review_texts(titles: list[str], rating: np.ndarray, draws: np.ndarray) -> list[tuple[str, str]]:
    """A headline and a body about each title, by its stars from 0 on, from rows of draws."""
    stances = (draws[:, :5, None] > np.cumsum(STANCES[rating], axis=1)[:, None, :-1]).sum(axis=2)
    counts = 1 + by_share(draws[:, 5], SENTENCES)
    turns = (draws[:, 5:] * 2**40).astype(np.int64) // 8
    return [
        _review(*each)
        for each in zip(titles, stances.tolist(), counts.tolist(), turns.tolist(), strict=True)
    ]


def _review(title: str, stances: list[int], count: int, turns: list[int]) -> tuple[str, str]:
    words = {**PARTS, "title": [title]}
    headline = _say(HEADLINES[stances[0]], words, turns[0])
    said = [
        _say(PATTERNS[stance], words, turn)
        for stance, turn in zip(stances[1 : 1 + count], turns[1:], strict=False)
    ]
    return headline, " ".join(dict.fromkeys(said))


def _say(patterns: tuple[str, ...], words: dict[str, list[str]], turn: int) -> str:
    """One of the patterns; whoever writes in lower case does so about one time in eight."""
    careless, turn = turn % 8 == 0, turn // 8
    said = fill(patterns[turn % len(patterns)], words, turn // len(patterns))
    return said if careless else said[:1].upper() + said[1:]
