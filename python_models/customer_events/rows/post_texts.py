"""What posts say: sentences about titles of the catalog, each writer in a language and a style.

Some phrases are used all the time and most of them rarely, and every writer has a few of their own.
An edit mends a slip or adds something; the rest of the text stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np

from customer_events.kit.days import NEVER
from customer_events.kit.dice import SIZE, Dice, by_share, choices, luck
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.reference import SERIES_FACTS
from customer_events.values.titles import PART, vocabulary
from customer_events.world.people import BLOCK

if TYPE_CHECKING:
    from customer_events.world.world import World

OWN = BEHAVIOUR.post_texts
DRAWS = 32  # numbers that a text takes; one that needs more begins again
CANDIDATES = 8  # titles, of which the most popular and the most to the writer's taste is taken
MENDS, ADDS, TAGS = range(3)  # what an edit does
LAST_EDIT = "{closer}"
MOST_TAGS = 4
WORD, BEGINS = re.compile(r"[^\W\d_]{4,}"), re.compile(r"(?:^|(?<=[.!?] ))[^\W\d_]")

Say = Callable[[str], str]
Style = dict[str, float]


def post_texts(world: World, block: int, row: np.ndarray, edits: np.ndarray) -> list[str]:
    """The text of each post of a block, after so many edits."""
    if not len(row):
        return []
    these, patterns = world.post_block(block), world.lookups.reference.post_patterns
    creator, day, number = these.creator[row], these.day[row], these.first + row
    spoken = list(dict.fromkeys(patterns.language))
    common = vocabulary(world.lookups.reference.post_words, spoken[0])
    words = [
        common | vocabulary(world.lookups.reference.post_words, language) for language in spoken
    ]
    country, taste = _writers(world, creator, day)
    language = _languages(world, creator, country, spoken)
    facts = _facts(world, day, number, _titles(world, taste, day, number))
    tables = {(each, of): _table(world, each, of) for each in spoken for of in (False, True)}
    styles = _styles(world.seed, creator)
    draws = Dice(world.seed, shard=block).draws("post text", BLOCK * DRAWS).reshape(BLOCK, DRAWS)
    how = by_share(luck(world.seed, "post edit", number), OWN.edits)
    how = np.where(these.edit_day[row] < NEVER, how, -1)
    texts = []
    for place, (one, given, style) in enumerate(zip(row.tolist(), facts, styles, strict=True)):
        chance = cycle(draws[one].tolist())
        table = tables[spoken[language[place]], "{season}" in given]
        say = _speaker(words[language[place]], given, style["favorite"], chance)
        text = say(patterns.pattern[table[next(chance)]])
        text = _styled(text, say, style, chance)
        if next(chance) / SIZE < style["mentions"]:
            text = f"@{_handle(world, block, int(one * next(chance) / SIZE))} {text}"
        slip = next(chance), next(chance) / SIZE
        added = [" " + say("{tag}" if how[place] == TAGS else "{edit}"), " " + say(LAST_EDIT)]
        done = int(edits[place])
        if how[place] == MENDS:
            text, done = (text, done - 1) if done else (_slipped(text, *slip), 0)
        elif slip[1] < style["slips"]:
            text = _slipped(text, slip[0], slip[1] / style["slips"])
        texts.append(text + "".join(added[:done]))
    return texts


def _handle(world: World, block: int, post: int) -> str:
    """How the writer of a post is called in others; where nobody wrote it, the platform."""
    creator = int(world.post_block(block).creator[post])
    if creator < 0:
        return "reelhouse"
    name: str = world.addresses(creator // BLOCK).local_part[creator % BLOCK].as_py()
    return name.replace(".", "_")


def _table(world: World, language: str, of_series: bool) -> list[int]:
    """A look-up table of the patterns in a language: those about series only for one."""
    patterns = world.lookups.reference.post_patterns
    weights = [
        weight
        if each == language and (of_series or not set(PART.findall(pattern)) & set(SERIES_FACTS))
        else 0.0
        for each, pattern, weight in zip(
            patterns.language, patterns.pattern, patterns.weight.tolist(), strict=True
        )
    ]
    table: list[int] = choices(weights).tolist()
    return table


def _writers(world: World, creator: np.ndarray, day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The country of each writer on the day, and how much they like each genre."""
    city = np.empty(len(creator), dtype=np.int64)
    taste = np.empty((len(creator), len(world.lookups.reference.genres)))
    for block in np.unique(creator // BLOCK).tolist():
        here = np.flatnonzero(creator // BLOCK == block)
        people, local = world.people(block), creator[here] % BLOCK
        city[here] = people.city(local, day[here])
        taste[here] = people.traits.taste[local]
    return world.lookups.city_country[city], taste


def _languages(
    world: World, creator: np.ndarray, country: np.ndarray, spoken: list[str]
) -> list[int]:
    """The language of each post: that of the writer's country, or the first of the file."""
    languages = world.lookups.reference.countries.language
    at_home = np.array([spoken.index(each) if each in spoken else 0 for each in languages])
    keeps = luck(world.seed, "writes at home", creator) < OWN.own_language
    languages_of_posts: list[int] = np.where(keeps, at_home[country], 0).tolist()
    return languages_of_posts


def _titles(world: World, taste: np.ndarray, day: np.ndarray, number: np.ndarray) -> np.ndarray:
    """A title for each post that was in the catalog by then, or -1."""
    catalog = world.catalog(max(int(day.max(initial=0)), world.start))
    post, place = number[:, None], np.arange(CANDIDATES)
    count = world.titles.count(day - 1)[:, None]
    title = luck(world.seed, "post title", post, place).reshape(len(number), -1) * count
    title = np.minimum(title.astype(np.int64), len(catalog.names) - 1)
    there = (catalog.title_day[title] < day[:, None]) & (catalog.left_day[title] > day[:, None])
    liked = np.take_along_axis(taste, catalog.genre[title].astype(np.int64), axis=1)
    drawn = luck(world.seed, "post title drawn", post, place).reshape(title.shape)
    pull = np.where(there, catalog.appeal[title] * liked, 0.0)
    best = (np.log(drawn) / np.maximum(pull, 1e-12)).argmax(axis=1)
    each = np.arange(len(number))
    return np.where(there.any(axis=1), title[each, best], -1)


def _facts(
    world: World, day: np.ndarray, number: np.ndarray, titles: np.ndarray
) -> list[dict[str, str]]:
    """What each post can name: its title and what belongs to it, and numbers."""
    catalog = world.catalog(max(int(day.max(initial=0)), world.start))
    genres = world.lookups.reference.genres.genre
    drawn = luck(world.seed, "post facts", number[:, None], np.arange(3)).reshape(-1, 3)
    facts = []
    for title, (first, second, third) in zip(titles.tolist(), drawn.tolist(), strict=True):
        told = {
            "number": str(2 + int(11 * first**2)),
            "score": str(10 - int(9 * second**2)),
            "title": "it",
            "genre": "drama",
        }
        if title >= 0:
            told |= {"title": catalog.names[title], "genre": genres[catalog.genre[title]].lower()}
        if title >= 0 and catalog.is_serial[title]:
            content = int(catalog.first[title])
            season = catalog.season_first[content : catalog.first[title + 1]] == content
            content += int(third**2 * season.sum())
            told |= {
                "season": str(catalog.season[content]), "episode": str(catalog.episode[content])
            }  # fmt: skip
        facts.append(told)
    return facts


def _styles(seed: int, creator: np.ndarray) -> list[Style]:
    """How each post's writer writes: what is done always, or how often."""
    drawn = {
        name: luck(seed, f"writes {name}", creator)
        for name in ("favorite", "lower", "bare", "emojis", "tags", "slips", "mentions")
    }
    drawn["emojis"], drawn["tags"] = drawn["emojis"] ** 2, 0.7 * drawn["tags"] ** 3
    drawn["mentions"] = 0.3 * drawn["mentions"] ** 4
    drawn["slips"] = OWN.slips * 5 * drawn["slips"] ** 4
    names = list(drawn)
    rows = np.stack(list(drawn.values()), axis=1).tolist()
    return [dict(zip(names, row, strict=True)) for row in rows]


def _speaker(
    words: dict[str, list[str]], given: dict[str, str], favorite: float, chance: Iterator[int]
) -> Say:
    """What fills the parts of a text: what is given, or a phrase as often as it is used."""

    def phrase(match: re.Match[str]) -> str:
        part = match[1]
        if part in given:
            return given[part]
        of, drawn = words[part], next(chance) / SIZE
        if next(chance) / SIZE < OWN.own_phrases:
            place = int(len(of) * (favorite + 0.37 * int(3 * drawn)) % len(of))
        else:
            flat = OWN.flat
            place = int(flat * ((len(of) + flat) / flat) ** drawn - flat)
        return PART.sub(phrase, of[min(place, len(of) - 1)])

    return lambda text: PART.sub(phrase, text)


def _styled(text: str, say: Say, style: Style, chance: Iterator[int]) -> str:
    """The text in the writer's way of writing."""
    if style["lower"] < OWN.lower:
        text = text.lower()
    elif style["lower"] > 2 * OWN.lower:
        text = BEGINS.sub(lambda match: match[0].upper(), text)
    if style["bare"] < OWN.bare:
        text = text.removesuffix(".")
    if next(chance) / SIZE < style["emojis"]:
        text += " " + say("{emoji}") * (1 + next(chance) % 9 // 6)
    tags = [say("{tag}") for _ in range(MOST_TAGS) if next(chance) / SIZE < style["tags"]]
    return " ".join([text, *dict.fromkeys(tags)])


def _slipped(text: str, where: int, how: float) -> str:
    """The text with two letters of a word in the wrong order, or one missing."""
    words = list(WORD.finditer(text))
    if not words:
        return text + text[-1]
    word = words[where % len(words)]
    at = word.start() + 1 + int(how * (len(word[0]) - 2))
    if how > OWN.missing and text[at] != text[at + 1]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :]
