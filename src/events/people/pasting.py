"""Many people at once: one to a line, `Name, Role, Organisation; Role, Organisation`, however that was written."""

import csv
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from events import text
from events.people import headings, phones, posts
from events.people.headings import STAGE, STAGE_WORDS, STATUS_WORDS
from events.people.posts import Post
from events.storage import types

MOST_LINES = 500
MOST_POSTS = 9
_LONGEST = 1000
_MOST_PARTS = 40
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


@dataclass(frozen=True)
class Read:
    found: tuple[Pasted, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


class Unclear(ValueError):
    """A line that cannot be read; `sentences` are what a `Mistake` each says of it."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def read(words: str, known: Collection[str] = ()) -> Read:
    """Everybody whom these lines name, in their order; `known` are names of organisations.

    A line that cannot be read is a mistake, and the others are read all the same. A line of its own such as `Chair:`
    says what those below it do on stage; a row of column names says what stands in the cells below it.
    """
    found: list[Pasted] = []
    mistakes: list[Mistake] = []
    lines = _LINE_ENDS.split(words)
    heading, columns = _Heading(), None
    for number, line in enumerate(lines[:MOST_LINES], 1):
        try:
            cells = _cells(line)
            if not cells:
                continue
            if said := _heading(cells):
                heading = said
            elif under := _Columns.named(cells, line, lines[number:MOST_LINES]):
                columns = under
            else:
                person = columns.person(number, cells, known) if columns else _person(number, cells, known)
                found.append(replace(person, role=person.role or heading.role))
                heading = heading if heading.is_over_all else _Heading()
        except (Unclear, text.Unfit) as error:
            mistakes += mistakes_of(number, error)
    if any(each.strip() for each in lines[MOST_LINES:]):
        mistakes.append(Mistake(MOST_LINES + 1, f"was not read, nor what follows; paste {MOST_LINES} lines at once."))
    return Read(tuple(found), tuple(mistakes))


def mistakes_of(line: int, error: Unclear | text.Unfit) -> list[Mistake]:
    sentences = error.sentences if isinstance(error, Unclear) else (f"cannot be kept: {error}",)
    return [Mistake(line, each) for each in sentences]


def in_columns(number: int, row: Mapping[tuple[str, int], str], known: Collection[str] = ()) -> Pasted:
    """Somebody in a table, by what its columns mean, as `headings.meant` says. Raises Unclear, text.Unfit."""
    by = {fact: text.line(cell, _LONGEST) for fact, cell in row.items()}
    one = {fact: cell for (fact, nth), cell in by.items() if nth == 1}
    name = " ".join(
        filter(None, (one.get("title"), _in_order(one.get("name", "")), one.get("given"), one.get("family")))
    )
    person = _person(number, [name], known)
    named = [post for nth in range(1, MOST_POSTS + 1) for post in _in_cells(by, nth)]
    held = tuple(each for each in named if any(each)) or person.posts
    wrong: list[str] = []
    return _fit(
        replace(
            person,
            role=_tried(_stage, one.get("on_stage"), wrong) or person.role,
            posts=held,
            status=_status(one) or person.status,
            pronouns=one.get("pronouns") or person.pronouns,
            mail=_tried(_mail, one.get("mail"), wrong) or person.mail,
            phone=_tried(_phone, one.get("phone"), wrong) or person.phone,
            mobile=_tried(_phone, one.get("mobile"), wrong),
            out_of_hours=_tried(_phone, one.get("out_of_hours"), wrong),
            hours=one.get("hours") or None,
            is_guess=person.is_guess and held is person.posts,
        ),
        wrong,
    )


def _tried(read: Callable[[str], str], cell: str | None, wrong: list[str]) -> str | None:
    try:
        return read(cell) if cell else None
    except Unclear as error:
        wrong += error.sentences
        return None


def _in_order(name: str) -> str:
    """`Quill, Ada` is Ada Quill; `Ada Quill, OBE` and `Ada Quill, Director, Larkfield` stay as they are."""
    family, *others = posts.split(name, ",") or [name]
    given, letters = "".join(others[:1]), others[1:]
    is_turned = given and len(family.split()) < 4 > len(given.split()) and all(map(_is_letters, letters))
    if not is_turned or _is_letters(given) or posts.is_role(given) or posts.is_body(given):
        return name
    return ", ".join((f"{given} {family}", *letters))


def _in_cells(by: Mapping[tuple[str, int], str], nth: int) -> Sequence[Post]:
    """A post of a table; where it has no columns for a second one, as many as `Director; Trustee` names."""
    role, organisation = by.get(("role", nth), ""), by.get(("organisation", nth), "")
    roles, bodies = role.split(";"), organisation.split(";")
    if len(roles) == len(bodies) > 1 and not {("role", 2), ("organisation", 2)} & by.keys():
        return [(each.strip() or None, body.strip() or None) for each, body in zip(roles, bodies, strict=True)]
    return [(role or None, organisation or None)]


@dataclass(frozen=True)
class _Heading:
    """A line of its own over others: `Panellists` is over all that follow, `Chair:` over the next."""

    role: str | None = None
    is_over_all: bool = True


@dataclass(frozen=True)
class _Columns:
    meant: Mapping[int, tuple[str, int]]
    mark: str  # what parts the cells; if that is no tab, a line with more or fewer of them is read as any other
    width: int

    @classmethod
    def named(cls, cells: Sequence[str], line: str, below: Sequence[str]) -> "_Columns | None":
        """Those that a line names, if it does that."""
        for mark in ("\t",) if "\t" in line.strip() else (",", ";"):
            names = cells if len(cells) > 1 else posts.split(cells[0], mark)
            if mark in line and headings.is_heading(names):
                return cls(headings.meant(names, [each.split(mark) for each in below]), mark, len(names))
        return None

    def person(self, number: int, cells: Sequence[str], known: Collection[str]) -> Pasted:
        row = cells if len(cells) > 1 else [each.strip() for each in cells[0].split(self.mark)]
        is_row = len(cells) > 1 if self.mark == "\t" else len(row) == self.width
        if not is_row:
            return _person(number, cells, known)
        return in_columns(number, {self.meant[at]: each for at, each in enumerate(row) if at in self.meant}, known)


_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[-–—*•‣⁃▪▫◦●○■□➢➤✓✔·>+]+\s+|[•‣▪◦●■·]|\(?\d{1,3}[.)]\s+|\(?[a-zA-Z]\)\s+)")


def _cells(line: str) -> list[str]:
    """The cells of a row from a spreadsheet or a CSV file, or the whole line; nothing where it is blank."""
    if len(line) > _LONGEST:
        raise Unclear(f"is longer than {_LONGEST:,} characters; write one person to a line.")
    cells = [text.line(each, _LONGEST) for each in line.rstrip().split("\t")]
    if not any(cells[:-1]):
        cells = cells[-1:]  # indented
    if bullet := _BULLET.match(cells[0]):
        cells[0] = cells[0][bullet.end() :]
    cells = [_ONE_QUOTED.sub(r"\1", each) for each in cells] if len(cells) > 1 else _unquoted(cells[0])
    return cells if any(cells) else []


def _unquoted(line: str) -> list[str]:
    """The cells of a line from a CSV file that has some in quotation marks; any other line as it is."""
    if not _BEGINS_QUOTED.search(line):
        return [line]
    beside = _BESIDE_QUOTES.search(_WITHIN_QUOTES.sub('""', line))
    mark = (beside[1] or beside[2]) if beside else ","
    try:
        [cells] = csv.reader([line], delimiter=mark, skipinitialspace=True, strict=True)
    except csv.Error:  # marks of speech
        return [line]
    return [each.strip() for each in cells] if len(cells) > 1 else [_in_order(cells[0].strip())]


_BEGINS_QUOTED = re.compile(r'(?:^|[,;])\s*"[^"]')
_WITHIN_QUOTES = re.compile(r'"[^"]*"')
_BESIDE_QUOTES = re.compile(r'""\s*([,;])|([,;])\s*""')
_ONE_QUOTED = re.compile(r'^"([^"]*)"$')


def _heading(cells: Sequence[str]) -> _Heading | None:
    if len(cells) > 1:
        return None
    words = text.fold(cells[0]).strip(" :*#_=-")
    if words in _HEADINGS:
        return _Heading(_HEADINGS[words])
    if cells[0].endswith(":") and words in STAGE_WORDS:
        return _Heading(STAGE_WORDS[words], is_over_all=False)
    return None


_HEADINGS: dict[str, str | None] = {
    **{f"{each}s": role for each, role in STAGE_WORDS.items()},
    **dict.fromkeys(("panel", "the panel", "on the panel"), "panellist"),
    **dict.fromkeys(("our speakers", "confirmed speakers", "speakers include"), "speaker"),
    **dict.fromkeys(("participants", "line-up", "lineup", "guests", "people", "with", "featuring", "contacts"), None),
}


@dataclass
class _Said:
    """What a line says of somebody beside their name and posts."""

    role: str | None = None
    status: str | None = None
    pronouns: str | None = None
    mail: str | None = None
    phone: str | None = None

    def without_asides(self, words: str) -> str:
        """Takes out `Chair:` before, `(moderator)` and `(she/her)` within, `tbc` behind; what else there is stays."""
        if (first := _STAGE_FIRST.fullmatch(words)) and (
            first["mark"].strip() or first["role"].lower().endswith(" by")
        ):
            self.role, words = STAGE_WORDS[text.fold(first["role"])], first["rest"]
        words = _BRACKETS.sub(lambda found: "" if self._is_aside(found[1]) else found[0], words).strip()
        if last := _STATUS_LAST.search(words):
            self.status, words = STATUS_WORDS[text.fold(last[1])], words[: last.start()].rstrip(" ,;–—-")
        return words.strip()

    def _is_aside(self, words: str) -> bool:
        if _PRONOUNS.fullmatch(words.strip()):
            self.pronouns = words.strip()
            return True
        said = [text.fold(each).strip() for each in re.split(r"[,;&]|\band\b|\s[-–—]\s", words)]
        if not all(each in STAGE_WORDS or each in STATUS_WORDS for each in said):
            return False
        self.role = next((STAGE_WORDS[each] for each in said if each in STAGE_WORDS), self.role)
        self.status = next((STATUS_WORDS[each] for each in said if each in STATUS_WORDS), self.status)
        return True

    def without_reach(self, parts: Sequence[str]) -> list[str]:
        """Takes out how to reach somebody, and what is a part on stage and never a post."""
        kept = []
        for part in parts:
            if mail := _MAIL.fullmatch(part):
                self.mail = _mail(mail[1])
            elif phone := _PHONE.fullmatch(part):
                self.phone = _phone(phone[1])
            elif text.fold(part) in _ONLY_ON_STAGE:
                self.role = STAGE_WORDS[text.fold(part)]
            else:
                kept.append(part)
        return kept


_ONLY_ON_STAGE = frozenset(
    each for each, role in STAGE_WORDS.items() if role != "chair" and each not in ("host", "facilitator", "panel")
)
_STAGE_FIRST = re.compile(
    rf"(?P<role>{'|'.join(sorted(STAGE_WORDS, key=len, reverse=True))})"
    r"(?P<mark>\s*:\s*|\s*[–—]\s*|\s+-\s+|\s+)(?P<rest>\S.*)",
    re.IGNORECASE,
)
_STATUS_LAST = re.compile(
    r"(?:^|(?<=[\s,;–—-]))"
    r"(tbc|t\.b\.c\.|(?:to be |not (?:yet )?|un)?confirmed|invited|declined|withdrawn)[\s.?]*$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_PRONOUNS = re.compile(r"(?:she|he|they|ze|xe|any)(?:\s*/\s*[a-z]+){1,3}", re.IGNORECASE)
_MAIL = re.compile(r"(?:e-?mail:?\s*|mailto:)?[<(]?([^\s@<>()\",:;]+@[^\s@<>()\",:;]+)[)>]?", re.IGNORECASE)
_PHONE = re.compile(r"(?:(?:tel|telephone|phone|mobile|mob|[tm])\b[.:]?\s*)?(\+?[\d(][\d\s().-]{6,24})", re.IGNORECASE)


def _person(number: int, cells: Sequence[str], known: Collection[str]) -> Pasted:
    said = _Said()
    if not cells[0]:
        raise Unclear(f"has no name; {_AS_IN}")
    first, *others = [said.without_asides(each) for each in cells]
    first = _in_order(first) if others else first
    said.role = said.role or STAGE_WORDS.get(text.fold(first))  # `Chair (tbc)`
    name, beside = _named(first, {text.fold(each) for each in known}, is_table=bool(others))
    chunks = [[*([beside] if beside else []), *filter(None, others)]] if others else posts.parted(beside)
    if sum(len(each) for each in chunks) > _MOST_PARTS:
        raise Unclear("has too many parts; write one person to a line.")
    chunks = [said.without_reach(each) for each in chunks]
    held = posts.read(chunks, known)
    if not said.role and not others and held.posts == (("Chair", None),):
        said.role, held = "chair", replace(held, posts=(), is_guess=True)
    return _fit(
        Pasted(
            line=number,
            name=name,
            role=said.role,
            posts=held.posts,
            status=said.status if name != OPEN else None,
            pronouns=said.pronouns,
            mail=said.mail,
            phone=said.phone,
            is_guess=held.is_guess,
        )
    )


def _named(words: str, known: Collection[str], *, is_table: bool) -> tuple[str, str]:
    """Whose name a line begins with, and what stands beside it. Raises Unclear where it is nobody's."""
    if not words:
        return OPEN, ""
    name, beside = (words, "") if is_table else _cut(words)
    while beside and _is_letters(_cut(beside)[0]):  # `Ada Quill, OBE`
        letters, beside = _cut(beside)
        name = f"{name}, {letters}"
    if within := _LAST_BRACKET.fullmatch(name):
        if not beside or "," not in beside:  # `Name (Organisation), Role`
            name, beside = within["name"], ", ".join(filter(None, (beside, within["within"])))
    elif not beside and not is_table and not _PEERS.match(name) and (at := _AT.search(name)):
        name, beside = name[: at.start()], name[at.end() :]
    if text.fold(name) in _NOBODY:
        return OPEN, beside
    _require_a_name(name, known)
    return name, beside


def _cut(words: str) -> tuple[str, str]:
    """At the first comma, semicolon, colon or dash that is not in brackets."""
    for mark in _AFTER_NAME.finditer(words):
        before = words[: mark.start()]
        if before.count("(") <= before.count(")"):
            return before.strip(), words[mark.end() :].strip()
    return words.strip(), ""


_AFTER_NAME = re.compile(r"\s*[,;]\s*|\s+[-–—―|]\s+|:\s+")
_LAST_BRACKET = re.compile(r"(?P<name>[^()]*\S)\s*\((?P<within>[^()]*[^()\s][^()]*)\)")
_AT = re.compile(r"\s(?:at|from|of)\s")
_NOBODY = frozenset(
    ("tba", "tbc", "tbd", OPEN, "to be confirmed", "to be decided", "vacant", "a n other", "name", *STAGE_WORDS)
)
_PEERS = re.compile(
    r"(?:the )?(?:most |right |rt )?(?:rev\w*\.? )?(?:lord|lady|baroness|baron|viscount|viscountess|earl|countess|duke|"
    r"duchess|prince|princess|bishop|archbishop|dean|master|king|queen)\b",
    re.IGNORECASE,
)
_TWO = re.compile(r"\s(?:and|&|with|/|\+)\s", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(\w{3,})[.!?] ")
# Titles only with their stop, for without it some are names: Barr, Arch.
_ABBREVIATED = frozenset(
    "Adv Amb Arch Assoc Asst Barr Brig Capt Cllr Col Dipl Doz Dra Drs Eng Engr Gen Gov Hon Ing Insp Mag Maj Mme Priv "
    "Rep Revd Sen Sgt Shri Smt Sra Sri Supt Univ Ven".split()
)
_AS_IN = "write it as in Name, Role, Organisation."


def _require_a_name(name: str, known: Collection[str]) -> None:
    if text.fold(name) in known:
        raise Unclear(f"begins with an organisation; {_AS_IN}")
    ended = [each for each in _SENTENCE_END.findall(name) if each.capitalize() not in text.TITLES | _ABBREVIATED]
    if ended or not any(each.isalpha() for each in name) or re.search(r"\d|@|://|www\.", name):
        raise Unclear(f"does not begin with a name; {_AS_IN}")
    if _TWO.search(name):
        raise Unclear("names two people; give each a line of their own.")
    if len(name.split()) > 9 or len(name) > 160:
        raise Unclear(f"does not begin with a name, or it is too long; {_AS_IN}")


def _is_letters(part: str) -> bool:
    return all(each in text.LETTERS for each in part.split())


def _status(one: Mapping[str, str]) -> str | None:
    """What the columns say of whether somebody comes: what is plain before what is not."""
    said = {fact: one[fact] for fact in headings.ANSWERS if one.get(fact)}
    plain = (headings.status(fact, cell) for fact, cell in said.items())
    return next(filter(None, plain), next(iter(said.values()), None))


def _stage(given: str) -> str:
    if role := STAGE_WORDS.get(text.fold(given)):
        return role
    raise Unclear(f"says “{given[:80]}” of the stage; write {_either([*STAGE])}.")


def _mail(given: str) -> str:
    found = _MAIL.fullmatch(given)
    if found and re.fullmatch(types.mail().pattern, found[1]) and len(found[1]) <= 254:
        return found[1]
    raise Unclear(f"has “{given[:80]}” for a mail address; write it as in press@example.org.")


def _phone(given: str) -> str:
    if re.fullmatch(r"\d(?:[.,]\d+)?E\+?\d+", given, re.IGNORECASE):
        raise Unclear(f"has “{given}” for a phone number, which a spreadsheet cut short; make that column text there.")
    number = phones.dialled(given)
    if number is None:
        raise Unclear(f"has “{given[:80]}” for a phone number; write it as in 020 7946 0182 or +44 20 7946 0182.")
    return number


def _fit(person: Pasted, wrong: Sequence[str] = ()) -> Pasted:
    """As our columns can keep it. Raises Unclear with all that is wrong, and text.Unfit."""
    if wrong:
        raise Unclear(*wrong)
    for role, organisation in person.posts:
        text.line(role or "", 250)
        text.line(organisation or "", 250)
    text.line(person.name, 160)
    text.line(person.pronouns or "", 40)
    text.line(person.hours or "", 160)
    return person


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
