"""What an event has one of."""

import json
from dataclasses import asdict, dataclass
from datetime import timedelta

from faker import Faker

from bench.plain_faker.media import fake

QUALITIES = ("SD", "HD", "4K")
SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)


@dataclass
class Content:
    id: str
    title: str
    type: str
    episode: int | None
    season: int | None
    provider: str
    genre: str
    release_year: int
    duration: int
    language: str

    @classmethod
    def generate(cls):
        content_type = fake.content_type()
        return cls(
            id=fake.uuid4(),
            title=fake.content_title(),
            type=content_type,
            episode=fake.content_episode(content_type),
            season=fake.content_season(content_type),
            provider=fake.content_provider(),
            genre=fake.content_genre(),
            release_year=fake.content_release_year(),
            duration=fake.content_duration(content_type),
            language=fake.content_language(),
        )

    def to_dict(self):
        return asdict(self)

    def to_flat_dict(self):
        return {
            "content_id": self.id,
            "content_title": self.title,
            "content_type": self.type,
            "content_episode": self.episode,
            "content_season": self.season,
            "content_provider": self.provider,
            "content_genre": self.genre,
            "content_release_year": self.release_year,
            "content_duration": self.duration,
            "content_language": self.language,
        }


@dataclass
class Device:
    OS_BY_TYPE = {
        "mobile": ("Android", "iOS"),
        "tablet": ("Android", "iOS"),
        "desktop": ("Windows", "macOS", "Linux"),
        "smartTV": ("Android TV", "Tizen", "webOS"),
    }
    VERSIONS_BY_OS = {
        "Android": ("12", "13", "14", "15"),
        "iOS": ("16.7", "17.5", "17.6", "18.1"),
        "Windows": ("10", "11"),
        "macOS": ("12.7", "13.6", "14.5", "15.1"),
        "Linux": ("5.15", "6.1", "6.8"),
        "Android TV": ("11", "12", "13", "14"),
        "Tizen": ("6.5", "7.0", "8.0"),
        "webOS": ("6.0", "22", "23", "24"),
    }
    MODELS_BY_TYPE_AND_OS = {
        ("mobile", "Android"): ("Galaxy S23", "Galaxy S24", "Pixel 8", "Pixel 9", "OnePlus 12"),
        ("mobile", "iOS"): ("iPhone 13", "iPhone 14", "iPhone 15", "iPhone 16"),
        ("tablet", "Android"): ("Galaxy Tab S8", "Galaxy Tab S9", "Pixel Tablet", "Lenovo Tab P12"),
        ("tablet", "iOS"): ("iPad", "iPad Air", "iPad mini", "iPad Pro"),
        ("desktop", "Windows"): ("Dell XPS", "HP Pavilion", "Lenovo ThinkPad", "Surface Laptop"),
        ("desktop", "macOS"): ("MacBook Air", "MacBook Pro", "iMac", "Mac mini"),
        ("desktop", "Linux"): ("Dell XPS", "Lenovo ThinkPad", "System76 Lemur", "Framework Laptop"),
        ("smartTV", "Android TV"): ("Sony Bravia", "TCL 6-Series", "Philips Ambilight"),
        ("smartTV", "Tizen"): ("Samsung QLED", "Samsung Neo QLED", "Samsung The Frame"),
        ("smartTV", "webOS"): ("LG OLED C3", "LG OLED G4", "LG QNED"),
    }

    id: str
    type: str
    os: str
    os_version: str
    app_version: str
    model: str

    @classmethod
    def generate(cls):
        device_type = fake.random_element(tuple(cls.OS_BY_TYPE))
        os = fake.random_element(cls.OS_BY_TYPE[device_type])
        return cls(
            id=fake.uuid4(),
            type=device_type,
            os=os,
            os_version=fake.random_element(cls.VERSIONS_BY_OS[os]),
            app_version=fake.numerify("%.#.#"),
            model=fake.random_element(cls.MODELS_BY_TYPE_AND_OS[device_type, os]),
        )

    def to_dict(self):
        return asdict(self)

    def to_flat_dict(self):
        return {
            "device_id": self.id,
            "device_type": self.type,
            "device_os": self.os,
            "device_os_version": self.os_version,
            "device_app_version": self.app_version,
            "device_model": self.model,
        }


