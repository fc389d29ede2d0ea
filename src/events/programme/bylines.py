"""Who wrote something, from lines as they are typed: whoever we know is linked, all are printed as they stand there."""

from collections.abc import Sequence

from events import text
from events.people import pasting
from events.people.directory import Directory
from events.people.models import Person
from events.programme.models import Author
from events.programme.publications import Byline

MOST = 200


class Unclear(ValueError):
    """A line that names nobody, or too many; the text is a sentence that says which."""


async def read(lines: Sequence[str], there: Sequence[Author], directory: Directory) -> list[Byline]:
    """One author to a line: those who are `there` already by their names, others by name alone or with their posts.

    Posts say who is meant, and add somebody new: `Ruth Adeyemi, Director, Larkfield Foundation`; but nobody of a name
    that is known, for that may be the same person with one more post. A name alone links the only one of that name
    whom we know, and is else printed as it is. Raises Unclear, text.Unfit.
    """
    if len(lines) > MOST:
        raise Unclear(f"These are more than {MOST} authors.")
    known = list(there)
    return [await _one(number, line, known, directory) for number, line in enumerate(lines, 1)]


async def _one(number: int, line: str, known: list[Author], directory: Directory) -> Byline:
    name = text.line(line, 1000)
    if same := next((each for each in known if each.name == name), None):
        known.remove(same)
        return same.name, same.person_id
    if "," not in name or await directory.known_organisation(name):
        name = text.line(name, 160)
        person = await directory.known(name)
        return name, person.id if person else None
    read = pasting.read(name)
    if read.mistakes or len(read.found) != 1 or read.found[0].is_open:
        raise Unclear(f"Line {number} {read.mistakes[0].sentence}" if read.mistakes else f"Line {number} names nobody.")
    found = read.found[0]
    if found.is_guess:
        raise Unclear(f"Line {number} may be several names; write one to a line, or Name, Role, Organisation.")
    if found.posts:
        known_as = [] if await directory.known(found.name, found.posts) else await directory.namesakes(found.name)
        if known_as:
            meant = "; or ".join(map(_in_words, known_as))
            mend = "Write a post as we know it, or first add somebody else of that name to People."
            raise Unclear(f"Line {number} may mean {meant}. {mend}")
        person, _ = await directory.person(found.name, found.posts)
        return person.name, person.id
    only = await directory.known(found.name)
    return found.name, only.id if only else None


def _in_words(person: Person) -> str:
    """`Ruth Adeyemi, Director, Larkfield Foundation`"""
    posts = [[each.role, each.organisation.called] for each in person.affiliations if each.organisation]
    return ", ".join([person.name, *(each for post in posts[:1] for each in post if each)])
