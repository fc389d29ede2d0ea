"""One person or desk to ring, as it is put together from the lines that tell of it."""

from dataclasses import dataclass

from events.press.reading.draft import LIKELY, Fact
from events.press.reading.panel.posts import Span
from events.press.reading.words.names import Name
from events.press.reading.words.numbers import Number


@dataclass
class Contact:
    group: int
    house: Span | None = None
    house_confidence: float = LIKELY
    name: Name | None = None
    desk: Span | None = None
    phone: Number | None = None
    email: Fact = None
    post: Span | None = None
    has_post: bool = False
    has_address: bool = False
    is_of_other_hours: bool = False

    @property
    def reaches(self) -> bool:
        return self.phone is not None or self.email is not None

    @property
    def is_named(self) -> bool:
        return self.name is not None or self.desk is not None
