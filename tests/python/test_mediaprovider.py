"""The provider for Faker: its values, its ranges, and that Faker's own seed decides them."""

import pytest
from faker import Faker
from faker.providers import BaseProvider

from customer_events import Content, MediaContentProvider
from customer_events.kit.errors import CustomerEventsError
from customer_events.values import reference

METHODS = ["title", "content_type", "season_and_episode", "duration", "language", "provider"]
METHODS = [f"media_{name}" for name in [*METHODS, "genre", "release_year", "content"]]
SETS = reference.load()


@pytest.fixture
def fake() -> Faker:
    made = Faker()
    made.add_provider(MediaContentProvider)
    made.seed_instance(7)
    return made


def draws(fake: Faker) -> list:
    return [getattr(fake, method)() for _ in range(20) for method in METHODS]


def test_it_is_a_provider_with_names_of_its_own() -> None:
    plain = Faker("de_DE")
    assert issubclass(MediaContentProvider, BaseProvider)
    assert not [method for method in METHODS if hasattr(plain, method)]
    plain.add_provider(MediaContentProvider)
    assert plain.media_title()
    assert plain.unique.media_title() != plain.unique.media_title()


def test_fakers_seed_decides(fake: Faker) -> None:
    first = draws(fake)
    fake.seed_instance(7)
    assert draws(fake) == first
    fake.seed_instance(8)
    assert draws(fake) != first


def test_the_shared_seed_decides_too() -> None:
    shared = Faker()
    shared.add_provider(MediaContentProvider)
    Faker.seed(3)
    first = draws(shared)
    Faker.seed(3)
    assert draws(shared) == first


def test_values_come_from_the_value_sets(fake: Faker) -> None:
    for method, known in [
        ("media_content_type", SETS.content_types.content_type),
        ("media_language", SETS.languages.language),
        ("media_provider", SETS.providers.provider),
        ("media_genre", SETS.genres.genre),
    ]:
        drawn = {getattr(fake, method)() for _ in range(1_000)}
        assert drawn <= set(known)
        assert len(drawn) >= len(known) - 1


def test_weights_count(fake: Faker) -> None:
    english = sum(fake.media_language() == "English" for _ in range(2_000)) / 2_000
    assert english == pytest.approx(0.62, abs=0.05)


def test_titles_are_told_from_the_patterns(fake: Faker) -> None:
    titles = [fake.media_title() for _ in range(300)]
    assert len(set(titles)) > 280
    assert all("{" not in title for title in titles)
    assert all(any(word in title for word in SETS.title_words.word) for title in titles)


def test_titles_and_genres_fit_when_they_are_told_to_what(fake: Faker) -> None:
    words = SETS.title_words
    korean = [word for of, word in zip(words.language, words.word, strict=True) if of == "Korean"]
    titles = {fake.media_title("Korean") for _ in range(100)}
    assert all(any(word in title for word in korean) for title in titles)
    pairs = set(
        zip(SETS.content_type_genres.content_type, SETS.content_type_genres.genre, strict=True)
    )
    drawn = {fake.media_genre("Documentary") for _ in range(500)}
    assert drawn == {genre for of, genre in pairs if of == "Documentary"}


@pytest.mark.parametrize("row", range(len(SETS.content_types)))
def test_numbers_keep_to_the_ranges_of_their_type(fake: Faker, row: int) -> None:
    types = SETS.content_types
    name = types.content_type[row]
    minutes = {fake.media_duration(name) for _ in range(600)}
    assert min(minutes) >= types.min_minutes[row]
    assert max(minutes) <= types.max_minutes[row]
    assert len(minutes) > (types.max_minutes[row] - types.min_minutes[row]) * 0.9
    numbers = {fake.media_season_and_episode(name) for _ in range(300)}
    if not types.is_serial[row]:
        assert numbers == {(None, None)}
        return
    assert {season for season, _ in numbers} == set(
        range(types.min_seasons[row], types.max_seasons[row] + 1)
    )
    assert {episode for _, episode in numbers} == set(
        range(types.min_episodes[row], types.max_episodes[row] + 1)
    )


def test_years_end_when_they_are_told_to(fake: Faker) -> None:
    years = {fake.media_release_year(until=2010) for _ in range(2_000)}
    assert max(years) == 2010
    assert 1970 <= min(years) < 1980
    assert fake.media_release_year() <= 2025


def test_an_unknown_type_is_refused(fake: Faker) -> None:
    with pytest.raises(CustomerEventsError, match="content_type is 'Opera'; it takes one of Movie"):
        fake.media_duration("Opera")
    with pytest.raises(CustomerEventsError, match="language is 'Elvish'; it takes one of English"):
        fake.media_title("Elvish")


def test_a_content_without_a_seed_is_drawn_as_the_provider_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every title alike, where a play has those most that draw most."""
    drawn = [Content() for _ in range(1_500)]
    assert len({each.title for each in drawn}) > 1_400
    assert len({each.id for each in drawn}) == 1_500
    for file, column in [
        ("content_types", "weight"), ("providers", "weight"), ("languages", "share"),
    ]:  # fmt: skip
        table, name = getattr(SETS, file), file.removesuffix("s")
        weights = getattr(table, column)
        of = {"content_type": "type"}.get(name, name)
        for value, share in zip(getattr(table, name), weights / weights.sum(), strict=True):
            found = sum(getattr(each, of) == value for each in drawn) / len(drawn)
            assert found == pytest.approx(share, abs=0.07), (file, value)
    monkeypatch.setattr(
        MediaContentProvider, "media_title", lambda self, language=None: "Told by the provider"
    )
    assert Content().title == Content.generate().title == "Told by the provider"
    assert Content.generate(seed=42).title != "Told by the provider"


@pytest.mark.parametrize("row", range(len(SETS.content_types)))
def test_a_content_keeps_to_the_ranges_of_its_type(fake: Faker, row: int) -> None:
    types = SETS.content_types
    made = [Content(**fake.media_content()) for _ in range(400)]
    made = [each for each in made if each.type == types.content_type[row]]
    assert len(made) > 10
    for each in made:
        assert types.min_minutes[row] <= each.duration <= types.max_minutes[row]
        if types.is_serial[row]:
            assert types.min_seasons[row] <= each.season <= types.max_seasons[row]
            assert types.min_episodes[row] <= each.episode <= types.max_episodes[row]
            assert each.release_year + each.season - 1 <= 2025
