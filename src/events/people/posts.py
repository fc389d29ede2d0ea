"""Which words are a role and which an organisation, in `Role, Organisation; Role, Organisation` as people write it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeAlias

from events import text

Post: TypeAlias = tuple[str | None, str | None]  # a role and an organisation, as they were written; one may be unsaid


@dataclass(frozen=True)
class Posts:
    """`is_guess` where the words gave no clue and only their order did."""

    posts: tuple[Post, ...] = ()
    is_guess: bool = False


# What somebody can be. A few of them are names of papers too (“The Economist”): those begin with an article.
_ROLES = frozenset(
    "accountant activist actor adviser advisor ambassador analyst anthropologist apprentice architect archivist artist "
    "assistant associate author bishop broadcaster campaigner carer caretaker cfo ceo chair chairman chairperson "
    "chairwoman chancellor chaplain chief cio clerk clinician coach cofounder columnist commentator commissioner "
    "comptroller conductor consultant controller convener convenor coo coordinator correspondent councillor counsel "
    "counsellor cto curator dean delegate demographer deputy designer developer director doctor economist editor "
    "educator emerita emeritus engineer entrepreneur envoy epidemiologist executive expert facilitator fellow "
    "filmmaker founder geographer governor gp head headteacher historian inspector instructor intern investigator "
    "journalist judge lawyer lead leader lecturer librarian manager marketer mayor md member midwife minister "
    "moderator mp msp nurse officer ombudsman owner panellist partner patron pensioner "
    "pharmacist philosopher physician poet practitioner presenter president principal producer professor programmer "
    "provost psychologist reader reporter representative researcher resident scholar scientist secretary senator "
    "sociologist solicitor speaker spokesman spokesperson spokeswoman statistician strategist student superintendent "
    "surgeon teacher technologist therapist trainee trainer treasurer trustee tutor undersecretary vice-chancellor "
    "volunteer warden worker writer".split()
)
_BODIES = frozenset(
    "academy agency alliance archive archives assembly association authority bank board broadcasting bureau cabinet "
    "campaign center centre charity church city club coalition co-operative cooperative college commission committee "
    "community company confederation congregation consortium corporation council court department directorate "
    "exchange faculty federation forum foundation fund gallery group guild hospital hospitals inc institute "
    "institution laboratory league library limited llp ltd media ministry museum network news nhs office "
    "organisation organization parliament partners partnership party plc police practice press project school "
    "schools senate service services society studio studios syndicate team theatre trust union universities "
    "university watch".split()
)
# Who heads something: what follows “of” is that thing. A director or a professor may be one of a subject.
_HEADS_OF = re.compile(
    r"(?:.* )?(?:chief executive(?: officer)?|ceo|chair(?:man|woman|person)?|(?:co-?)?founder|editor(?:-in-chief)?|"
    r"president|principal|vice-chancellor|secretary[ -]general|director[ -]general|master|provost|warden|mayor)"
)
_INNER_BODIES = frozenset(
    "board trustees governors directors the panel committee english philosophy economics history law".split()
)
_AT = re.compile(r" (?:at|@) ", re.IGNORECASE)
_OF = re.compile(r" of ", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—―|]\s+")
_AND = re.compile(r"and\s+", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"\b(?:of|for|at|to|in|on|with|from)\b|@")


def read(chunks: Sequence[Sequence[str]], known: Collection[str] = ()) -> Posts:
    """The posts in these parts, as `parted` gives them; `known` are names of organisations, perhaps with commas."""
    names = frozenset(text.fold(each) for each in known)
    read = [_chunk(_with_known_whole(parts, names), names) for parts in chunks if parts]
    return Posts(tuple(post for each in read for post in each.posts), any(each.is_guess for each in read))


def parted(words: str) -> list[list[str]]:
    """Posts stand between semicolons, their role and organisation between commas, or else between dashes."""
    chunks = [split(each, ",") for each in split(words, ";")]
    return [_dashed(each[0]) if len(each) == 1 else each for each in chunks if each]


def split(words: str, mark: str) -> list[str]:
    """Parts between these marks, none of them empty; a mark in brackets parts nothing."""
    if words.count("(") != words.count(")") or words.count("[") != words.count("]"):
        return [each.strip() for each in words.split(mark) if each.strip()]
    parts, start, depth = [], 0, 0
    for place, each in enumerate(words):
        depth += (each in "([") - (each in ")]")
        if each == mark and depth <= 0:
            parts.append(words[start:place])
            start = place + 1
    return [each.strip() for each in (*parts, words[start:]) if each.strip()]


def is_role(words: str) -> bool:
    """Whether this is what somebody is, going by the words before “of”, “for” or “at”."""
    folded = text.fold(words)
    if folded.startswith(("the ", "a ")):
        return False
    head = _HEAD_ENDS.split(folded)[0]
    said = [*re.findall(r"[^\W_]+(?:-[^\W_]+)*", head)]
    parts = {part for each in said for part in (each, *each.split("-"))}
    return bool(parts & _ROLES) and not parts & _BODIES


def is_body(words: str) -> bool:
    """Whether this is an organisation, going by its words, or by its capitals alone: `NESTA`, `LSE`."""
    if is_role(words):
        return False
    plain = words.strip()
    return bool(set(text.words(words)) & _BODIES) or (plain.isupper() and plain.isalpha() and 2 <= len(plain) <= 8)


def _dashed(words: str) -> list[str]:
    return [each.strip() for each in _DASH.split(words) if each.strip()]


def _with_known_whole(parts: Sequence[str], known: frozenset[str]) -> list[str]:
    """Known names that a comma has cut are joined again: `Department for Culture`, `Media and Sport`."""
    whole: list[str] = []
    start = 0
    while start < len(parts):
        ends = range(min(len(parts), start + 6), start + 1, -1)
        end = next((each for each in ends if text.fold(", ".join(parts[start:each])) in known), start + 1)
        whole.append(", ".join(parts[start:end]))
        start = end
    return whole


def _chunk(parts: list[str], known: frozenset[str]) -> Posts:
    """One or more posts that commas alone part: `Professor of Law at Larkfield, and Director, Paper Round`."""
    if len(parts) > 1 and not any(_is_role(each, known) for each in parts[:-1]) and _is_role(parts[-1], known):
        return Posts(((parts[-1], ", ".join(parts[:-1])),), is_guess=len(parts) > 2)  # the other way round
    groups: list[list[str]] = []
    for part in parts:
        if not groups or _begins_another(part, groups[-1], known):
            groups.append([])
            part = _AND.sub("", part, count=1) if _AND.match(part) and len(groups) > 1 else part
        groups[-1].append(part)
    read = [_group(each, known) for each in groups]
    return Posts(tuple(post for post, _ in read), any(is_guess for _, is_guess in read))


def _begins_another(part: str, before: Sequence[str], known: frozenset[str]) -> bool:
    bare = _AND.sub("", part, count=1) if _AND.match(part) else part
    if not _is_role(bare, known):
        return False
    return not _is_role(before[-1], known) or _divided(before[-1], known)[1] is not None


def _group(parts: Sequence[str], known: frozenset[str]) -> tuple[Post, bool]:
    """One post, and whether it is a guess."""
    roles = list(takewhile(lambda each: _is_role(each, known), parts))
    rest = parts[len(roles) :]
    if not roles:
        if len(rest) == 1 or _is_known(rest[0], known):
            return (None, ", ".join(rest)), len(rest) > 1 or not _is_sure(rest[0], known)
        return (rest[0], ", ".join(rest[1:])), len(rest) > 2
    if not rest:
        role, organisation = _divided(roles[-1], known)
        return (", ".join([*roles[:-1], role]), organisation), False
    if len(rest) > 1 and _is_known(rest[-1], known):
        return (", ".join([*roles, *rest[:-1]]), rest[-1]), False
    return (", ".join(roles), ", ".join(rest)), len(rest) > 1 and not all(_is_sure(each, known) for each in rest)


def _divided(role: str, known: frozenset[str]) -> tuple[str, str | None]:
    """`Fellow at nef` and `Chair of the Paper Round` name the organisation too; `Director of Policy` does not."""
    for at in _AT.finditer(role):
        if is_role(role[: at.start()]):
            return role[: at.start()].strip(), _without_article(role[at.end() :]) or None
    for of in _OF.finditer(role):
        post, body = role[: of.start()].strip(), _without_article(role[of.end() :])
        if is_role(post) and body and (_is_known(body, known) or _is_of_a_body(post, body)):
            return post, body
    return role, None


def _is_of_a_body(post: str, body: str) -> bool:
    words = set(text.words(body))
    if words & _BODIES and body[:1].isupper() and not words <= _INNER_BODIES:
        return True
    heads = _HEADS_OF.fullmatch(text.fold(post)) is not None
    return heads and body[:1].isupper() and not words & _INNER_BODIES


def _without_article(name: str) -> str:
    return name.strip().removeprefix("the ").strip()


def _is_role(part: str, known: frozenset[str]) -> bool:
    return not _is_known(part, known) and is_role(part)


def _is_known(part: str, known: frozenset[str]) -> bool:
    return text.fold(part) in known


def _is_sure(part: str, known: frozenset[str]) -> bool:
    return _is_known(part, known) or is_body(part)
