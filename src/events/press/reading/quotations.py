"""What people are quoted as saying, and who they are; also over several paragraphs, and when only `she added`."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events.press.reading import names, vocabulary
from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Fact, Quotation
from events.press.reading.names import Name
from events.press.reading.parts import Part, Placed
from events.press.reading.source import Source

_MARKS = re.compile("[“”„«»\"‘’'‚‹›]")
_CLOSERS = {"“": '”“"', "„": "“”", "«": "»", "‹": "›", '"': '"”', "‘": "’'", "'": "'’", "‚": "‘’", "»": "«", "’": "’"}
_SINGLE = frozenset("‘'‚’‹")
_LONGEST = 4000
_MOST = 150  # quotations in a release; more is no release
_MOST_NESTED = 2
_VERB = re.compile(rf"\b{vocabulary.VERBS}\b(?!\s(?:by|that)\b)", re.IGNORECASE)
_INVERTED = re.compile(rf"\s?[,.–—-]?\s?{vocabulary.VERBS}\b\s?:?\s?", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:she|he|they)\b", re.IGNORECASE)
_BARE = re.compile(
    rf"(?:(?P<title>Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Sen|Senator|Rev|Minister)\.?\s)?(?P<name>[{names.UPPER}][^\W\d_]+(?:[-'’][^\W\d_]+)*)(?=\s|,|\.|:|$)"
)
_REFERENCE = re.compile(r"(?<=[\w.,!?])(?:\[(?:\d{1,3}|[ivxlc]{1,6})\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})")
_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Dr|St|Mr|Ms))(?<!\bMrs)(?<!\bProf)[.!?]['\"’”]?\s(?=[A-Z“\"‘'])")
_DASHED = re.compile(r"\s*(?:[–—―]|--?|~)\s*(?=[^\W\d_])")
_APPOSED = re.compile(r"\s?(?:,|\(|\bof\b|\bfrom\b|\bat\b|[–—-]|who\b|\bis\b)")
_OBJECT = re.compile(r"\b(?:by|with|to|of|for|and|from|between|against|than|like|as)\s$", re.IGNORECASE)


@dataclass(frozen=True)
class _Quoted:
    """Words between marks: `pieces` has more than one where paragraphs or `she said` break them."""

    pieces: tuple[tuple[int, int], ...]
    opens: int
    closes: int

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]


def alone(paragraph: str) -> tuple[int, int] | None:
    """Where the words of a paragraph that is nothing but a quotation begin and end."""
    stripped = paragraph.rstrip(" .")
    for quoted in spans(paragraph, 0, len(paragraph)):
        if quoted[0] == 1 and quoted[2] >= len(stripped):
            return quoted[0], quoted[1]
        break
    return None


def is_attribution(paragraph: str) -> bool:
    dash = _DASHED.match(paragraph)
    return bool(dash) and len(paragraph) < 200 and names.at(paragraph, dash.end() if dash else 0) is not None


def within(source: Source, placed: Sequence[Placed], pulled: Fact) -> list[Quotation]:
    return [*_Listening(source, placed, pulled).quotations()]


class _Listening:
    """Goes through the text once and remembers who spoke last, and who has been named."""

    def __init__(self, source: Source, placed: Sequence[Placed], pulled: Fact) -> None:
        self.source = source
        self.plain = source.plain
        self.placed = placed
        self.pulled = pulled
        self.lower = source.lower_words
        self.last: Name | None = None
        self.last_place = -2  # of the paragraph in which they spoke
        self.known: dict[str, Name] = {}
        self.learnt = 0
        self.all = [*names.within(self.plain, lower=self.lower)]

    def quotations(self) -> Iterator[Quotation]:
        for place, quoted in itertools.islice(self._quoted(), _MOST):
            if self._is_pulled(quoted):
                continue
            self._learn(quoted.opens)
            speaker, sure = self._speaker(place, quoted)
            text = self._text(quoted)
            heard = speaker is not None or self._is_announced(quoted)
            if not heard or len(text.split()) < 4:
                continue
            span_text = self.source.found(quoted.start, quoted.end, text, CERTAIN if speaker else LIKELY)
            if speaker is None:
                yield Quotation(text=span_text)
                continue
            self.last, self.last_place = speaker, self.source.paragraph_at(quoted.closes)
            yield Quotation(text=span_text, speaker=self.source.found(speaker.start, speaker.end, speaker.text, sure))

    def _is_pulled(self, quoted: _Quoted) -> bool:
        if self.pulled is None:
            return False
        start, end = self.source.span(quoted.start, quoted.end)
        return self.pulled.span[0] <= start and end <= self.pulled.span[1]

    def _learn(self, until: int) -> None:
        """Whole names up to here, by their family names."""
        while self.learnt < len(self.all) and self.all[self.learnt].start < until:
            name = self.all[self.learnt]
            if name.is_whole:
                self.known.setdefault(name.surname, name)
            self.learnt += 1

    def _quoted(self) -> Iterator[tuple[int, _Quoted]]:
        """Quotations with the place of their paragraph; those that go on after `said X` are one."""
        skip = -1
        for place, each in enumerate(self.placed):
            if (
                each.part not in (Part.BODY, Part.NOTES, Part.OCCASION, Part.TOP)
                or each.paragraph.level
                or place <= skip
            ):
                continue
            paragraph = each.paragraph
            found = [
                _Quoted(
                    ((start + paragraph.start, end + paragraph.start),),
                    start + paragraph.start - 1,
                    closes + paragraph.start,
                )
                for start, end, closes in spans(paragraph.text, 0, len(paragraph.text))
            ]
            if paragraph.quoted and not found:
                found = [_Quoted(((paragraph.start, paragraph.end),), paragraph.start, paragraph.end)]
            left_open = _left_open(paragraph.text, [each.closes - paragraph.start for each in found])
            if left_open is not None and (over := self._over_paragraphs(place, left_open)):
                found.append(over[0])
                skip = over[1]
            for quoted in self._merged(found):
                yield place, quoted

    def _over_paragraphs(self, place: int, opened: int) -> tuple[_Quoted, int] | None:
        """A quotation whose next paragraphs each begin with a mark, up to the one that closes it."""
        first = self.placed[place].paragraph
        mark = first.text[opened]
        pieces = [(first.start + opened + 1, first.end)]
        for following in range(place + 1, min(place + 12, len(self.placed))):
            paragraph = self.placed[following].paragraph
            begins = paragraph.text[:1] == mark or (
                paragraph.text[:1] in "“\"‘'«"
                and mark in "“\"‘'«"
                and (paragraph.text[0] in _SINGLE) == (mark in _SINGLE)
            )
            body = paragraph.text[1:] if begins else paragraph.text
            offset = 1 if begins else 0
            close = _closing(paragraph.text, offset, mark)
            if not begins and (close is None or following > place + 1):
                return None
            if close is not None:
                pieces.append((paragraph.start + offset, paragraph.start + close))
                return _Quoted(
                    tuple(pieces), first.start + opened, paragraph.start + close + 1
                ), following - 1 if close < len(body) - 1 else following
            pieces.append((paragraph.start + offset, paragraph.end))
        return None

    def _merged(self, found: list[_Quoted]) -> Iterator[_Quoted]:
        """`"One," said X. "Two."` is one quotation; `She added: "Three"` begins another."""
        held: _Quoted | None = None
        for quoted in found:
            if held is not None and self._goes_on(held, quoted):
                held = _Quoted((*held.pieces, *quoted.pieces), held.opens, quoted.closes)
                continue
            if held is not None:
                yield held
            held = quoted
        if held is not None:
            yield held

    def _goes_on(self, one: _Quoted, two: _Quoted) -> bool:
        between = self.plain[one.closes : two.opens]
        if len(between) > 320 or two.end - two.start < 8:
            return False
        begun = _INVERTED.match(between) or re.match(
            rf"\s?,?\s?(?:she|he|they|[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){{0,3}}(?:,[^.:;]{{0,160}},)?)\s{vocabulary.VERBS}\b",
            between,
        )
        if not begun or len(_VERB.findall(between)) != 1 or between.rstrip().endswith(":"):
            return False
        return between.rstrip()[-1:] in (".", ",", ";", "–", "—", "-")

    def _text(self, quoted: _Quoted) -> str:
        words, before = "", quoted.start
        for start, end in quoted.pieces:
            piece = " ".join(self.plain[start:end].split())
            between = self.plain[before:start].rstrip(" \"“”‘’'„«»")
            if words and "\n" not in between and (words[-1] == "," or words[-1].isalnum()):
                words = words.rstrip(",") + ("." if between.endswith(".") else ",")
            words = f"{words} {piece}".strip()
            before = end
        return _REFERENCE.sub("", words).rstrip(",").strip()

    def _is_announced(self, quoted: _Quoted) -> bool:
        """Somebody says it, even if we cannot tell who."""
        before = self._before(quoted)
        after = self.plain[quoted.closes : quoted.closes + 60]
        says = bool(_VERB.search(before[-60:])) and before.rstrip()[-1:] in (":", ",")
        return says or bool(_INVERTED.match(after) and re.match(r"\s?[,.]?\s?\w+ (?:a|the|one)\b", after))

    def _before(self, quoted: _Quoted) -> str:
        start = self.plain.rfind("\n", 0, quoted.opens) + 1
        return self.plain[max(start, quoted.opens - 400) : quoted.opens]

    def _speaker(self, place: int, quoted: _Quoted) -> tuple[Name | None, float]:
        before = self._before(quoted)
        says_before = before.rstrip()[-1:] == ":" or bool(
            re.search(rf"{vocabulary.VERBS},?\s*$", before, re.IGNORECASE)
        )
        if says_before and (found := self._said_before(quoted.opens - len(before), quoted.opens)):
            return found
        stop = quoted.pieces[0][1] if len(quoted.pieces) > 1 else quoted.end
        for start, end in (
            (stop, quoted.pieces[1][0] if len(quoted.pieces) > 1 else quoted.closes),
            (quoted.closes, quoted.closes),
        ):
            if found := self._said_after(start + 1 if start == stop else start, end):
                return found
        if not before.strip():
            return self._around(place, quoted)
        if before.rstrip().endswith(",") and (found := self._said_before(quoted.opens - len(before), quoted.opens)):
            return found
        return None, 0

    def _said_before(self, start: int, end: int) -> tuple[Name, float] | None:
        """`Jane Lee, director of X, said:`, `said Jane Lee:`, `She added:`, `Jane Lee, director of X:`."""
        for boundary in _SENTENCE.finditer(self.plain, start, end):
            start = boundary.end()
        verbs = [*_VERB.finditer(self.plain, start, end)]
        verb = verbs[-1] if verbs else None
        here = list(names.within(self.plain, start, end, lower=self.lower))
        if verb is None:
            first = next((each for each in here if each.start - start < 60), None)
            fits = (
                first
                and self.plain[start:end].rstrip().endswith(":")
                and _APPOSED.match(self.plain[first.end : end].rstrip(" :") or ",")
            )
            return (first, LIKELY) if first and fits else None
        for each in here:
            if each.end <= verb.start() and not self.plain[each.end : verb.start()].strip(" ,"):
                return self._whole(each)
        for index, each in enumerate(here):
            after = self.plain[each.end : verb.start()]
            is_list = index + 1 < len(here) and re.fullmatch(r"\s?,\s?", self.plain[each.end : here[index + 1].start])
            if (
                each.end <= verb.start()
                and _APPOSED.match(after)
                and not is_list
                and not _OBJECT.search(self.plain[start : each.start])
            ):
                return self._whole(each)
        for each in here:
            if each.start >= verb.end() and each.start - verb.end() < 90:
                return self._whole(each)
        sole = [each for each in here if each.end <= verb.start()]
        if len(sole) == 1 and not _OBJECT.search(self.plain[start : sole[0].start]):
            return sole[0], LIKELY
        return self._short(start, verb.start(), verb.end(), end)

    def _short(self, start: int, verb: int, verb_end: int, end: int) -> tuple[Name, float] | None:
        """A pronoun or a family name as the subject."""
        before = self.plain[start:verb].rstrip(" ,")
        if re.search(r"(?:^|\s)(?:she|he|they)(?:\s(?:also|then|further|has|have))?$", before, re.IGNORECASE):
            return self._she(verb)
        for words in (2, 1):
            bare = _BARE.fullmatch(" ".join(before.split()[-words:]))
            if bare and (known := self.known.get(bare["name"].casefold())):
                return known, LIKELY
        return None

    def _she(self, position: int) -> tuple[Name, float] | None:
        """Whom a pronoun means: who just spoke in this paragraph, or else who is named in it, or who spoke before."""
        start = self.plain.rfind("\n", 0, position) + 1
        here = {
            each.text: each for each in names.within(self.plain, start, position, lower=self.lower) if each.is_whole
        }
        if here and not (self.last and self.last_place == self.source.paragraph_at(start)):
            return next(iter(here.values())), LIKELY if len(here) == 1 else DOUBTFUL
        return (self.last, LIKELY) if self.last else None

    def _said_after(self, start: int, end: int) -> tuple[Name, float] | None:
        """`said Jane Lee, director of X`, `she said`, `Jane Lee, of X, said`, `— Jane Lee`."""
        stop = self.plain.find("\n", start)
        stop = min(stop if stop >= 0 else len(self.plain), start + 330)
        if end > start:
            stop = min(stop, end)
        if inverted := _INVERTED.match(self.plain, start, stop):
            return self._after_verb(inverted.end(), stop)
        if (dash := _DASHED.match(self.plain, start, stop)) and (
            name := names.at(self.plain, dash.end(), lower=self.lower)
        ):
            return name, CERTAIN
        begin = start + len(self.plain[start:stop]) - len(self.plain[start:stop].lstrip(" ,.\"'”’"))
        boundary = _SENTENCE.search(self.plain, begin, stop)
        verb = _VERB.search(self.plain, begin, boundary.start() if boundary else stop)
        if verb is None:
            return None
        if self.plain[verb.end() : verb.end() + 1] == ":" or re.match(
            r"[^.]{0,40}:\s?[“\"‘']", self.plain[verb.end() : stop]
        ):
            return None  # that is said of the next quotation
        if _PRONOUN.match(self.plain, begin, stop) and verb.start() - begin < 12:
            return self._she(begin)
        if (name := names.at(self.plain, begin, lower=self.lower)) and (
            name.end + 1 >= verb.start() or _APPOSED.match(self.plain, name.end, verb.start())
        ):
            return self._whole(name)
        if (bare := _BARE.match(self.plain, begin, stop)) and bare.end() + 1 >= verb.start():
            known = self.known.get(bare["name"].casefold())
            return (known, LIKELY) if known else None
        return None

    def _after_verb(self, start: int, stop: int) -> tuple[Name, float] | None:
        boundary = _SENTENCE.search(self.plain, start, stop)
        limit = boundary.start() if boundary else stop
        if _PRONOUN.match(self.plain, start, limit):
            return self._she(start)
        name = next(names.within(self.plain, start, limit, lower=self.lower), None)
        between = self.plain[start : name.start] if name else ""
        if name and re.fullmatch(r"(?:the|its|their|our) [^,.:;]{3,80}, ", between):
            return self._whole(name)
        if name and name.start - start < 90 and not re.search(r"[,;:]\s|\bof\s$", self.plain[start : name.start]):
            return self._whole(name)
        if bare := _BARE.match(self.plain, start, limit):
            known = self.known.get(bare["name"].casefold())
            return (known, LIKELY) if known else None
        return None

    def _around(self, place: int, quoted: _Quoted) -> tuple[Name | None, float]:
        """A paragraph of nothing but words: announced before, signed after, or going on."""
        following = self.placed[place + 1].paragraph if place + 1 < len(self.placed) else None
        if following and is_attribution(following.text):
            dash = _DASHED.match(following.text)
            name = names.at(self.plain, following.start + (dash.end() if dash else 0), lower=self.lower)
            if name:
                return name, CERTAIN
        before = self.placed[place - 1].paragraph if place else None
        if (
            before
            and before.text.rstrip().endswith(":")
            and (found := self._said_before(max(before.start, before.end - 400), before.end))
        ):
            return found
        if (
            before
            and self.last
            and place - 1 == self.last_place
            and self.plain[quoted.closes : quoted.closes + 1] in ("\n", "")
        ):
            return self.last, DOUBTFUL
        return None, 0

    def _whole(self, name: Name) -> tuple[Name, float]:
        if not name.is_whole:
            known = self.known.get(name.surname)
            return (known, LIKELY) if known else (name, DOUBTFUL)
        return name, CERTAIN


def spans(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Where quoted words begin and end, and where their closing mark ends."""
    at = start
    while found := _MARKS.search(text, at, end):
        position = found.start()
        at = position + 1
        if not _opens(text, position):
            continue
        close = _closing(text, at, text[position])
        if close is None or close > at + _LONGEST:
            continue
        yield at, close, close + 1
        at = close + 1


