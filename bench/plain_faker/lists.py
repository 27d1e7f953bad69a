"""What an event has lists of."""

from dataclasses import dataclass
from datetime import UTC, timedelta

from bench.plain_faker.media import fake
from bench.plain_faker.parts import QUALITIES, SPEEDS

MAX_LIST_SIZE = 5


def to_iso(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class UserAction:
    ACTION_TYPES = ("play", "pause", "seek", "quality_change", "speed_change", "completion")

    action_type: str
    timestamp: str
    duration: int | None = None
    completed: bool | None = None
    old_quality: str | None = None
    new_quality: str | None = None
    old_speed: float | None = None
    new_speed: float | None = None

    @classmethod
    def generate(cls, event_time, event_details):
        action_time = event_time + timedelta(
            seconds=fake.random_int(0, event_details.play_duration)
        )
        action = cls(
            action_type=fake.random_element(cls.ACTION_TYPES),
            timestamp=to_iso(action_time),
        )
        if action.action_type == "pause":
            action.duration = fake.random_int(1, 600)
        elif action.action_type == "seek":
            action.duration = fake.random_int(5, 300)
        elif action.action_type == "quality_change":
            action.old_quality, action.new_quality = fake.random_sample(QUALITIES, length=2)
        elif action.action_type == "speed_change":
            action.old_speed, action.new_speed = fake.random_sample(SPEEDS, length=2)
        elif action.action_type == "completion":
            action.completed = event_details.completed
        return action

    @classmethod
    def generate_list(cls, event_time, event_details):
        count = fake.random_int(0, MAX_LIST_SIZE)
        actions = [cls.generate(event_time, event_details) for _ in range(count)]
        return sorted(actions, key=lambda action: action.timestamp)

    def to_dict(self):
        return {
            "action_type": self.action_type,
            "timestamp": self.timestamp,
            "duration": self.duration,
            "completed": self.completed,
            "old_quality": self.old_quality,
            "new_quality": self.new_quality,
            "old_speed": self.old_speed,
            "new_speed": self.new_speed,
        }


@dataclass
class Recommendations:
    ALGORITHMS = ("content_based", "collaborative", "hybrid")

    content_id: str
    position: int
    algorithm: str
    clicked: bool

    @classmethod
    def generate(cls, position):
        return cls(
            content_id=fake.uuid4(),
            position=position,
            algorithm=fake.random_element(cls.ALGORITHMS),
            clicked=fake.boolean(chance_of_getting_true=20),
        )

    @classmethod
    def generate_list(cls):
        count = fake.random_int(0, MAX_LIST_SIZE)
        return [cls.generate(position) for position in range(1, count + 1)]

    def to_dict(self):
        return {
            "content_id": self.content_id,
            "position": self.position,
            "algorithm": self.algorithm,
            "clicked": self.clicked,
        }


@dataclass
class SearchHistory:
    search_id: str
    timestamp: str
    query: str
    results_count: int

    @classmethod
    def generate(cls, event_time):
        search_time = fake.date_time_between(
            start_date=event_time - timedelta(days=7), end_date=event_time, tzinfo=UTC
        )
        return cls(
            search_id=fake.uuid4(),
            timestamp=to_iso(search_time),
            query=fake.content_title().lower(),
            results_count=fake.random_int(0, 100),
        )

    @classmethod
    def generate_list(cls, event_time):
        count = fake.random_int(0, MAX_LIST_SIZE)
        searches = [cls.generate(event_time) for _ in range(count)]
        return sorted(searches, key=lambda search: search.timestamp)

    def to_dict(self):
        return {
            "search_id": self.search_id,
            "timestamp": self.timestamp,
            "query": self.query,
            "results_count": self.results_count,
        }
