"""Somebody as a line or a row names them, and what is wrong with those that cannot be read."""

from dataclasses import dataclass

from events import text
from events.people.posts import Post

MOST_POSTS = 9
LONGEST = 1000  # characters of a line or a cell
OPEN = "to be announced"


@dataclass(frozen=True)
class Pasted:
    """Somebody as a line or a row names them, in its own words; `role` is what they do on stage.

    `status` is whether they come: in the words of `headings.STATUS`, else as a table has it and nobody understands.
    """

    line: int
    name: str  # or OPEN
    role: str | None = None
    posts: tuple[Post, ...] = ()
    status: str | None = None
    pronouns: str | None = None
    mail: str | None = None
    phone: str | None = None
    mobile: str | None = None
    out_of_hours: str | None = None
    hours: str | None = None
    left_out: tuple[str, ...] = ()  # what is said of them and has no place: `online`
    is_guess: bool = False  # what is a role and what an organisation had no clue but the order

    @property
    def is_open(self) -> bool:
        return self.name == OPEN


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a line: `sentence` goes on after its number, `names two people; …`."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"Line {self.line} {self.sentence}"


class Unclear(ValueError):
    """A line that cannot be read; `sentences` are what a `Mistake` each says of it."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def mistakes_of(line: int, error: Unclear | text.Unfit) -> list[Mistake]:
    sentences = error.sentences if isinstance(error, Unclear) else (f"cannot be kept: {error}",)
    return [Mistake(line, each) for each in sentences]


def fit(person: Pasted) -> Pasted:
    """As our columns can keep it. Raises text.Unfit."""
    for role, organisation in person.posts:
        text.line(role or "", 250)
        text.line(organisation or "", 250)
    text.line(person.name, 160)
    text.line(person.pronouns or "", 40)
    text.line(person.hours or "", 160)
    return person
