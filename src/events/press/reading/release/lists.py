"""What stays of a list of speakers or a running order where facts are taken out: the whole of it, or nothing."""

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence

from events.press.reading.draft import Draft
from events.press.reading.layout.parts import Part, Placed

_MAY_LIST = frozenset({Part.TOP, Part.BODY, Part.OCCASION, Part.PANEL, Part.REST})
_WORD = re.compile(r"[^\W\d_]+")
_LEAD = 120  # characters of `The report will be discussed by:`
_LABELLED = re.compile(r"[A-Z][\w &/'’-]{1,28}\s?[:|]\s?\S")
_HOUR = re.compile(r"\d{1,2}(?:[.:h]\d\d(?![.\d])|\s?[ap]\.?m\b)")


def whole(placed: Sequence[Placed], kept: Sequence[Placed], draft: Draft) -> list[Placed]:
    """The lines kept, and of each list of which one is kept all others with its heading: half a list misleads.

    A line may be told by its facts while the next is not; whoever reads the body sees only who is left in it.
    """
    stays = {each.paragraph.start for each in kept}
    for lines in _Lists(placed, draft).found():
        if any(each.paragraph.start in stays for each in lines if not each.is_heading):
            stays |= {each.paragraph.start for each in lines}
    return [each for each in placed if each.paragraph.start in stays]


class _Lists:
    """Lines with speakers or hours, one below the other, with what stands between them and leads to them."""

    def __init__(self, placed: Sequence[Placed], draft: Draft) -> None:
        self.lines = [each for each in placed if each.part is not Part.FURNITURE]
        self.taken = [each.span for each in (draft.headline, draft.date, draft.pull_quote) if each]
        self.speakers = sorted(each.name.span[0] for each in draft.panel)
        self.surnames = {word for each in draft.panel for word in _WORD.findall(each.name.value)[-1:]}
        timed = [_HOUR.match(each.paragraph.text) is not None for each in self.lines]
        self.timed = [
            own and True in (*timed[max(0, at - 1) : at], *timed[at + 1 : at + 2]) for at, own in enumerate(timed)
        ]

    def found(self) -> Iterator[list[Placed]]:
        for first, last in self._stretches():
            begin, end = self._with_lead(first), self._with_tail(last)
            yield [each for each in self.lines[begin : end + 1] if each.is_heading or self._is_of_list(each)]

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """From which line with a speaker or an hour to which."""
        entries = [at for at in range(len(self.lines)) if self._is_entry(at)]
        if not entries:
            return
        first = entries[0]
        for one, two in itertools.pairwise(entries):
            if not self._go_together(one, two):
                yield first, one
                first = two
        yield first, entries[-1]

    def _is_entry(self, at: int) -> bool:
        each = self.lines[at]
        if each.part not in _MAY_LIST - {Part.BODY} or each.is_heading or self._is_taken(each):
            return False
        begin, end = each.paragraph.raw
        return self.timed[at] or bisect.bisect_left(self.speakers, begin) < bisect.bisect_left(self.speakers, end)

    def _go_together(self, one: int, two: int) -> bool:
        """One line may stand between them, or more where no blank line parts them."""
        first, between = self.lines[one], self.lines[one + 1 : two]
        if first.after_end is not self.lines[two].after_end or any(each.part not in _MAY_LIST for each in between):
            return False
        return len(between) <= 1 or all(
            each.paragraph.group == first.paragraph.group and each.part is not Part.BODY for each in between
        )

    def _with_lead(self, first: int) -> int:
        above = self.lines[first - 1] if first else None
        if above is None or self._is_taken(above):
            return first
        heads = above.is_heading and above.part in (Part.PANEL, Part.OCCASION)
        leads = above.part in _MAY_LIST and above.paragraph.text.endswith(":") and len(above.paragraph.text) <= _LEAD
        return first - 1 if heads or leads else first

    def _with_tail(self, last: int) -> int:
        group = self.lines[last].paragraph.group
        while last + 1 < len(self.lines):
            below = self.lines[last + 1]
            if below.paragraph.group != group or below.part not in _MAY_LIST - {Part.BODY} or below.is_heading:
                break
            last += 1
        return last

    def _is_of_list(self, each: Placed) -> bool:
        """`Moderator: Ada Holm`, but not `Admission: free`."""
        text = each.paragraph.text
        names_one = not self.surnames.isdisjoint(_WORD.findall(text))
        return (names_one or not _LABELLED.match(text)) and not self._is_taken(each)

    def _is_taken(self, each: Placed) -> bool:
        begin, end = each.paragraph.raw
        return any(start < end and begin < stop for start, stop in self.taken)
