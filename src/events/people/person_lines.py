"""One person in a line: `Name, Role, Organisation; Role, Organisation`, however that was written."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from events import text
from events.people import beside_names, pasted, phones, posts, surnames
from events.people.headings import STAGE_WORDS, STATUS_WORDS
from events.people.pasted import OPEN, Pasted, Unclear
from events.people.posts import Posts
from events.storage import types

_MOST_PARTS = 40


def read(number: int, cells: Sequence[str], known: Collection[str], home: str | None = None) -> Pasted:
    """Somebody in the cells of a line, which is mostly one. Raises Unclear, text.Unfit."""
    said = _Said(home)
    if not cells[0]:
        raise Unclear("has no name.")
    first, *others = [said.without_asides(each) for each in cells]
    first, is_turned = (in_order(first), False) if others else _family_name_first(first, known)
    said.role = said.role or STAGE_WORDS.get(text.fold(first))  # `Chair (tbc)`
    name, beside = _named(first, {text.fold(each) for each in known}, is_table=bool(others))
    chunks = [[*([beside] if beside else []), *filter(None, others)]] if others else posts.parted(beside)
    if sum(len(each) for each in chunks) > _MOST_PARTS:
        raise Unclear("has too many parts; write one person to a line.")
    chunks = [said.without_reach(each) for each in chunks]
    held = posts.read(chunks, known)
    office, name = beside_names.parted(name)
    if office:
        held = _with_office(office, held)
    if not said.role and not others and held.posts == (("Chair", None),):
        said.role, held = "chair", replace(held, posts=(), is_guess=True)
    return pasted.fit(
        Pasted(
            line=number,
            name=name,
            role=said.role,
            posts=held.posts,
            status=said.status if name != OPEN else None,
            pronouns=said.pronouns,
            mail=said.mail,
            phone=said.phone,
            mobile=said.mobile,
            out_of_hours=said.out_of_hours,
            left_out=tuple(said.left_out),
            is_guess=held.is_guess or is_turned,
        )
    )


@dataclass
class _Said:
    """What a line says of somebody beside their name and posts."""

    home: str | None
    role: str | None = None
    status: str | None = None
    pronouns: str | None = None
    mail: str | None = None
    phone: str | None = None
    mobile: str | None = None
    out_of_hours: str | None = None
    left_out: list[str] = field(default_factory=list)

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
        if _FROM_AFAR.fullmatch(words.strip()):
            self.left_out.append(words.strip())
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
            if found := _MAIL.fullmatch(part):
                if self.mail and self.mail != mail(found[1]):
                    raise Unclear("has two mail addresses; leave one.")
                self.mail = mail(found[1])
            elif found := _PHONE.fullmatch(part):
                self._take_number(found)
            elif (two := part.split("/"))[1:] and all(_PHONE.fullmatch(each.strip()) for each in two):
                raise Unclear(_TWO_NUMBERS)
            elif text.fold(part) in _ONLY_ON_STAGE:
                self.role = STAGE_WORDS[text.fold(part)]
            else:
                kept.append(part)
        return kept

    def _take_number(self, found: re.Match[str]) -> None:
        number = phone(found["number"], self.home)
        if found["other"]:
            self.out_of_hours = number
        elif self.phone in (None, number):
            self.phone = number
        elif found["mobile"] and self.mobile in (None, number):
            self.mobile = number
        else:
            raise Unclear(_TWO_NUMBERS)


_TWO_NUMBERS = "has two telephone numbers; leave one, or write “mobile” or “out of hours” before the second."
_ALSO_POSTS = ("host", "facilitator", "panel", "presenter", "rapporteur", "programme director")
_ONLY_ON_STAGE = frozenset(each for each, role in STAGE_WORDS.items() if role != "chair" and each not in _ALSO_POSTS)
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
_FROM_AFAR = re.compile(
    r"(?:joining |speaking |attending )?(?:online|remote(?:ly)?|virtual(?:ly)?|in[ -]person"
    r"|(?:online |remotely |virtually )?(?:via|by|on|over) (?:zoom|teams|skype|video(?: ?link)?|phone|webinar))",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:e-?mail:?\s*|mailto:)?[<(]?([^\s@<>()\",:;]+@[^\s@<>()\",:;]+)[)>]?", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:(?:(?P<other>out[- ]of[- ]hours|after hours|evenings and weekends)"
    r"|(?P<mobile>mobile|mob|m)|tel|telephone|phone|t)\b[.:]?\s*)?"
    r"(?P<number>\+?[\d(][\d\s().-]{6,24})",
    re.IGNORECASE,
)


def _with_office(office: str, held: Posts) -> Posts:
    """`Mayor Ada Quill, City of Wath` is its mayor: perhaps, so somebody looks."""
    if any(role for role, _ in held.posts):
        return Posts((*held.posts, (office, None)), is_guess=True)
    first, *others = held.posts or ((None, None),)
    return Posts(((office, first[1]), *others), is_guess=True)


def _named(words: str, known: Collection[str], *, is_table: bool) -> tuple[str, str]:
    """Whose name a line begins with, and what stands beside it. Raises Unclear where it is nobody's."""
    if not words:
        return OPEN, ""
    name, beside = (words, "") if is_table else _cut(words)
    while beside and _is_letters(_cut(beside)[0]):  # `Ada Quill, OBE`
        letters, beside = _cut(beside)
        name = f"{name}, {letters}"
    if (within := _LAST_BRACKET.fullmatch(name)) and beside_names.without_letters(name) == name:
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
_TWO_PEOPLE = "names two people; give each a line of their own."
_SENTENCE_END = re.compile(r"(\w{3,})[.!?] ")
# Titles only with their stop, for without it some are names: Barr, Arch.
_ABBREVIATED = frozenset(
    "Adv Amb Arch Assoc Asst Barr Brig Capt Cllr Col Dipl Doz Dra Drs Eng Engr Gen Gov Hon Ing Insp Mag Maj Mme Priv "
    "Rep Revd Sen Sgt Shri Smt Sra Sri Supt Univ Ven".split()
)
_DESK = re.compile(r"\b(?:desk|office|newsroom|team|enquiries)\b", re.IGNORECASE)  # `24-hour press office`


