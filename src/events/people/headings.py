"""What the heading of a column means, in the words that people's own lists use."""

import re
from collections.abc import Iterable, Mapping, Sequence

from events import text

# Each fact with its spellings, folded; the first is the one that we write.
COLUMNS = {
    "name": "name|full name|speaker|speaker name|contact|contact name|person|participant|panellist|panelist|who",
    "given": "first name|forename|given name|firstname|first",
    "family": "surname|last name|family name|lastname|last",
    "title": "title|honorific|salutation|prefix",
    "on_stage": "on stage|panel role|role on panel|role at event|event role|part",
    "role": "role|job title|position|post|job|job role|function|occupation|role title",
    "organisation": "organisation|organization|affiliation|company|institution|employer|org|organisation name|"
    "organization name|body|outlet|publication|media|media outlet",
    "status": "status|confirmed|confirmation|state",
    "answer": "rsvp|attending|coming",
    "tentative": "tentative|tbc|provisional",
    "pronouns": "pronouns|pronoun",
    "mail": "email|e-mail|mail|email address|e-mail address|mail address|work email",
    "phone": "phone|telephone|tel|phone number|telephone number|tel no|landline|direct line|work phone|office phone",
    "mobile": "mobile|mobile phone|mobile number|cell|cell phone|cellphone|mob",
    "out_of_hours": "out of hours|out-of-hours|out of hours phone|evenings and weekends",
    "hours": "hours|office hours|available",
}
_BY_SPELLING = {spelling: fact for fact, spellings in COLUMNS.items() for spelling in spellings.split("|")}
_PLAINLY_A_POST = frozenset(("job title", "position", "post", "job", "occupation"))
_POSTS = frozenset(COLUMNS["role"].split("|"))
_ALSO_TITLES = "amb capt col frau gen herr hon honourable ing mag maj mme right rt shri smt sra the ven"
_ADDRESS = frozenset(map(text.fold, text.TITLES)) | frozenset(_ALSO_TITLES.split())

# What people do on stage, in the words of `SpeakerRole`, each with what it is called besides.
STAGE = {
    "chair": "chair|chairman|chairwoman|chairperson|chaired by|in the chair|chairing",
    "moderator": "moderator|moderated by|moderating|facilitator|facilitated by|host|hosted by|compere|mc|emcee|"
    "programme director",
    "keynote": "keynote|keynote speaker|keynote address|keynote by|keynote speech",
    "respondent": "respondent|discussant|response by|response|responding",
    "panellist": "panellist|panelist|panel member|panel",
    "speaker": "speaker|speaking|guest speaker|invited speaker|presenter|presenting|rapporteur|guest of honour|"
    "guest of honor|chief guest",
}
STAGE_WORDS = {each: role for role, words in STAGE.items() for each in words.split("|")}
_SAID_OF_PEOPLE = frozenset((*STAGE_WORDS, "who"))  # which head columns of names too; WHO is an employer as well

# What people have said of whether they come, in the words of `SpeakerState`, each with what it is called besides.
STATUS = {
    "confirmed": "confirmed|accepted|accepts|agreed|attending|coming|will attend",
    "invited": "invited|tbc|t.b.c.|to be confirmed|unconfirmed|not confirmed|not yet confirmed|provisional|tentative|"
    "pending|asked|waiting|awaiting reply|no reply|no reply yet|maybe",
    "declined": "declined|declines|refused|regrets|apologies|unavailable|not available|not attending|not coming|"
    "unable to attend|cannot attend",
    "withdrawn": "withdrawn|withdrew|cancelled|canceled|dropped out|pulled out",
}
STATUS_WORDS = {each: status for status, words in STATUS.items() for each in words.split("|")}
# Of a `yes` or a `no`, the column says what it answers.
ANSWERS = {
    "status": ("confirmed", "invited"),
    "answer": ("confirmed", "declined"),
    "tentative": ("invited", "confirmed"),
}
_YES = frozenset(("yes", "y", "true", "x", "1", "✓", "✔"))
_NO = frozenset(("no", "n", "false", "0"))


def status(fact: str, cell: str) -> str | None:
    """What a cell says of whether somebody comes, under a column that means this; None where it is not plain."""
    words = text.fold(cell).strip(" .!")
    yes, no = ANSWERS[fact]
    return yes if words in _YES else no if words in _NO else STATUS_WORDS.get(words)


def meant(cells: Sequence[str], below: Sequence[Sequence[str]] = ()) -> dict[int, tuple[str, int]]:
    """For each column that is understood: which fact, and of which post (`Role 2` is of the second).

    A column called `Role` says what people do on stage where another has their posts, or where all that stands below
    it is of the stage. One called `Title` has their posts where no other does and what stands below it is no Dr or Sir.
    """
    words = [_plain(each) for each in cells]
    found: dict[int, tuple[str, int]] = {}
    for place, each in enumerate(words):
        name, nth = _numbered(each)
        fact = _BY_SPELLING.get(name)
        if name == "role" and (_PLAINLY_A_POST & set(words) or _is_of_the_stage(place, below)):
            fact = "on_stage"
        if name == "title" and not _POSTS & set(words) and not _is_of_address(place, below):
            fact = "role"
        if fact and (fact, nth) not in found.values():
            found[place] = (fact, nth)
    return found


def is_heading(cells: Sequence[str], below: Iterable[Sequence[str]] = (), *, is_first: bool = True) -> bool:
    """Whether this row names columns, and not a person: it says where the name stands and what stands beside it.

    Below one such row, another is one only if it says nothing else: a person there may be a `Contact` at a `Company`.
    """
    places = {fact: place for place, (fact, _) in meant(cells).items()}
    names = "name" in places or {"given", "family"} <= places.keys()
    if len(places) < 2 or not names:
        return False
    if not is_first:
        return all(_named(each) for each in cells if each)
    return not _is_said_of_somebody(cells, places, below)


def _is_said_of_somebody(cells: Sequence[str], places: Mapping[str, int], below: Iterable[Sequence[str]]) -> bool:
    """`Ada Quill`, `Director`, `speaker`, `confirmed`: words that head columns elsewhere, behind a name."""
    name = places.get("name", 0)
    if _named(cells[0]) or _plain(cells[name]) not in _SAID_OF_PEOPLE:
        return False
    said = {text.fold(row[name]).strip() for row in below if len(row) > name}
    return places.keys() <= {"name", *ANSWERS} or said <= {"", *STAGE_WORDS}


def _named(cell: str) -> str | None:
    """The fact that a heading of one column names, be it of a second post."""
    return _BY_SPELLING.get(_numbered(cell)[0])


def _numbered(cell: str) -> tuple[str, int]:
    words = _plain(cell)
    number = re.fullmatch(r"(.*?) ?\(?([1-9])\)?", words)
    return (number[1], int(number[2])) if number else (words, 1)


def _plain(cell: str) -> str:
    return " ".join(re.sub(r"[_*:.#/]+", " ", text.fold(cell)).split())


def _is_of_address(place: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether nearly all that is said there is how somebody is addressed: `Dr`, `Prof. Sir`."""
    said = [row[place] for row in rows if len(row) > place and row[place].strip()]
    titles = [each for each in said if all(word in _ADDRESS for word in text.fold(each).replace(".", " ").split())]
    return len(titles) * 4 >= len(said) * 3


def _is_of_the_stage(place: int, rows: Sequence[Sequence[str]]) -> bool:
    said = {text.fold(row[place]).strip() for row in rows if len(row) > place and row[place].strip()}
    return said <= STAGE_WORDS.keys() and {STAGE_WORDS[each] for each in said} - {"chair"} != set()
