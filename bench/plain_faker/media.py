"""Titles and what belongs to them, and the Faker that everything is drawn from."""

from datetime import UTC, datetime

from faker import Faker
from faker.providers import BaseProvider


class MediaContentProvider(BaseProvider):
    """Faker provider for titles and other metadata of media content."""

    title_formats = (
        "The {{title_adjective}} {{title_noun}}",
        "{{title_adjective}} {{title_noun}}",
        "{{title_noun}} of {{title_place}}",
        "The {{title_noun}} of {{title_place}}",
        "Return to {{title_place}}",
        "{{first_name}}'s {{title_noun}}",
    )
    title_adjectives = (
        "Silent",
        "Broken",
        "Golden",
        "Hidden",
        "Last",
        "Endless",
        "Crimson",
        "Forgotten",
        "Midnight",
        "Frozen",
        "Wild",
        "Burning",
        "Secret",
        "Distant",
        "Lost",
        "Electric",
    )
    title_nouns = (
        "Kingdom",
        "River",
        "Empire",
        "Shadow",
        "Promise",
        "Garden",
        "Storm",
        "Journey",
        "Mirror",
        "Legacy",
        "Horizon",
        "Detective",
        "Island",
        "Winter",
        "Dream",
        "Letter",
    )
    title_places = (
        "Avalon",
        "Berlin",
        "the North",
        "Cairo",
        "the Desert",
        "Kyoto",
        "the Moon",
        "Lisbon",
        "the Valley",
        "Havana",
        "the Deep",
        "Vienna",
    )
    durations = {
        "Movie": (90, 120),
        "TV Show": (20, 60),
        "Documentary": (30, 90),
        "Animation": (30, 120),
        "Short Film": (5, 30),
        "Mini-series": (20, 60),
        "Reality Show": (60, 120),
    }
    max_seasons = {"TV Show": 15, "Mini-series": 5, "Reality Show": 20}
    max_episodes = 24
    other_languages = (
        "Spanish",
        "French",
        "German",
        "Italian",
        "Portuguese",
        "Japanese",
        "Korean",
        "Hindi",
    )
    providers = (
        "Netflix",
        "Hulu",
        "Amazon Prime",
        "Disney+",
        "HBO Max",
        "Apple TV+",
        "Paramount+",
        "Peacock",
        "Discovery+",
        "Starz",
    )
    genres = (
        "Action",
        "Adventure",
        "Comedy",
        "Crime",
        "Drama",
        "Family",
        "Fantasy",
        "History",
        "Horror",
        "Music",
        "Mystery",
        "Romance",
        "Science Fiction",
        "Thriller",
        "War",
        "Western",
    )

    def title_adjective(self):
        return self.random_element(self.title_adjectives)

    def title_noun(self):
        return self.random_element(self.title_nouns)

    def title_place(self):
        return self.random_element(self.title_places)

    def content_title(self):
        return self.generator.parse(self.random_element(self.title_formats))

    def content_type(self):
        return self.random_element(tuple(self.durations))

    def content_season(self, content_type):
        if content_type not in self.max_seasons:
            return None
        return self.random_int(1, self.max_seasons[content_type])

    def content_episode(self, content_type):
        if content_type not in self.max_seasons:
            return None
        return self.random_int(1, self.max_episodes)

    def content_duration(self, content_type):
        shortest, longest = self.durations[content_type]
        return self.random_int(shortest, longest)

    def content_language(self):
        if self.generator.boolean(chance_of_getting_true=70):
            return "English"
        return self.random_element(self.other_languages)

    def content_provider(self):
        return self.random_element(self.providers)

    def content_genre(self):
        return self.random_element(self.genres)

    def content_release_year(self):
        return self.random_int(1980, datetime.now(UTC).year)


fake = Faker()
fake.add_provider(MediaContentProvider)