def _require_a_name(name: str, known: Collection[str]) -> None:
    if text.fold(name) in known:
        raise Unclear("begins with an organisation, not with a name.")
    ended = [each for each in _SENTENCE_END.findall(name) if each.capitalize() not in text.TITLES | _ABBREVIATED]
    is_number = re.search(r"\d", name) and not _DESK.search(name)
    if ended or is_number or not any(each.isalpha() for each in name) or re.search(r"@|://|www\.", name):
        raise Unclear("does not begin with a name.")
    if _TWO.search(name):
        raise Unclear(_TWO_PEOPLE)
    if len(name.split()) > 9 or len(name) > 160:
        raise Unclear("does not begin with a name, or it is too long.")


def in_order(name: str) -> str:
    """`Quill, Ada` is Ada Quill; `Ada Quill, OBE` and `Ada Quill, Director, Larkfield` stay so. Raises Unclear."""
    if len(parted := posts.split(name, ";")) == 2 and "," not in name:
        if not surnames.is_alone(parted[0]) and " " in parted[1] and not (posts.is_role(name) or posts.is_body(name)):
            raise Unclear(_TWO_PEOPLE)
        name = ", ".join(parted)
    family, *others = posts.split(name, ",") or [name]
    given, letters = "".join(others[:1]), others[1:]
    is_turned = given and len(family.split()) < 4 > len(given.split()) and all(map(_is_letters, letters))
    if not is_turned or _is_letters(given) or posts.is_role(given) or posts.is_body(given):
        return name
    return ", ".join((f"{given} {family}", *letters))


def _family_name_first(line: str, known: Collection[str]) -> tuple[str, bool]:
    """`QUILL, Ada, Director` with the name in its order, and whether that was turned.

    Where no capitals tell it, a post has to follow: `Quill, Ada` may be somebody of Ada.
    """
    family, given, *rest = [*posts.split(line, ","), "", ""]
    is_told = family.isupper() and len(family) > 2
    is_name = _FAMILY.fullmatch(family) and surnames.is_alone(family) and _GIVEN.fullmatch(given)
    if not is_name or not given.istitle() or not (is_told or posts.is_role(rest[0])):
        return line, False
    names = {text.fold(each) for each in known}
    if names & {text.fold(family), text.fold(given)} or posts.is_role(given) or posts.is_body(given):
        return line, False
    return ", ".join((f"{given} {family}", *filter(None, rest))), True


_FAMILY = re.compile(r"(?:[^\W\d_]|[ ’'-])+")
_GIVEN = re.compile(r"[^\W\d_][\w’'-]+(?: [^\W\d_]\.?)?")


def _is_letters(part: str) -> bool:
    return all(map(beside_names.are_letters, posts.split(part, ",")))


def mail(given: str) -> str:
    found = _MAIL.fullmatch(given)
    if found and re.fullmatch(types.mail().pattern, found[1]) and len(found[1]) <= 254:
        return found[1]
    raise Unclear(f"has “{given[:80]}” for a mail address; write it as in press@example.org.")


def phone(given: str, home: str | None = None) -> str:
    if re.fullmatch(r"\d(?:[.,]\d+)?E\+?\d+", given, re.IGNORECASE):
        raise Unclear(f"has “{given}” for a phone number, which a spreadsheet cut short; make that column text there.")
    number = phones.dialled(given, home)
    if number is None:
        raise Unclear(f"has “{given[:80]}” for a phone number; write it as in {phones.example(home)}.")
    return number
