"""Customer events as nested Arrow record batches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from customer_events.behaviour import playback
from customer_events.behaviour.equipment import FASTEST
from customer_events.behaviour.events import Happened
from customer_events.behaviour.sessions import EVENT_TYPES, PLAY
from customer_events.contract import EXPERIMENT_GROUPS
from customer_events.delivery import way
from customer_events.delivery.way import Arrived
from customer_events.kit import arrow
from customer_events.kit.arrays import places
from customer_events.kit.days import DAY, HOUR, number
from customer_events.kit.dice import by_share, luck
from customer_events.kit.ids import halves, uuids
from customer_events.rows.subscriptions import service_sets
from customer_events.world.catalog import Catalog
from customer_events.world.schedule import Schedule
from customer_events.world.search_index import SearchIndex
from customer_events.world.shelves import queries
from customer_events.world.traits import SPEEDS
from customer_events.world.world import World

UNKNOWN_TYPE = "content_ply"  # a kind of event that nobody has heard of
# Of devices with a wrong clock: by how many days it is ahead, by share...
AHEAD = np.array([30, 31, 61, 365, 730])
AHEAD_SHARES = np.array([0.3, 0.2, 0.1, 0.3, 0.1])
# ...or since when it counts after losing power, but for those that are a year behind.
RESET = np.array([0, number(date(2000, 1, 1)), number(date(2010, 1, 1))])
BEHIND_SHARES = np.array([0.4, 0.2, 0.1, 0.3])
BEHIND = 365
RESET_WITHIN, DRIFTS = 400 * DAY, 3 * HOUR  # of the reset; at most, either way


def record_batch(
    schedule: Schedule, arrived: Arrived[Happened], schema: pa.Schema
) -> pa.RecordBatch:
    """The events with their structs and lists, in the columns of the schema."""
    world, event = schedule.world, arrived.happened
    reference, lookups = world.lookups.reference, world.lookups
    version = schedule.schema_versions(arrived.load_day)
    last_day = int(arrived.load_day.max(initial=world.start))
    catalog, index = world.catalog(last_day), world.search_index(last_day)
    fault, is_play = arrived.fault, event.kind == PLAY
    idle = ~is_play
    at = _by_their_clocks(world.seed, arrived)
    untidy = arrived.untidy
    spelling = _spelling(arrived)
    kind = np.where(fault == way.NO_TYPE, len(EVENT_TYPES), event.kind)
    seconds = np.where(fault == way.NEGATIVE, -event.play_seconds, event.play_seconds)
    percentage = np.where(fault == way.IMPOSSIBLE, 100 + event.percentage, event.percentage)
    columns = {
        "event_id": arrow.uuid(event.event_id),
        "user_id": arrow.uuid(event.user_id, missing=fault == way.NO_USER),
        "session_id": arrow.uuid(event.session_id),
        "schema_version": arrow.numbers(version, pa.int32()),
        "event_type": _texts(kind, (*EVENT_TYPES, UNKNOWN_TYPE), spelling),
        "timestamp": arrow.instants(at, fault == way.NO_INSTANT),
        "device": _device(world, arrived),
        "location": _location(world, arrived),
        "content": _content(world, catalog, arrived, missing=idle | (fault == way.NO_CONTENT)),
        "user_subscription": arrow.struct({
            "plan": _texts(event.plan, reference.plans.plan, spelling),
            "start_date": arrow.dates(event.start_day),
            "billing_cycle": _texts(
                event.cycle, reference.billing_cycles.billing_cycle, spelling
            ),
            "connected_services": arrow.pooled(
                event.services, service_sets(reference.services),
                (untidy == way.NULL_LISTS) & (event.services == 0),
            ),
        }),
        "event_details": arrow.struct({
            "play_duration": arrow.numbers(seconds, pa.int32(), idle),
            "play_percentage": arrow.numbers(percentage, pa.float64(), idle),
            "playback_quality": _quality(world, arrived, idle),
            "buffering_incidents": arrow.numbers(event.buffering, pa.int32(), idle),
            "playback_speed": arrow.numbers(SPEEDS[event.speed], pa.float64(), idle),
            "paused": arrow.booleans(event.paused, idle),
            "completed": arrow.booleans(event.completed, idle),
            "network_type": _texts(event.network, lookups.networks, spelling),
            "bandwidth": _bandwidth(arrived),
        }),
        "user_action": _actions(world, arrived),
        "recommendations": _recommendations(world, catalog, arrived),
        "search_history": _searches(index, arrived),
        "arrival_number": arrow.numbers(arrived.arrival_number, pa.int64()),
        "ingested_at": arrow.instants(arrived.ingested_at),
        "load_date": arrow.dates(arrived.load_day),
    }  # fmt: skip
    if "playback_session" in schema.names:
        older, is_blank = version < 2, _blanks(arrived)
        columns |= {
            "playback_session": arrow.struct({
                "player_version": _texts(
                    event.app_version // 2, _players(arrived), is_blank
                ),
                "drm": _texts(event.drm, lookups.drms, is_blank),
                "startup_ms": arrow.numbers(event.startup_ms, pa.int32()),
            }, missing=idle | older),
            "experiment_group": _texts(event.group, EXPERIMENT_GROUPS, is_blank, older),
        }  # fmt: skip
    return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)


def _by_their_clocks(seed: int, arrived: Arrived[Happened]) -> np.ndarray:
    """When events began as their devices tell it; a clock that is wrong keeps its error."""
    told: np.ndarray = arrived.happened.at.copy()
    wrong = np.flatnonzero(np.isin(arrived.fault, (way.IN_FUTURE, way.TOO_LATE)))
    device = halves(arrived.happened.device[wrong])
    drawn, drift = luck(seed, "clock", *device), luck(seed, "clock drifts", *device)
    ahead = told[wrong] + AHEAD[by_share(drawn, AHEAD_SHARES)] * DAY
    lost = by_share(drawn, BEHIND_SHARES)
    up_for = luck(seed, "clock reset", *device) * RESET_WITHIN + told[wrong] % DAY
    reset = RESET[np.minimum(lost, len(RESET) - 1)] * DAY + up_for
    behind = np.where(lost < len(RESET), reset, told[wrong] - BEHIND * DAY)
    is_ahead = arrived.fault[wrong] == way.IN_FUTURE
    told[wrong] = np.where(is_ahead, ahead, behind) + (2 * drift - 1) * DRIFTS
    return told


_BANDWIDTHS = ["{}mbps", " {}mbps ", "{} Mbps", "{}.0 MBPS", "{} Mbit/s", "{}000kbps"]
_ODD = 2  # the first bandwidth that is odd by more than blanks
_POOL_OF_BANDWIDTHS = pa.array(
    [bandwidth.format(mbps) for bandwidth in _BANDWIDTHS for mbps in range(FASTEST + 1)]
)
# The place of a text among the spellings of its pool, by what is untidy about the arrival.
_SPELLED = np.zeros(len(way.UNTIDINESS), dtype=np.int32)
_SPELLED[[way.BLANKS, way.CAPITALS]] = 1, 2

Spelling = tuple[np.ndarray, np.ndarray]  # the few rows that are untidy, and how they are spelled


def _spelling(arrived: Arrived[Happened]) -> Spelling:
    """The rows whose names have blanks around them or other capitals."""
    rows = np.flatnonzero(_SPELLED[arrived.untidy])
    return rows, _SPELLED[arrived.untidy[rows]]


def _blanks(arrived: Arrived[Happened]) -> Spelling:
    """The rows whose texts have blanks around them."""
    rows = np.flatnonzero(arrived.untidy == way.BLANKS)
    return rows, np.ones(len(rows), dtype=np.int32)


def _blanks_of_items(arrived: Arrived[Happened], counts: np.ndarray) -> Spelling:
    """The same for the items of lists: those of the rows whose texts have blanks around them."""
    rows, _ = _blanks(arrived)
    starts = (np.cumsum(counts) - counts)[rows]
    items = np.repeat(starts, counts[rows]) + places(counts[rows])
    return items, np.ones(len(items), dtype=np.int32)


def _texts(
    codes: np.ndarray, texts: Sequence[str], spelling: Spelling, missing: arrow.Mask = None
) -> pa.Array:
    """Names as devices send them: spelled right, with blanks or in other capitals."""
    rows, spelled = spelling
    codes = codes.astype(np.int32)
    codes[rows] += len(texts) * spelled
    return arrow.pooled(codes, arrow.spellings(texts), missing)


def _quality(world: World, arrived: Arrived[Happened], idle: np.ndarray) -> pa.Array:
    """The quality of the picture; where there is none, some send an empty text."""
    qualities, (rows, spelled) = world.lookups.qualities, _spelling(arrived)
    pool = [*arrow.spellings(qualities), ""]
    is_empty = idle & (arrived.untidy == way.EMPTY_TEXT)
    codes = arrived.happened.quality.astype(np.int32)
    codes[rows] += len(qualities) * spelled
    codes[is_empty] = len(pool) - 1
    return arrow.pooled(codes, pool, idle & ~is_empty)


def _bandwidth(arrived: Arrived[Happened]) -> pa.Array:
    """The bandwidth as text, in one of several forms if it is untidy."""
    codes, (blank, _) = arrived.happened.mbps.astype(np.int32), _blanks(arrived)
    odd = np.flatnonzero(arrived.untidy == way.BANDWIDTH)
    codes[blank] += FASTEST + 1
    codes[odd] += (FASTEST + 1) * (_ODD + arrived.happened.at[odd] % (len(_BANDWIDTHS) - _ODD))
    return arrow.pooled(codes, _POOL_OF_BANDWIDTHS)


def content_columns(
    world: World, catalog: Catalog, content: np.ndarray, genre: np.ndarray
) -> dict[str, pa.Array]:
    """The attributes of contents; seasons, episodes and the series only where there are any."""
    reference, title = world.lookups.reference, catalog.title[content]
    film = ~catalog.is_serial[title]
    names = pa.array(catalog.names, pa.string()).take(pa.array(title))
    return {
        "id": arrow.uuid(uuids(world.seed, "content", catalog.day[content], content)),
        "series_id": arrow.uuid(uuids(world.seed, "series", catalog.title_day[title], title), film),
        "title": names,
        "type": arrow.pooled(catalog.type[title], reference.content_types.content_type),
        "episode": arrow.numbers(catalog.episode[content], pa.int32(), film),
        "season": arrow.numbers(catalog.season[content], pa.int32(), film),
        "provider": arrow.pooled(catalog.provider[title], reference.providers.provider),
        "genre": arrow.pooled(genre, reference.genres.genre),
        "release_year": arrow.numbers(catalog.release_year[title], pa.int32()),
        "duration": arrow.numbers(catalog.minutes[content], pa.int32()),
        "language": arrow.pooled(catalog.language[title], reference.languages.language),
    }


def _content(
    world: World, catalog: Catalog, arrived: Arrived[Happened], missing: np.ndarray
) -> pa.Array:
    """The contents, from a pool of those that occur: retagged or not, with blanks or not."""
    codes = (
        4 * arrived.happened.content.astype(np.int64)
        + 2 * (arrived.untidy == way.BLANKS)
        + arrived.happened.retagged
    )
    codes = np.where(missing, 0, codes)
    occurs = np.zeros(4 * len(catalog.title), dtype=bool)
    occurs[codes] = True
    pool = np.flatnonzero(occurs)
    if len(pool) and len(pool) & (len(pool) + 1) == 0:
        # DuckDB 2.0.0 fails on pools of 2^k - 1 structs
        pool = np.append(pool, pool[-1])
    place = np.cumsum(occurs) - 1
    title = catalog.title[pool >> 2]
    genre = np.where(pool & 1, catalog.new_genre[title], catalog.genre[title])
    values = arrow.plain(content_columns(world, catalog, pool >> 2, genre))
    blanks = pa.array(pool & 2 > 0)
    for name, column in values.items():
        if pa.types.is_string(column.type):
            spaced = pc.binary_join_element_wise(" ", column.filter(blanks), " ", "")
            values[name] = pc.replace_with_mask(column, blanks, spaced)
    return arrow.pooled(place[codes], arrow.struct(values), missing)


def _location(world: World, arrived: Arrived[Happened]) -> pa.Array:
    """The places, from a pool of all cities: in each spelling, and last without zones."""
    cities = world.lookups.reference.cities
    columns = {
        "country": arrow.spellings(cities.country_code) + list(cities.country_code),
        "city": arrow.spellings(cities.city)[: 2 * len(cities)] + 2 * list(cities.city),
        "region": arrow.spellings(cities.region)[: 2 * len(cities)] + 2 * list(cities.region),
        "timezone": [
            *arrow.spellings(cities.timezone)[: 2 * len(cities)],
            *cities.timezone,
            *[None] * len(cities),
        ],
    }
    codes, (rows, spelled) = arrived.happened.city.astype(np.int32), _spelling(arrived)
    codes[rows] += len(cities) * spelled
    without = np.flatnonzero(arrived.fault == way.NO_ZONE)
    codes[without] = arrived.happened.city[without] + 3 * len(cities)
    pool = arrow.struct({name: pa.array(values) for name, values in columns.items()})
    return arrow.pooled(codes, pool)


def _players(arrived: Arrived[Happened]) -> list[str]:
    """The versions of the player: a new one with every second release of the app."""
    return [f"{number // 10}.{number % 10}.0" for number in range(_releases(arrived) // 2 + 1)]


def _releases(arrived: Arrived[Happened]) -> int:
    """How many releases of the app there have been."""
    return int(arrived.happened.app_version.max(initial=0)) + 1


def _device(world: World, arrived: Arrived[Happened]) -> pa.Array:
    lookups, devices = world.lookups, world.lookups.reference.device_models
    versions = [f"{number // 12}.{number % 12}.0" for number in range(_releases(arrived))]
    spelling, is_blank = _spelling(arrived), _blanks(arrived)
    return arrow.struct({
        "id": arrow.uuid(arrived.happened.device),
        "type": _texts(arrived.happened.model, devices.device_type, spelling),
        "os": _texts(arrived.happened.model, devices.os, is_blank),
        "os_version": _texts(arrived.happened.os_version, lookups.os_versions, is_blank),
        "app_version": _texts(arrived.happened.app_version, versions, is_blank),
        "model": _texts(arrived.happened.model, devices.model, is_blank),
    })  # fmt: skip


def _actions(world: World, arrived: Arrived[Happened]) -> pa.Array:
    actions = arrived.happened.actions
    items, kind = actions.items, actions.items.kind
    is_blank = _blanks_of_items(arrived, actions.counts)
    speed, quality = kind != playback.SPEED_CHANGE, kind != playback.QUALITY
    qualities = world.lookups.qualities
    return arrow.lists(actions.counts, arrow.struct({
        "action_type": _texts(kind, playback.ACTIONS, is_blank),
        "timestamp": arrow.instants(items.at),
        "duration": arrow.numbers(items.duration, pa.int32(), kind != playback.PAUSE),
        "old_speed": arrow.numbers(SPEEDS[items.old_speed], pa.float64(), speed),
        "new_speed": arrow.numbers(SPEEDS[items.new_speed], pa.float64(), speed),
        "old_quality": _texts(items.old_quality, qualities, is_blank, quality),
        "new_quality": _texts(items.new_quality, qualities, is_blank, quality),
        "completed": arrow.booleans(np.ones(len(kind), bool), kind != playback.COMPLETION),
    }), (arrived.untidy == way.NULL_LISTS) & (actions.counts == 0))  # fmt: skip


def _recommendations(world: World, catalog: Catalog, arrived: Arrived[Happened]) -> pa.Array:
    shown = arrived.happened.recommendations
    content = shown.items.content
    return arrow.lists(shown.counts, arrow.struct({
        "content_id": arrow.uuid(uuids(world.seed, "content", catalog.day[content], content)),
        "position": arrow.numbers(shown.items.position, pa.int32()),
        "algorithm": _texts(
            shown.items.algorithm, world.lookups.reference.algorithms.algorithm,
            _blanks_of_items(arrived, shown.counts),
        ),
        "clicked": arrow.booleans(shown.items.clicked),
    }), (arrived.untidy == way.NULL_LISTS) & (shown.counts == 0))  # fmt: skip


def _searches(index: SearchIndex, arrived: Arrived[Happened]) -> pa.Array:
    asked = arrived.happened.searches
    spelled = 2 * asked.items.query
    spelled[_blanks_of_items(arrived, asked.counts)[0]] += 1
    codes, found_at = np.unique(spelled, return_inverse=True)
    texts = queries(index, codes >> 1)
    for place in np.flatnonzero(codes & 1).tolist():
        texts[place] = f" {texts[place]} "
    return arrow.lists(asked.counts, arrow.struct({
        "search_id": arrow.uuid(asked.items.search_id),
        "timestamp": arrow.instants(asked.items.at),
        "query": arrow.pooled(found_at, texts),
        "results_count": arrow.numbers(asked.items.results, pa.int32()),
    }), (arrived.untidy == way.NULL_LISTS) & (asked.counts == 0))  # fmt: skip
