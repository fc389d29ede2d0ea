"""What people are quoted as saying, and who they are; also over several paragraphs, and when only `she added`."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events.press.reading.draft import DOUBTFUL, LIKELY, Fact, Quotation
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.speech.speakers import Speaker, Speakers, signature
from events.press.reading.words import marks, names, vocabulary

_MOST = 150  # quotations in a release; more is no release
_VERB = re.compile(rf"\b{vocabulary.VERBS}\b(?!\s(?:by|that)\b)")
_SAYS_LAST = re.compile(rf"{vocabulary.VERBS}(?: that)?,?\s*$", re.IGNORECASE)
_ANNOUNCES = re.compile(
    rf"\b(?!(?:notes?|comments?|states?|stress|reports?|warns?)\b){vocabulary.VERBS}\b[^.]{{0,40}}[:,]\s*$",
    re.IGNORECASE,
)
_CLOSED = re.compile("\\s?[”“\"’'»›«‘]")
_BY_SOMEBODY = re.compile(r"\s?[,.]?\s?\w+ (?:a|the|one)\b")
_BY_ANOTHER = re.compile(r"\s?(?:another|one|a)\b")
_GOES_ON = re.compile(
    r"\s?,?\s?(?:(?:the|its|their|our|[A-Z][\w’'-]*[’']s) [^,.:;\n]{3,80}, )?(?:she|he|they"
    r"|the (?:[\w-]+ ){0,2}[\w-]{4,20}"
    r"|[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,3}(?:,[^.:;]{0,160},|,)?)\s" + vocabulary.VERBS + r"\b"
)
_ENDS_WITHIN = re.compile(vocabulary.NOT_SHORT + r"[.!?]['”\"]?\s(?=[A-Z])")
_ACCORDING = re.compile(
    r"\s?,?\s(?:according to|in the words of|(?:[Tt]h(?:at|is) )?(?:is|was) how)"
    r" (?:her|him|them|(?:[a-z-]+ ){0,5}[A-Z])"
)
_DASHED = re.compile(r"\s*(?:[–—―]|--?|~)\s*(?=[^\W\d_])")
_SAID = re.compile(rf",\s{vocabulary.VERBS}\s")
_OWN_POST = re.compile(r"(?:[a-z][\w-]+ ){0,4}")  # `says co-author Ann Lee`
_FRAGMENT = re.compile(
    rf"\b(?:{vocabulary.VERBS} (?:that|the|it|its|this|they|he|she)|(?:call(?:s|ed)|describe[sd]|dismisse[sd]"
    r"|praise[sd]) (?:it|them|the|this|their|its))\b"
    r"[^.\"“”]{0,80}$"
)
_NAMES_A_WORK = re.compile(
    r"\b(?:report|study|paper|book|survey|pamphlet|review|series|seminar|webinar|lecture|event|discussion|called|titled|entitled),?\s?$",
    re.IGNORECASE,
)
_ITEM = re.compile(  # of a running order
    r"\W{0,2}(?:(?:[01]?\d|2[0-4])[.:h][0-5]\d\b|(?:0\d|1[0-8]|2[1-3])[0-5]\d\s+(?=[A-Z“\"]))"
)
_QUOTES_OF = re.compile(r"\W*(?:the following )?(?:quotes?|quotations?|comments|lines)\b", re.IGNORECASE)
_MOST_HEADED = 6  # paragraphs below such a line
_ENDINGS = (".", "!", "?")
_LONGEST_LABEL = 160  # characters
_OF_ONESELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_OPEN = ("“", '"', "‘", "'")
_APPOSED = re.compile(r"\s?(?:,|[(|]|[–—-]\s|$)")
_REFERENCE = re.compile(r"(?<=[\w.,!?])(?:\[(?:\d{1,3}|[ivxlc]{1,6})\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})")


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

    def with_more(self, more: "_Quoted") -> "_Quoted":
        return _Quoted((*self.pieces, *more.pieces), self.opens, more.closes)


@dataclass(frozen=True)
class _Heard:
    quoted: _Quoted
    speaker: Speaker | None
    place: int  # of its paragraph


def is_attribution(paragraph: str) -> bool:
    """Whether this line says who spoke the words above it."""
    dash = _DASHED.match(paragraph)
    return bool(dash) and len(paragraph) < 200 and names.at(paragraph, dash.end() if dash else 0) is not None


def within(source: Source, placed: Sequence[Placed], pulled: Fact) -> list[Quotation]:
    found = [*_Listening(source, placed, pulled).quotations()]
    words = [" ".join(re.findall(r"\w+", each.text.value.casefold())) for each in found]
    return [each for place, each in enumerate(found) if not _is_told_again(words, place)]


def _is_told_again(words: Sequence[str], place: int) -> bool:
    """Whether these words stand in a longer quotation, or in an earlier one: they were pulled out above."""
    here = f" {words[place]} "
    return any(
        here in f" {other} " and (len(other) > len(words[place]) or at < place)
        for at, other in enumerate(words)
        if at != place
    )


class _Listening:
    """Goes through the text once and remembers who spoke last, and who has been named."""

    def __init__(self, source: Source, placed: Sequence[Placed], pulled: Fact) -> None:
        self.source = source
        self.plain = source.plain
        self.placed = placed
        self.pulled = pulled
        self.speakers = Speakers(source, placed)

    def quotations(self) -> Iterator[Quotation]:
        held: _Heard | None = None
        for place, quoted in itertools.islice(self._quoted(), _MOST):
            if self._is_pulled(quoted) and not self.speakers.is_signed(place, quoted.closes):
                continue
            self.speakers.learn(quoted.opens)
            found = self._speaker(place, quoted)
            if found is None and held and self._is_more(held, place, quoted):
                if self._is_one_of_several(held, place, quoted):
                    yield self._quotation(held)
                    held = _Heard(quoted, held.speaker, place)
                    continue
                held = _Heard(held.quoted.with_more(quoted), held.speaker, place)
                continue
            if held:
                yield self._quotation(held)
            held = None
            if found is None and not self._is_announced(quoted):
                continue
            if len(self._text(quoted).split()) < self._fewest(quoted):
                continue
            held = _Heard(quoted, found, place)
            if found:
                self.speakers.heard(found[0], quoted.closes)
        if held:
            yield self._quotation(held)

    def _is_more(self, held: "_Heard", place: int, quoted: _Quoted) -> bool:
        """A paragraph of nothing but words goes on with what was said in the one before."""
        before, here = self.placed[place - 1].paragraph, self.placed[place].paragraph
        is_alone = len(quoted.pieces) == 1 and quoted.opens <= here.start + 1 and quoted.closes >= here.end - 1
        return held.speaker is not None and place - 1 == held.place and is_alone and len(before.text) > 0

    def _is_one_of_several(self, held: "_Heard", place: int, quoted: _Quoted) -> bool:
        """Below `Quotes attributable to Ann Lee:` each paragraph that has both its marks stands by itself."""
        heads = (each.paragraph.text for each in reversed(self.placed[max(0, place - _MOST_HEADED) : place]))
        head = next((each for each in heads if each.rstrip().endswith(":") and not each.startswith(_OPEN)), "")
        is_closed = self.plain[held.quoted.end : held.quoted.closes].strip() != ""
        return is_closed and self.plain[quoted.end : quoted.closes].strip() != "" and bool(_QUOTES_OF.match(head))

    def _fewest(self, quoted: _Quoted) -> int:
        """How many words are a quotation: less of a whole sentence than of a piece within somebody else's."""
        before = self._before(quoted).rstrip()
        fragment = _FRAGMENT.search(before) if not before.endswith((":", ",")) else None
        return 4 if not fragment else 8 if " that" in fragment[0] else 10

    def _quotation(self, heard: "_Heard") -> Quotation:
        found = self.source.found
        quoted, text = heard.quoted, self._text(heard.quoted)
        if heard.speaker is None:
            return Quotation(text=found(quoted.start, quoted.end, text, LIKELY))
        name, sure = heard.speaker
        sure = min(sure, DOUBTFUL) if name.is_arguable else sure
        return Quotation(
            text=found(quoted.start, quoted.end, text), speaker=found(name.start, name.end, name.text, sure)
        )

    def _is_pulled(self, quoted: _Quoted) -> bool:
        if self.pulled is None:
            return False
        start, end = self.source.span(quoted.start, quoted.end)
        return self.pulled.span[0] <= start and end <= self.pulled.span[1]

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
                    paragraph.start + len(paragraph.text[:start].rstrip()) - 1,
                    closes + paragraph.start,
                )
                for start, end, closes in marks.spans(paragraph.text, 0, len(paragraph.text))
            ]
            if paragraph.quoted and not found and not self._signs(place):
                found = [_Quoted(((paragraph.start, paragraph.end),), paragraph.start, paragraph.end)]
            if not found and (said := self._after_dash(paragraph) or self._announced_dash(place)):
                found = [said]
            if not found and paragraph.text[-1:] in _ENDINGS and (said := self._announced_below(place)):
                found = [said]
            left_open = marks.left_open(paragraph.text, [each.closes - paragraph.start for each in found])
            if left_open is not None and (over := self._over_paragraphs(place, left_open)):
                found.append(over[0])
                skip = over[1]
            found = [each for each in found if not self._is_title(paragraph, each)]
            for quoted in self._merged(found):
                yield place, quoted

    def _signs(self, place: int) -> bool:
        """Whether a line set apart says who spoke the one above, in marks: `Ann Lee, Sample Trust`."""
        paragraph, above = self.placed[place].paragraph, self.placed[place - 1].paragraph if place else None
        if signature(paragraph) is not None or (above and self.speakers.is_signed(place - 1, above.end)):
            return True
        name = names.at(paragraph.text, 0) if above and above.quoted and above.group == paragraph.group else None
        is_short = len(paragraph.text) < 160 and paragraph.text[-1:] not in ".!?"
        return is_short and name is not None and name.is_whole and bool(_APPOSED.match(paragraph.text, name.closes))

    def _is_title(self, paragraph: Paragraph, quoted: _Quoted) -> bool:
        """`one of the authors of the study, "Bare Streets"`, and what is given at its hour."""
        if _ITEM.match(paragraph.text):
            return True
        begins = max(paragraph.start, quoted.opens - 40)
        return self.plain[quoted.start].isupper() and bool(_NAMES_A_WORK.search(self.plain, begins, quoted.opens))

    def _after_dash(self, paragraph: Paragraph) -> _Quoted | None:
        """`– It is late, says Ann Lee. Very late.`, as Nordic houses set it."""
        if paragraph.mark not in ("–", "—", "-"):
            return None
        said = _SAID.search(paragraph.text)
        post = _OWN_POST.match(paragraph.text, said.end()) if said else None
        name = names.at(paragraph.text, post.end()) if post else None
        if said is None or name is None:
            return None
        start, end = paragraph.start, paragraph.start + said.start()
        over = paragraph.text.find(". ", name.closes)
        rest = () if over < 0 else ((paragraph.start + over + 2, paragraph.end),)
        return _Quoted(((start, end), *rest), start, end if not rest else paragraph.end)

    def _announced_dash(self, place: int) -> _Quoted | None:
        """`Ann Lee says:`, and a dash before her words; several dashes are a list."""
        paragraph, following = self.placed[place].paragraph, self.placed[place + 1 : place + 2]
        above = self.placed[place - 1].paragraph.text.rstrip() if place else ""
        is_list = any(each.paragraph.mark == paragraph.mark for each in following)
        is_said = above.endswith(":") and _SAYS_LAST.search(above[:-1]) and paragraph.text.rstrip()[-1:] in ".!?"
        if paragraph.mark not in ("–", "—", "-") or is_list or not is_said:
            return None
        return _Quoted(((paragraph.start, paragraph.end),), paragraph.start, paragraph.end)

    def _announced_below(self, place: int) -> _Quoted | None:
        """`Ann Lee, lead author:`, and in the next line her words, without marks, as she speaks of herself."""
        paragraph, above = self.placed[place].paragraph, self.placed[place - 1].paragraph if place else None
        if above is None or above.group != paragraph.group or paragraph.mark or not above.text.endswith(":"):
            return None
        name = names.at(above.text, 0) if len(above.text) < _LONGEST_LABEL else None
        is_of_one = name is not None and name.is_whole and re.match(r"[,(: ]", above.text[name.closes :]) is not None
        if not is_of_one or not _OF_ONESELF.search(paragraph.text):
            return None
        return _Quoted(((paragraph.start, paragraph.end),), paragraph.start, paragraph.end)

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
                and (paragraph.text[0] in marks.SINGLE) == (mark in marks.SINGLE)
            )
            body = paragraph.text[1:] if begins else paragraph.text
            offset = 1 if begins else 0
            close = marks.closing(paragraph.text, offset, mark)
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
                held = held.with_more(quoted)
                continue
            if held is not None:
                yield held
            held = quoted
        if held is not None:
            yield held

    def _goes_on(self, one: _Quoted, two: _Quoted) -> bool:
        """Whether only who says it stands between: one sentence that goes on from the first words and ends there."""
        between = self.plain[one.closes : two.opens]
        if len(between) > 320 or two.end - two.start < 8 or between.rstrip()[-1:] not in (".", ",", ";", "–", "—", "-"):
            return False
        if (said := marks.INVERTED.match(self.plain, two.closes)) and _BY_ANOTHER.match(self.plain, said.end()):
            return False
        is_open = self.plain[one.end - 1 : one.end] in ",?!…–—" or between.lstrip(" ,.–—-")[:1].islower()
        is_one = not _ENDS_WITHIN.search(between.rstrip()[:-1])
        is_told = is_one and (is_open or _GOES_ON.match(between)) and bool(_VERB.search(between))
        return is_told or bool(_ACCORDING.match(between))

    def _text(self, quoted: _Quoted) -> str:
        words, before = "", quoted.start
        for start, end in quoted.pieces:
            piece = " ".join(self.plain[start:end].split())
            between = self.plain[before:start].rstrip(" \"“”‘’'„«»")
            if words and (words[-1] == "," or ("\n" not in between and words[-1].isalnum())):
                words = words.rstrip(",") + ("." if between.rstrip().endswith(".") else ",")
            words = f"{words} {piece}".strip()
            before = end
        return _REFERENCE.sub("", words).rstrip(",").strip()

    def _is_announced(self, quoted: _Quoted) -> bool:
        """Somebody says it, even if we cannot tell who."""
        before = self._before(quoted)
        after = self.plain[quoted.closes : quoted.closes + 60]
        return bool(_ANNOUNCES.search(before)) or bool(marks.INVERTED.match(after) and _BY_SOMEBODY.match(after))

    def _past_marks(self, at: int) -> int:
        closed = _CLOSED.match(self.plain, at)
        return closed.end() if closed else at

    def _before(self, quoted: _Quoted) -> str:
        start = self.plain.rfind("\n", 0, quoted.opens) + 1
        return self.plain[max(start, quoted.opens - 400) : quoted.opens]

    def _speaker(self, place: int, quoted: _Quoted) -> Speaker | None:
        before = self._before(quoted)
        begin = quoted.opens - len(before)
        if (before.rstrip()[-1:] == ":" or _SAYS_LAST.search(before) or _FRAGMENT.search(before)) and (
            found := self.speakers.before(begin, quoted.opens)
        ):
            return found
        if "|" in before and before.rstrip().endswith("|"):
            return self.speakers.in_row(begin, quoted.opens)
        if len(quoted.pieces) > 1 and (
            found := self.speakers.after(self._past_marks(quoted.pieces[0][1]), quoted.pieces[1][0])
        ):
            return found
        if found := self.speakers.after(quoted.closes, quoted.closes):
            return found
        if not before.strip():
            words = self._text(quoted).split()
            is_title = sum(each[0].isupper() for each in words) * 2 > len(words)  # `“Bare Streets” follows 40 towns`
            return None if is_title else self.speakers.around(place)
        if before.rstrip().endswith(","):
            return self.speakers.before(begin, quoted.opens)
        if before.rstrip().endswith(".") and quoted.closes >= self.placed[place].paragraph.end - 1:
            said = self.speakers.told(begin, begin + len(before.rstrip()))  # told first, then quoted
            return (said[0], min(said[1], LIKELY)) if said else None
        return None
