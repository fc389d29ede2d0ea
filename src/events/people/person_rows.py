"""One person in a row of a table, by what its columns mean, as `headings.meant` says."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from events import text
from events.people import headings, pasted, person_lines
from events.people.headings import STAGE, STAGE_WORDS
from events.people.pasted import LONGEST, MOST_POSTS, Pasted, Unclear
from events.people.posts import Post


def read(
    number: int, row: Mapping[tuple[str, int], str], known: Collection[str] = (), home: str | None = None
) -> Pasted:
    """Raises Unclear with all that is wrong, text.Unfit."""
    by = {fact: text.line(cell, LONGEST) for fact, cell in row.items()}
    one = {fact: cell for (fact, nth), cell in by.items() if nth == 1}
    name = " ".join(
        filter(
            None, (one.get("title"), person_lines.in_order(one.get("name", "")), one.get("given"), one.get("family"))
        )
    )
    said = person_lines.read(number, [name], known, home)
    phone = partial(person_lines.phone, home=home)
    named = [post for nth in range(1, MOST_POSTS + 1) for post in _in_cells(by, nth)]
    held = tuple(each for each in named if any(each))
    folded = {text.fold(each) for post in held for each in post if each}
    beside = tuple(post for post in said.posts if not folded & {text.fold(each) for each in post if each})
    wrong: list[str] = []
    person = replace(
        said,
        role=_tried(_stage, one.get("on_stage"), wrong) or said.role,
        posts=(*held, *beside),
        status=_status(one) or said.status,
        pronouns=one.get("pronouns") or said.pronouns,
        mail=_tried(person_lines.mail, one.get("mail"), wrong) or said.mail,
        phone=_tried(phone, one.get("phone"), wrong) or said.phone,
        mobile=_tried(phone, one.get("mobile"), wrong) or said.mobile,
        out_of_hours=_tried(phone, one.get("out_of_hours"), wrong) or said.out_of_hours,
        hours=one.get("hours") or None,
        is_guess=bool(beside) and (said.is_guess or bool(held)),
    )
    if wrong:
        raise Unclear(*wrong)
    return pasted.fit(person)


def _tried(read: Callable[[str], str], cell: str | None, wrong: list[str]) -> str | None:
    try:
        return read(cell) if cell else None
    except Unclear as error:
        wrong += error.sentences
        return None


def _in_cells(by: Mapping[tuple[str, int], str], nth: int) -> Sequence[Post]:
    """A post of a table; where it has no columns for a second one, as many as `Director; Trustee` names."""
    role, organisation = by.get(("role", nth), ""), by.get(("organisation", nth), "")
    roles, bodies = role.split(";"), organisation.split(";")
    if len(roles) == len(bodies) > 1 and not {("role", 2), ("organisation", 2)} & by.keys():
        return [(each.strip() or None, body.strip() or None) for each, body in zip(roles, bodies, strict=True)]
    return [(role or None, organisation or None)]


def _status(one: Mapping[str, str]) -> str | None:
    """What the columns say of whether somebody comes: what is plain before what is not."""
    said = {fact: one[fact] for fact in headings.ANSWERS if one.get(fact)}
    plain = (headings.status(fact, cell) for fact, cell in said.items())
    return next(filter(None, plain), next(iter(said.values()), None))


def _stage(given: str) -> str:
    if role := STAGE_WORDS.get(text.fold(given)):
        return role
    raise Unclear(f"says “{given[:80]}” of the stage; write {text.either([*STAGE])}.")
