"""The value sets as numbers: a value is its row in the file, and a join is an array of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from customer_events.kit.dice import choices
from customer_events.values.value_sets import Reference, Texts

FANOUT = 256  # draws of eight bits choose within a group


@dataclass(frozen=True)
class Lookups:
    """What the generator asks of the value sets again and again."""

    reference: Reference
    zones: tuple[str, ...]
    city_zone: np.ndarray
    city_country: np.ndarray
    country_language: np.ndarray
    cities_by_country: np.ndarray  # (country, eight-bit draw) -> city
    city_nearby: np.ndarray  # (city, eight-bit draw) -> another of its zone and country, if any
    models_by_type: np.ndarray  # (device type, eight-bit draw) -> model
    home_network: np.ndarray  # (device type, eight-bit draw) -> row of device_networks
    away_network: np.ndarray  # device type -> row of the network that it is on elsewhere
    away_share: np.ndarray  # device type -> how much it is on that one
    genre_weights: np.ndarray  # (content type, genre)
    genre_popularity: np.ndarray  # the share of all titles
    model_os: np.ndarray
    model_first: np.ndarray  # how many versions of its system are older than the model
    os_first: np.ndarray  # first row of an operating system's versions, in their order
    os_count: np.ndarray
    os_versions: tuple[str, ...]
    os_drm: np.ndarray  # by version
    drms: tuple[str, ...]
    plan_quality: np.ndarray  # qualities are numbered by rank
    type_quality: np.ndarray
    qualities: tuple[str, ...]
    quality_mbps: np.ndarray
    networks: tuple[str, ...]
    network: np.ndarray  # row of device_networks -> network
    provider_service: np.ndarray  # -1 for the platform's own
    service_exists: np.ndarray  # (country, service)
    city_services: np.ndarray  # the same by city, one bit a service
    service_reach: np.ndarray  # the share of all users who have connected each service


def lookups(reference: Reference) -> Lookups:
    """Number the value sets."""
    cities, devices, networks = reference.cities, reference.device_models, reference.device_networks
    zones = tuple(sorted(set(cities.timezone)))
    by_rank = np.argsort(reference.qualities.quality_rank)
    qualities = tuple(reference.qualities.quality[row] for row in by_rank)
    network_names = tuple(sorted(set(networks.network_type)))

    systems = reference.operating_systems
    names = tuple(dict.fromkeys(systems.os))
    order = sorted(
        range(len(systems)), key=lambda row: (names.index(systems.os[row]), systems.position[row])
    )
    per_system = [systems.os.count(name) for name in names]
    os_first = np.cumsum([0, *per_system[:-1]])
    model_os = _rows(devices.os, names)
    versions = [(systems.os[row], systems.version[row]) for row in order]
    drms = tuple(sorted(set(systems.drm)))

    type_of_network = _rows(networks.device_type, reference.device_types.device_type)
    by_network = np.where(
        np.arange(len(reference.device_types))[:, None] == type_of_network, networks.weight, 0.0
    )
    away = np.where(networks.at_home, 0.0, by_network)

    city_country = _rows(cities.country_code, reference.countries.country_code)
    users = reference.countries.user_share / reference.countries.user_share.sum()
    genre_weights = _pairs(
        reference.content_type_genres.content_type,
        reference.content_types.content_type,
        reference.content_type_genres.genre,
        reference.genres.genre,
        reference.content_type_genres.weight,
    )
    of_type = genre_weights / genre_weights.sum(axis=1, keepdims=True)
    exists = _pairs(
        reference.service_countries.country_code, reference.countries.country_code,
        reference.service_countries.service, reference.services.service,
    )  # fmt: skip
    return Lookups(
        reference=reference,
        zones=zones,
        city_zone=_rows(cities.timezone, zones),
        city_country=city_country,
        country_language=_rows(reference.countries.language, reference.languages.language),
        cities_by_country=_grouped(
            cities.country_code, reference.countries.country_code, cities.weight
        ),
        city_nearby=_nearby(city_country, _rows(cities.timezone, zones), cities.weight),
        models_by_type=_grouped(
            devices.device_type, reference.device_types.device_type, devices.weight
        ),
        home_network=_grouped(
            networks.device_type,
            reference.device_types.device_type,
            np.where(networks.at_home, networks.weight, 0.0),
        ),
        away_network=away.argmax(axis=1),
        away_share=away.sum(axis=1) / by_network.sum(axis=1),
        genre_weights=genre_weights,
        genre_popularity=reference.content_types.weight @ of_type,
        model_os=model_os,
        model_first=_rows(zip(devices.os, devices.first_version, strict=True), versions)
        - os_first[model_os],
        os_first=os_first,
        os_count=np.array(per_system),
        os_versions=tuple(version for _, version in versions),
        os_drm=_rows((systems.drm[row] for row in order), drms),
        drms=drms,
        plan_quality=_rows(reference.plans.max_quality, qualities),
        type_quality=_rows(reference.device_types.max_quality, qualities),
        qualities=qualities,
        quality_mbps=reference.qualities.min_mbps[by_rank],
        networks=network_names,
        network=_rows(networks.network_type, network_names),
        provider_service=_rows(reference.providers.service, reference.services.service),
        service_exists=exists > 0,
        city_services=(exists @ (1 << np.arange(len(reference.services)))).astype(np.int64)[
            city_country
        ],
        service_reach=reference.services.share * (users @ exists),
    )


def _nearby(country: np.ndarray, zone: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """For each city a table of the others in its country and zone; of itself where there are none."""
    others = (country[:, None] == country) & (zone[:, None] == zone)
    np.fill_diagonal(others, val=False)
    alone = np.flatnonzero(~(others * weight).any(axis=1))
    others[alone, alone] = True
    weights = others * weight + 1e-9 * others
    return np.stack([choices(each, FANOUT) for each in weights])


def _rows(values: Iterable[Any], names: Sequence[Any]) -> np.ndarray:
    """The row of each value among the names; -1 for none."""
    row = {name: number for number, name in enumerate(names)}
    return np.array([row[value] if value is not None else -1 for value in values])


def _pairs(
    ones: Texts,
    one_names: Texts,
    others: Texts,
    other_names: Texts,
    values: np.ndarray | float = 1.0,
) -> np.ndarray:
    """A table of the values of pairs of names; 0 where a pair does not occur."""
    table = np.zeros((len(one_names), len(other_names)))
    table[_rows(ones, one_names), _rows(others, other_names)] = values
    return table


def _grouped(groups: Texts, names: Texts, weights: np.ndarray) -> np.ndarray:
    """For each group a table that turns an eight-bit draw into one of its members."""
    return np.stack(
        [choices(np.where(np.array(groups) == name, weights, 0.0), FANOUT) for name in names]
    )