def _opens(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if text[position] in "”»›’" and text[position] != "»":
        return False
    return (
        (not before or (not before.isalnum() and before not in ".,!?"))
        and bool(after.strip())
        and after not in ".,;:!?)"
    )


def _is_letter(character: str) -> bool:
    """A superscript figure after a mark refers to a note; it goes on with no word."""
    return character.isalpha() or (character.isdigit() and character.isascii())


def _closing(text: str, start: int, mark: str) -> int | None:
    """The mark that ends what this one began; an apostrophe does not."""
    closers = _CLOSERS.get(mark, mark)
    if mark not in _SINGLE:
        places = [place for place in (text.find(each, start, start + _LONGEST) for each in closers) if place > start]
        return min(places, default=None)
    first: int | None = None
    begun = 0
    for found in re.finditer(f"[{re.escape(closers + mark)}]", text[start : start + _LONGEST]):
        place = start + found.start()
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if _is_letter(after) and before.isalnum():
            continue
        if not before.strip() or (not before.isalnum() and _is_letter(after) and before in '(–—-“"'):
            if first is not None and _is_letter(after):
                return first  # another begins, so the first was closed
            begun += 1
            if begun > _MOST_NESTED:
                return None
            continue
        if _is_letter(after):
            continue
        if (
            before in ".,!?…"
            or not after
            or after in ".,;:!?)"
            or _INVERTED.match(text, place + 1)
            or not text[place + 1 :].strip()
        ):
            return place
        first = place if first is None else first
    return first


def _left_open(text: str, closed: list[int]) -> int | None:
    """Where a quotation begins that this paragraph does not end."""
    at = closed[-1] if closed else 0
    for found in re.finditer("[“\"„«‘']", text[at : at + 4000]):
        place = at + found.start()
        if _opens(text, place) and _closing(text, place + 1, text[place]) is None:
            before = text[:place].rstrip()
            return place if not before or before[-1:] in ":," else None
    return None
