"""The value sets: what is read from them, and what is refused with which words."""

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest
import yaml

from customer_events.behaviour.sessions import EVENT_TYPES, PLAY
from customer_events.kit.dice import Dice, choices
from customer_events.kit.errors import CustomerEventsError, ReferenceError
from customer_events.values import reference, titles, value_sets


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the value sets that a test may spoil."""
    return Path(
        shutil.copytree(reference.SEEDS, tmp_path / "seeds", ignore=shutil.ignore_patterns("*.yml"))
    )


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_columns_are_tuples_and_frozen_arrays():
    read = reference.load()
    assert read.plans.plan == ("Basic", "Standard", "Premium")
    assert read.plans.share.dtype == np.float64
    assert len(read.plans) == 3
    with pytest.raises(ValueError, match="read-only"):
        read.plans.share[0] = 1


def test_empty_cells_are_none_in_texts_and_zero_in_numbers():
    read = reference.load()
    services = dict(zip(read.providers.provider, read.providers.service, strict=True))
    assert services["Reelhouse Originals"] is None
    assert services["Netflix"] == "Netflix"
    seasons = dict(
        zip(read.content_types.content_type, read.content_types.max_seasons, strict=True)
    )
    assert seasons["Movie"] == 0
    assert seasons["TV Show"] == 15


@pytest.mark.parametrize(
    "shares",
    [
        "countries.user_share",
        "plans.share",
        "billing_cycles.share",
        "languages.share",
        "device_types.share",
        "providers.weight",
        "content_types.weight",
    ],
)
def test_shares_add_up_to_one(shares: str):
    file, column = shares.split(".")
    assert getattr(getattr(reference.load(), file), column).sum() == pytest.approx(1)


def test_value_sets_hold_the_names_of_the_platform():
    read = reference.load()
    assert set(read.countries.country_code) >= {"US", "GB", "CA", "AU", "DE", "FR", "IT", "ES"}
    assert set(read.services.service) == {"Netflix", "Hulu", "Amazon Prime", "Disney+", "HBO Max"}
    assert set(read.device_types.device_type) == {"mobile", "desktop", "tablet", "smartTV"}
    assert len(read.providers) == 10
    assert len(read.genres) == 16
    networks = zip(read.device_networks.device_type, read.device_networks.network_type, strict=True)
    assert ("smartTV", "Mobile") not in networks


def test_words_make_tens_of_thousands_of_titles():
    words = titles.vocabulary(reference.load().title_words, "English")
    assert len(words["adjective"]) * len(words["noun"]) > 50_000


def test_no_two_titles_of_a_large_world_are_alike():
    read = reference.load()
    language = Dice(7).pick("language", choices(read.languages.share), 150_000)
    assert len(set(titles.titles(read, Dice(7), language))) == 150_000


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("plans", "Standard,2", "Basic,2", "line 3: plan 'Basic' appears twice (first in line 2)"),
        ("plans", "Standard,2", "Standard,1", "line 3: plan_rank '1' appears twice"),
        ("plans", "plan,plan_rank", "name,plan_rank", "line 1: column plan is missing"),
        ("plans", "plan,plan_rank", "plan,plan", "line 1: column plan appears twice"),
        ("plans", "Basic,", ",", "line 2: plan is empty"),
        ("plans", "Basic,1", "Basic,  ", "line 2: plan_rank is empty"),
        ("plans", "Basic,1", "Basic,one", "line 2: plan_rank 'one' is not a whole number"),
        ("plans", "Basic,1", "Basic,1.5", "line 2: plan_rank '1.5' is not a whole number"),
        ("plans", "Basic,1", "Basic,0", "line 2: plan_rank '0' must be 1 or more"),
        ("plans", "0.36", "a third", "line 2: share 'a third' is not a number"),
        ("plans", "0.36", "nan", "line 2: share 'nan' is not a number"),
        ("plans", "0.36", "-0.36", "line 2: share '-0.36' is negative; a weight is 0 or more"),
        ("plans", "6.99", "-1", "line 2: monthly_price_usd '-1' is negative"),
        ("plans", "Basic,1", "Basic", "line 2: has 5 cells, the header has 6"),
        ("plans", "SD", "8K", "line 2: max_quality '8K' is not in seeds/qualities.csv"),
        (
            "device_networks",
            "tablet,WiFi,true",
            "tablet,WiFi,false",
            "line 4: no network of tablet",
        ),
        ("services", "0.42", "1.2", "line 2: share '1.2' must lie between 0 and 1"),
        ("content_types", "90,120", "130,120", "line 2: min_minutes 130 is above max_minutes 120"),
        ("content_types", "1,15", ",15", "line 3: min_seasons is empty, but is_serial is true"),
        ("content_types", "120,,", "120,1,", "line 2: min_seasons is 1, but is_serial is false"),
        ("content_types", "false", "no", "line 2: is_serial 'no' must be true or false"),
        ("cities", "Pacific/Honolulu", "Pacific/Nowhere", "timezone 'Pacific/Nowhere' is not a"),
        ("countries", "en_US", "english", "line 2: locale 'english' must look like en_US"),
        ("countries", "English", "Klingon", "language 'Klingon' is not in seeds/languages.csv"),
        ("providers", "Hulu,Hulu", "Hulu,Hooloo", "service 'Hooloo' is not in seeds/services.csv"),
        (
            "device_models",
            "tablet,iOS,iPad,",
            "tablet,iOS,iPad Air,",
            "model 'iPad Air' appears twice",
        ),
        (
            "device_models",
            "iPhone 14,16.7",
            "iPhone 14,16.8",
            "line 8: first_version '16.8' is not one",
        ),
        (
            "service_countries",
            "Hulu,US",
            "Netflix,US",
            "'Netflix', country_code 'US' appears twice",
        ),
        ("content_type_genres", "Documentary,History", "Documentary,Tragedy", "genre 'Tragedy' is"),
        ("qualities", "SD,1,0", "SD,1,1", "seeds/qualities.csv: no quality has min_mbps 0"),
        ("title_patterns", "The {noun} of", "The {verb} of", "part 'verb' has no word in English"),
        (
            "title_patterns",
            "{noun} i {place}",
            "{adjective} i {place}",
            "no word in Swedish in seeds/",
        ),
        ("title_patterns", "The {noun} of", "The {noun of", "has a brace without its pair"),
        ("post_patterns", "{subject} and", "{sub} and", "part 'sub' has no word in English"),
        ("post_patterns", "Hot take: {title}", "Hot take: {title", "has a brace without its pair"),
        (
            "post_words",
            "Change my mind.",
            "So {edit}",
            "part 'edit' has no word in English without",
        ),
        ("cio_campaigns", "email", "letter", "channel 'letter' is not one of email, push"),
        ("cio_campaigns", "broadcast", "sms", "is not one of transactional, broadcast, triggered"),
        ("cio_campaigns", ",weekly,", ",daily,", "trigger 'daily' is not one of signup, cancel,"),
        ("cio_campaigns", "40,20,17", "140,20,17", "audience_pct '140' must lie between 0 and 100"),
        ("cio_campaigns", "40,20,17", "40,120,17", "holdout_pct '120' must lie between 0 and 100"),
        ("cio_campaigns", "40,20,17,", "40,20,1,", "click_pct 2.2 is above open_pct 1"),
        ("cio_campaigns", "sunday", "sonntag", "weekday 'sonntag' is not one of monday, tuesday,"),
        ("cio_campaigns", "10:00", "10 am", "local_time '10 am' is not a time such as 18:00"),
        ("cio_campaigns", "sunday,10:00", "sunday,", "local_time is empty, but trigger is weekly"),
        ("cio_campaigns", "1,,17:00", "1,,", "local_time is empty, but trigger is signup"),
        (
            "cio_campaigns",
            "10:00,,",
            "10:00,2025-03-01,2025-02-01",
            "ends_on 2025-02-01 is before starts_on 2025-03-01",
        ),
        ("cio_campaigns", "10:00,,", "10:00,March,", "starts_on 'March' is not a date such as"),
    ],
)
def test_a_bad_line_is_refused_with_file_line_and_reason(seeds, file, old, new, message):
    replace(seeds / f"{file}.csv", old, new)
    with pytest.raises(ReferenceError) as refused:
        reference.load(seeds)
    assert str(refused.value).startswith(f"seeds/{file}.csv")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert isinstance(refused.value, CustomerEventsError)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "seeds/genres.csv: the file is missing"),
        ("", "seeds/genres.csv: the file is empty"),
        ("genre\n", "seeds/genres.csv: the file has no rows below its header"),
        (b"genre\nTh\xe9\xe2tre\n", "seeds/genres.csv: can't be read as a CSV file"),
        ('genre\n"Drama\n', "seeds/genres.csv: can't be read as a CSV file"),
    ],
)
def test_a_file_that_can_not_be_used_is_refused(seeds, text, message):
    path = seeds / "genres.csv"
    path.unlink()
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ReferenceError) as refused:
        reference.load(seeds)
    assert str(refused.value).startswith(message)


def test_weights_have_to_leave_something_to_draw_in_every_group(seeds):
    path = seeds / "device_networks.csv"
    replace(path, "tablet,WiFi,true,0.88", "tablet,WiFi,true,0")
    replace(path, "tablet,Mobile,false,0.12", "tablet,Mobile,false,0")
    with pytest.raises(ReferenceError, match="every weight of tablet is 0"):
        reference.load(seeds)


def test_weights_have_to_leave_something_to_draw_at_all(seeds):
    path = seeds / "algorithms.csv"
    path.write_text("algorithm,weight,lift\ncollaborative,0,1\nhybrid,0.0,1\n", encoding="utf-8")
    with pytest.raises(ReferenceError, match=r"seeds/algorithms\.csv: every weight is 0"):
        reference.load(seeds)


@pytest.mark.parametrize(
    ("file", "first", "message"),
    [
        ("service_countries", "Hulu", "service 'Hulu' has no row in seeds/service_countries.csv"),
        ("content_type_genres", "Documentary", "'Documentary' has no row in seeds/content_type_"),
        ("title_patterns", "Korean", "language 'Korean' has no row in seeds/title_patterns.csv"),
        ("post_words", "English,edit", "seeds/post_words.csv: part 'edit' has no word in English"),
    ],
)
def test_a_value_that_needs_a_row_elsewhere_is_refused_without_one(seeds, file, first, message):
    path = seeds / f"{file}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(f"{first},")), "utf-8")
    with pytest.raises(ReferenceError) as refused:
        reference.load(seeds)
    assert message in str(refused.value)


def test_a_country_without_a_city_is_refused(seeds):
    path = seeds / "cities.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:3] != "SE,"]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(ReferenceError, match=r"country_code 'SE' has no row in seeds/cities\.csv"):
        reference.load(seeds)


def test_a_platform_that_has_nothing_of_its_own_to_play_is_refused(seeds):
    path = seeds / "providers.csv"
    text = path.read_text(encoding="utf-8").replace(",,", ",Netflix,")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceError, match="without a service"):
        reference.load(seeds)


@pytest.mark.parametrize(
    ("file", "old", "new", "changes"),
    [
        ("plans", "0.36", " 0.360 ", False),
        ("plans", "6.99", "7.99", False),
        ("countries", "United States", "USA", False),
        ("countries", "USD", "EUR", False),
        ("plans", "0.36", "0.37", True),
        ("genres", "Drama\nComedy", "Comedy\nDrama", True),
        ("colors", "crimson,1\n", "", True),
    ],
)
def test_the_digest_follows_what_the_generator_reads(seeds, file, old, new, changes):
    before = reference.load(seeds).digest
    replace(seeds / f"{file}.csv", old, new)
    assert (reference.load(seeds).digest != before) is changes


def test_the_order_of_columns_and_further_columns_do_not_matter(seeds):
    before = reference.load(seeds).digest
    path = seeds / "algorithms.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [[weight, "a note", lift, name] for name, weight, lift in csv.reader(lines)]
    rows[0][1] = "note"
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)
    assert reference.load(seeds).digest == before


def test_every_column_is_described_for_dbt():
    for name, table in value_sets.TABLES.items():
        described = yaml.safe_load((reference.SEEDS / f"{name}.yml").read_text())["seeds"][0]
        wanted = list(value_sets.columns(table))
        assert described["name"] == name
        assert described["description"].startswith("Grain: ")
        assert [column["name"] for column in described["columns"]] == wanted
        assert list(described["config"]["column_types"]) == wanted
    others = {path.stem for path in reference.SEEDS.glob("*.csv")} - set(value_sets.TABLES)
    assert all(name.startswith("cio_") for name in others)  # what the company says, not the world


def test_staging_accepts_every_type_of_event_that_the_generator_makes():
    with (reference.SEEDS / "event_types.csv").open() as lines:
        has_content = {row["event_type"]: row["has_content"] for row in csv.DictReader(lines)}
    made = {each: has_content[each] == "true" for each in EVENT_TYPES}
    assert made == {each: each == EVENT_TYPES[PLAY] for each in EVENT_TYPES}
