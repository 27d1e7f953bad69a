"""A provider for Faker: titles and what belongs to them, from the value sets in seeds/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from faker.providers import BaseProvider

from customer_events.kit.errors import CustomerEventsError
from customer_events.parameters import Parameters
from customer_events.samples.checks import value_sets
from customer_events.values.titles import combinations, fill, vocabulary

OLDEST = 40  # years before the newest


class MediaContentProvider(BaseProvider):
    """Made-up media, for anybody's Faker: `fake.add_provider(MediaContentProvider)`.

    All chance is Faker's own, so `Faker.seed` and `seed_instance` decide it. The names begin with
    `media_`, because Faker has a method `provider` already.
    """

    def media_content(self) -> dict[str, Any]:
        """A film or an episode, with the fields of a `Content`, which fit together."""
        content_type = self.media_content_type()
        season, episode = self.media_season_and_episode(content_type)
        language = self.media_language()
        seasons_before = 0 if season is None else season - 1  # one a year at most
        return {
            "id": self._id(),
            "series_id": None if season is None else self._id(),
            "title": self.media_title(language),
            "type": content_type,
            "episode": episode,
            "season": season,
            "provider": self.media_provider(),
            "genre": self.media_genre(content_type),
            "release_year": self.media_release_year() - seasons_before,
            "duration": self.media_duration(content_type),
            "language": language,
        }

    def media_title(self, language: str | None = None) -> str:
        """A title in a language, or in one at random."""
        reference, name = value_sets(), self.media_language() if language is None else language
        if name not in reference.languages.language:
            known = ", ".join(reference.languages.language)
            raise CustomerEventsError(f"language is {name!r}; it takes one of {known}")
        patterns, words = reference.title_patterns, vocabulary(reference.title_words, name)
        spoken = [each == name for each in patterns.language]
        pattern = self._one(patterns.pattern, patterns.weight * spoken)
        return fill(pattern, words, self.generator.random.randrange(combinations(pattern, words)))

    def media_content_type(self) -> str:
        """A type of content, such as Movie."""
        types = value_sets().content_types
        return self._one(types.content_type, types.weight)

    def media_season_and_episode(
        self, content_type: str | None = None
    ) -> tuple[int, int] | tuple[None, None]:
        """Numbers that the type allows; none for what has no episodes."""
        types, row = value_sets().content_types, self._row(content_type)
        if not types.is_serial[row]:
            return None, None
        return (
            self.random_int(int(types.min_seasons[row]), int(types.max_seasons[row])),
            self.random_int(int(types.min_episodes[row]), int(types.max_episodes[row])),
        )

    def media_duration(self, content_type: str | None = None) -> int:
        """Minutes that the type allows."""
        types, row = value_sets().content_types, self._row(content_type)
        return self.random_int(int(types.min_minutes[row]), int(types.max_minutes[row]))

    def media_language(self) -> str:
        """The language that a title is in."""
        languages = value_sets().languages
        return self._one(languages.language, languages.share)

    def media_provider(self) -> str:
        """Who provides a title."""
        providers = value_sets().providers
        return self._one(providers.provider, providers.weight)

    def media_genre(self, content_type: str | None = None) -> str:
        """A genre that the type can have."""
        reference, row = value_sets(), self._row(content_type)
        genres, name = reference.content_type_genres, reference.content_types.content_type[row]
        of_type = [each == name for each in genres.content_type]
        return self._one(genres.genre, genres.weight * of_type)

    def media_release_year(self, until: int | None = None) -> int:
        """A year not after another one, by default that of the first simulated day."""
        last = Parameters().start_date.year if until is None else until
        return last - int(self.generator.random.random() ** 3 * OLDEST)

    def _id(self) -> str:
        return str(UUID(int=self.generator.random.getrandbits(128), version=4))

    def _row(self, content_type: str | None) -> int:
        """The row of a type, or of one at random."""
        types = value_sets().content_types
        name = self.media_content_type() if content_type is None else content_type
        if name not in types.content_type:
            raise CustomerEventsError(
                f"content_type is {name!r}; it takes one of {', '.join(types.content_type)}"
            )
        return types.content_type.index(name)

    def _one(self, names: tuple[str, ...], weights: Iterable[float]) -> str:
        return self.generator.random.choices(names, weights)[0]
