"""By which posts somebody is introduced in a sentence, and whether these are among those by which they are listed."""

import re
from collections.abc import Iterator, Sequence

from events import text
from events.people.models import Organisation

# A post is recognised by one of these words; what else stands after a name is left alone.
_OFFICES = frozenset(
    "adviser advisor ambassador analyst artist baroness barrister bishop ceo chair chairman chairwoman "
    "chancellor chief clerk co-founder commissioner consultant coordinator councillor curator dean director "
    "economist editor executive fellow founder general governor head historian journalist judge leader "
    "lecturer librarian manager mayor minister mp officer ombudsman organiser presenter president principal "
    "producer professor provost reader rector registrar reporter researcher scientist secretary solicitor "
    "specialist statistician treasurer trustee vice-chancellor vice-president warden".split()
)
# With one of these it is another office, however alike the other words.
_RANKS = frozenset("acting assistant associate deputy emeritus ex former honorary interim shadow vice".split())
_EMPLOYERS = frozenset(
    "academy agency association authority bank bureau center centre charity church college commission "
    "committee company council court courts department faculty federation foundation group hospital institute "
    "institution laboratory limited ltd ministry museum office party plc school service society trust union "
    "university".split()
)
_LINKING = frozenset("a an and also as at de du for in of on the to with".split())
_PART = re.compile(
    r"\s*(?:[;:.()–—]|,|\s(?:and|but|chaired|chairs|leads|led|joins|said|says|speaks|tells|told|was|were|which|who|will|"
    r"is|are|with|writes|wrote|argues|adds|added|explains|warns|discusses|asks|takes|gives)\b)"
)


def called(name: str | None, organisation: Organisation | None) -> tuple[str, ...]:
    """All by which an employer goes: as listed, in full, in short, by its initials."""
    full = organisation.name if organisation else None
    names = [each for each in (name, full, organisation.short_name if organisation else None) if each]
    long = [each for each in text.words(full or name or "") if each not in _LINKING]
    return (*names, "".join(each[0] for each in long)) if len(long) > 1 else tuple(names)


def introducing(name: str, sentence: str) -> Iterator[str]:
    """What stands after a name and is a post: `Anna Coote, Director of Social Policy, nef`."""
    parts = [re.escape(each) for each in name.split() if each.rstrip(".") not in text.TITLES]
    if len(parts) < 2:
        return
    pattern = r"(?<!\w)" + r"\s+".join(parts) + r"(?:\s*\(|,)\s*(?:the\s+|a\s+|an\s+)?"
    for found in re.finditer(pattern, sentence):
        rest = sentence[found.end() : found.end() + 300]
        end = _PART.search(rest)
        given = rest[: end.start() if end else len(rest)].strip()
        if _OFFICES.intersection(text.words(given)):
            yield given


def agree(given: str, listed: Sequence[tuple[str | None, tuple[str, ...]]]) -> bool:
    """Whether a post is one of those listed: not less exact than the listing, or not more, and of the same rank."""
    said = _words(given)
    if not said & _OFFICES:
        return True  # an employer alone is no other post
    alike = [words for role, _ in listed if role and (words := _words(role)) & said & _OFFICES]
    if alike and all(words & _RANKS != said & _RANKS for words in alike):
        return False
    known = {word for role, names in listed for each in (role or "", *names) for word in _words(each)}
    if said <= known:
        return True
    held = [(_words(role), names) for role, names in listed if role]
    if not held:
        return True  # listed by an employer alone: the release may say more
    return any(role <= said and not _is_elsewhere(said - role, names) for role, names in held)


def _is_elsewhere(rest: set[str], names: tuple[str, ...]) -> bool:
    """Whether what is left of a post, without the role, is another employer than this one."""
    own = {word for each in names for word in _words(each)}
    return bool(names) and bool(rest & _EMPLOYERS) and not (rest & own - _EMPLOYERS)


def _words(value: str) -> set[str]:
    return {each for each in text.words(value) if each not in _LINKING and len(each) > 1}
