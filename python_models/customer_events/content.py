"""What is played: a film, or one episode of a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from faker.generator import Generator

from customer_events import contract
from customer_events.mediaprovider import MediaContentProvider
from customer_events.samples import by_position
from customer_events.samples.checks import value_sets
from customer_events.samples.entity import Part


@dataclass(frozen=True, kw_only=True)
class Content(Part, contract.Content):
    """A film or an episode; `title` is then the series' name, and `duration` is in minutes.

    Only plays have a content. With a seed, `Content.generate` takes that of the next play.
    """

    group: ClassVar[str] = "content"

    @classmethod
    def generate(cls, *, seed: int | None = None, position: int | None = None) -> Self:
        """That of the event at a position of a seed's world, or of the next play.

        Without a seed it is one that `MediaContentProvider` makes up, and in no catalog.
        """
        if seed is not None or position is not None:
            return super().generate(seed=seed, position=position)
        faker = Generator()
        faker.random = by_position.chance()
        return cls(**MediaContentProvider(faker).media_content())

    def __post_init__(self) -> None:
        super().__post_init__()
        types = value_sets().content_types
        is_serial = bool(types.is_serial[types.content_type.index(self.type)])
        for name in ("series_id", "episode", "season"):
            if (getattr(self, name) is not None) != is_serial:
                self.refuse(name, f"{'a value' if is_serial else 'None'} in a {self.type}")