@dataclass
class EventDetails:
    NETWORK_TYPES = ("WiFi", "Mobile", "Ethernet")
    COMPLETED_FROM_PERCENTAGE = 95

    play_duration: int
    play_percentage: float
    playback_quality: str
    buffering_incidents: int
    playback_speed: float
    paused: bool
    completed: bool
    network_type: str
    bandwidth: str

    @classmethod
    def generate(cls, content):
        content_seconds = content.duration * 60
        play_duration = fake.random_int(1, content_seconds)
        play_percentage = round(100 * play_duration / content_seconds, 2)
        return cls(
            play_duration=play_duration,
            play_percentage=play_percentage,
            playback_quality=fake.random_element(QUALITIES),
            buffering_incidents=fake.random_int(0, 5),
            playback_speed=fake.random_element(SPEEDS),
            paused=fake.boolean(),
            completed=play_percentage >= cls.COMPLETED_FROM_PERCENTAGE,
            network_type=fake.random_element(cls.NETWORK_TYPES),
            bandwidth=f"{fake.random_int(1, 100)}mbps",
        )

    def to_dict(self):
        return asdict(self)

    def to_flat_dict(self):
        return {
            "event_details_play_duration": self.play_duration,
            "event_details_play_percentage": self.play_percentage,
            "event_details_playback_quality": self.playback_quality,
            "event_details_buffering_incidents": self.buffering_incidents,
            "event_details_playback_speed": self.playback_speed,
            "event_details_paused": self.paused,
            "event_details_completed": self.completed,
            "event_details_network_type": self.network_type,
            "event_details_bandwidth": self.bandwidth,
        }


@dataclass
class Location:
    LOCALES = {
        "US": "en_US",
        "GB": "en_GB",
        "CA": "en_CA",
        "AU": "en_AU",
        "DE": "de_DE",
        "FR": "fr_FR",
        "IT": "it_IT",
        "ES": "es_ES",
    }
    REGION_METHODS = {
        "US": "state",
        "GB": "county",
        "CA": "province",
        "AU": "state",
        "DE": "state",
        "FR": "region",
        "IT": "state",
        "ES": "region",
    }
    TIMEZONES = {
        "US": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
        "GB": ("Europe/London",),
        "CA": ("America/Toronto", "America/Winnipeg", "America/Edmonton", "America/Vancouver"),
        "AU": ("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane", "Australia/Perth"),
        "DE": ("Europe/Berlin",),
        "FR": ("Europe/Paris",),
        "IT": ("Europe/Rome",),
        "ES": ("Europe/Madrid",),
    }
    FAKERS = {country: Faker(locale) for country, locale in LOCALES.items()}

    country: str
    city: str
    region: str
    timezone: str

    @classmethod
    def generate(cls):
        country = fake.random_element(tuple(cls.LOCALES))
        local_fake = cls.FAKERS[country]
        return cls(
            country=country,
            city=local_fake.city(),
            region=getattr(local_fake, cls.REGION_METHODS[country])(),
            timezone=fake.random_element(cls.TIMEZONES[country]),
        )

    def to_dict(self):
        return asdict(self)

    def to_flat_dict(self):
        return {
            "location_country": self.country,
            "location_city": self.city,
            "location_region": self.region,
            "location_timezone": self.timezone,
        }


@dataclass
class UserSubscriptions:
    PLANS = ("Basic", "Standard", "Premium")
    BILLING_CYCLES = ("monthly", "yearly")
    SERVICES = ("Netflix", "Hulu", "Amazon Prime", "Disney+", "HBO Max")

    plan: str
    start_date: str
    billing_cycle: str
    connected_services: list[str]

    @classmethod
    def generate(cls, event_time):
        start_date = fake.date_between_dates(
            date_start=(event_time - timedelta(days=3 * 365)).date(),
            date_end=event_time.date(),
        )
        return cls(
            plan=fake.random_element(cls.PLANS),
            start_date=start_date.isoformat(),
            billing_cycle=fake.random_element(cls.BILLING_CYCLES),
            connected_services=fake.random_sample(
                cls.SERVICES, length=fake.random_int(0, len(cls.SERVICES))
            ),
        )

    def to_dict(self):
        return asdict(self)

    def to_flat_dict(self):
        return {
            "subscription_plan": self.plan,
            "subscription_start_date": self.start_date,
            "subscription_billing_cycle": self.billing_cycle,
            "subscription_connected_services": json.dumps(self.connected_services),
        }
