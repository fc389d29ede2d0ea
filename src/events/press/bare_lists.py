"""A text that is only a list of people or a running order: it announces an event, and is no release.

The running order that a release tells beside its news is its event's too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from events import text
from events.press import crew_words, orders_within
from events.press.reading.draft import Draft, Fact
from events.press.reading.layout import grids
from events.programme import item_tables, running_order

_FEWEST_ITEMS = 3  # hours at the beginning of lines; fewer may be chance
_HEADING = re.compile(
    r"\W*(?:(?:the|our|draft|provisional|conference|event|full)\s)*"
    r"(?:programme|agenda|running order|order of the day|schedule|timetable|speakers|panel|line-?up)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Order:
    """A running order as its event takes it, which is on a public page."""

    lines: str = ""
    left_out: Sequence[str] = ()  # lines of which something is left out, as they stand in the text
    is_withheld: bool = False  # whether the event is given none of it
    unread: Sequence[str] = ()  # rows of a table of people in which nobody was found

    @classmethod
    def of(cls, lines: Sequence[str]) -> "Order":
        told, left_out = crew_words.left_out(lines)
        return cls("\n".join(told), left_out)


def told_apart(source: str, draft: Draft) -> tuple[Draft, Order]:
    """The draft without what only lists, and the running order; a release that has one keeps it whole.

    The event of a text under embargo is announced before that lifts, and its running order might tell the news: such
    a text is a release, even if it looks like a list.
    """
    programme = [*_items(source.splitlines())]
    if draft.embargo.is_told:
        return _headed(source, draft), Order(is_withheld=any((programme, orders_within.within(source, draft))))
    draft_of_event = _called(source, draft) if programme else draft
    said = _listed(source, draft, programme)
    lines = draft.body.value.splitlines() if draft.body else []
    rest = [each for each in lines if not _only_lists(each, said, draft)]
    if any(each.strip() for each in rest) and (not programme or draft_of_event.headline or _is_for_the_press(draft)):
        order = Order.of(orders_within.within(source, draft))
        is_list = not (draft.headline or draft.event.title or draft.publication.title)
        return _on_its_page(source, draft, lines, order) if is_list else (draft, order)
    order = replace(Order.of(programme), unread=() if programme else [*_unread(lines, draft)])
    return _on_its_page(source, draft_of_event, rest, order)


def _on_its_page(source: str, draft: Draft, lines: list[str], order: Order) -> tuple[Draft, Order]:
    """With these lines, which stand beside a list, for the page of its event: nothing private may be on that."""
    told, left_out = crew_words.left_out(lines)
    words = "\n".join(told).strip()
    body = replace(draft.body, value=words) if draft.body and words else None
    standing = tuple(each for each in draft.standing if source[slice(*each.span)] in words)
    return replace(draft, body=body, standing=standing), replace(order, left_out=[*left_out, *order.left_out])


def _unread(lines: Sequence[str], draft: Draft) -> Iterator[str]:
    """Rows below a heading, of a text that is a table of people, which name nobody on the panel."""
    families = {words[-1] for each in draft.panel if (words := text.words(each.name.value))}
    for line in lines if draft.panel else ():
        cells = [grids.folded(each) for each in line.split("|")]
        if len(cells) > 1 and not grids.is_heading(cells) and families.isdisjoint(text.words(line)):
            yield line


def _items(lines: list[str]) -> Iterator[str]:
    """Each line that begins with an hour; what stands directly below tells more of it, and is indented.

    Of a table, each row: the hour, what it is, and below that who speaks.
    """
    if table := item_tables.read(lines):
        yield from table.rows
        return
    timed = [place for place, line in enumerate(lines) if running_order.is_timed(line)]
    if len(timed) < _FEWEST_ITEMS:
        return
    for place, following in zip(timed, [*timed[1:], len(lines)], strict=True):
        yield lines[place].strip(" \t|,;")
        for line in lines[place + 1 : following]:
            if not line.strip() or (place == timed[-1] and not line[:1].isspace()):
                break
            yield f"  {line.strip()}"


def _called(source: str, draft: Draft) -> Draft:
    """The headline of a running order is the title of its event; that of an item is neither."""
    title, headline = (None if _is_of_item(source, each) else each for each in (draft.event.title, draft.headline))
    if headline and (title is None or title.span == headline.span):
        title, headline = title or headline, None
    return replace(draft, headline=headline, event=replace(draft.event, title=title))


def _headed(source: str, draft: Draft) -> Draft:
    """With what heads a text under embargo as its headline, under which its words are kept; no item is one."""
    title, headline = (None if _is_of_item(source, each) else each for each in (draft.event.title, draft.headline))
    return replace(draft, headline=headline or title, event=replace(draft.event, title=title))


def _is_for_the_press(draft: Draft) -> bool:
    return bool(draft.quotations or draft.press_contacts or draft.notes_to_editors)


def _is_of_item(source: str, fact: Fact) -> bool:
    if fact is None:
        return False
    begin = source.rfind("\n", 0, fact.span[0]) + 1
    return running_order.is_timed(source[begin:].partition("\n")[0])


def _listed(source: str, draft: Draft, programme: list[str]) -> tuple[str, frozenset[str]]:
    """The words of the running order in their order, and those of when and where the event is."""
    event = draft.event
    hours = (event.date, event.starts, event.ends, event.doors, event.zone)
    facts = (event.title, *hours, event.venue, event.address)
    told = " ".join(source[slice(*each.span)] for each in facts if each)
    return " ".join(text.words(" ".join(programme))), frozenset(text.words(told))


def _only_lists(line: str, said: tuple[str, frozenset[str]], draft: Draft) -> bool:
    """Whether a line of the body stands in the running order, heads a list, is a row of people or says when."""
    words = text.words(line)
    is_row = "|" in line and bool(draft.panel)
    return is_row or bool(_HEADING.fullmatch(line)) or " ".join(words) in said[0] or said[1].issuperset(words)
