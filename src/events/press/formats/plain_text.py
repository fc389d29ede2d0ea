"""A release as plain text for a newsroom: 72 columns, the embargo first, every part under its name."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from events import templating, times
from events.press.formats import quotes
from events.press.sheet import Contact, Phone, Sheet
from events.press.story import (
    Block,
    Blocks,
    Break,
    Divider,
    Heading,
    Inline,
    List,
    Paragraph,
    Quotation,
    Reference,
    Run,
)

MEDIA_TYPE = "text/plain; charset=utf-8"
_WIDTH = 72
_NARROWEST = 24  # however deep a list
_UNWRAPPED = 1_000_000_000  # for readers whose own window breaks the lines
_INDENT = "    "


def written(sheet: Sheet) -> str:
    """The whole of it: blocks of lines, and a blank line between any two."""
    parts = (_standing, _head, _body, _notes, _facts, _contacts, _about, _endnotes, _foot)
    return "\n\n".join(block for part in parts for block in part(sheet, _WIDTH) if block) + "\n"


def own_words(sheet: Sheet) -> str:
    """What somebody signs off, each paragraph in one line: nothing that the moment or other pages add to the text."""
    parts = (_head, _body, _notes, _contacts, _about, _endnotes)
    return "\n\n".join(block for part in parts for block in part(sheet, _UNWRAPPED) if block)


def spoken(quotation: Quotation, sheet: Sheet) -> str:
    """One quotation and whose it is, each paragraph in one line."""
    said = [_line(each, sheet) for each in quotes.spoken(quotation.paragraphs, sheet.language)]
    by = f"\n— {quotation.attribution}" if quotation.attribution else ""
    return "\n\n".join(said) + by


def around(sheet: Sheet) -> tuple[list[str], list[str]]:
    """What `own_words` says before the body with its pull quote, and from “Ends” on."""
    rest = (_notes, _contacts, _about, _endnotes)
    ends = ["Ends"] if sheet.story.blocks else []
    after = [block for part in rest for block in part(sheet, _UNWRAPPED) if block]
    return [each for each in _head(sheet, _UNWRAPPED) if each], [*ends, *after]


def pulled(sheet: Sheet) -> str:
    """The pull quote as `own_words` sets it."""
    assert sheet.pull_quote
    said = quotes.marked(sheet.pull_quote.text, sheet.language)
    return _speech([said], sheet.pull_quote.speaker, _UNWRAPPED)


def block(each: Block, sheet: Sheet) -> str:
    """One block of the body as `own_words` sets it."""
    return _block(each, sheet, _UNWRAPPED)


def _standing(sheet: Sheet, width: int) -> Iterator[str]:
    if sheet.embargo:
        yield _wrapped(f"EMBARGOED {sheet.embargo}\nNot for publication, broadcast or posting before then.", width)
    else:
        yield "For immediate release"
    yield from (_wrapped(f"Corrected on {times.day(each.issued)}: {each.note}", width) for each in sheet.corrections)


def _head(sheet: Sheet, width: int) -> Iterator[str]:
    kind = sheet.kind.capitalize()
    dated = f"{kind}, {times.full_day(sheet.dated)}" if sheet.dated else kind
    yield _wrapped("\n".join((dated, *sheet.behind)), width)
    yield _wrapped(sheet.headline, width)
    yield _wrapped(sheet.standfirst or "", width)


def _body(sheet: Sheet, width: int) -> Iterator[str]:
    if sheet.pull_quote:
        said = quotes.marked(sheet.pull_quote.text, sheet.language)
        yield _speech([said], sheet.pull_quote.speaker, width)
    blocks = sheet.story.blocks
    if blocks and isinstance(blocks[0], Paragraph):
        yield _wrapped(f"{sheet.place} {_line(blocks[0].inlines, sheet)}".lstrip(), width)
        blocks = blocks[1:]
    elif blocks:
        yield sheet.place
    yield from (_block(each, sheet, width) for each in blocks)
    if sheet.story.blocks:
        yield "Ends"


def _notes(sheet: Sheet, width: int) -> Iterator[str]:
    if sheet.story.notes:
        yield _titled("Notes to editors", width)
    for number, note in enumerate(sheet.story.notes, 1):
        yield _hung(f"{number}. ", note, sheet, width)


def _facts(sheet: Sheet, width: int) -> Iterator[str]:
    for heading, lines, address in sheet.facts:
        yield _titled(heading, width)
        yield "\n".join(_wrapped(each, width, later="  ") for each in (*lines, address))


def _contacts(sheet: Sheet, width: int) -> Iterator[str]:
    if sheet.contacts:
        yield _titled("Press contact" if len(sheet.contacts) == 1 else "Press contacts", width)
    for each in sheet.contacts:
        yield _wrapped("\n".join(_contact(each)), width, later="  ")


def _contact(contact: Contact) -> Iterator[str]:
    yield f"{contact.name}, {contact.organisation}" if contact.organisation else contact.name
    if contact.phone:
        yield _phone(contact.phone)
    if contact.mail:
        yield contact.mail
    if contact.hours:
        yield contact.hours
    if contact.out_of_hours:
        yield f"Out of hours: {_phone(contact.out_of_hours)}"


def _phone(phone: Phone) -> str:
    return phone.printed if phone.printed == phone.abroad else f"{phone.printed} (from abroad {phone.abroad})"


def _about(sheet: Sheet, width: int) -> Iterator[str]:
    for each in sheet.about:
        yield _titled(f"About {each.in_full}", width)
        yield from (_wrapped(paragraph, width) for paragraph in each.paragraphs)
        yield each.website or ""


def _endnotes(sheet: Sheet, width: int) -> Iterator[str]:
    if sheet.story.endnotes:
        yield _titled("Endnote" if len(sheet.story.endnotes) == 1 else "Endnotes", width)
    for each in sheet.story.endnotes:
        yield _hung(f"[{each.number}] ", each.blocks, sheet, width)


def _foot(sheet: Sheet, width: int) -> Iterator[str]:
    yield _titled("On the web", width)
    yield "\n".join((sheet.address, *(f"{templating.language(tag)}: {address}" for tag, address in sheet.languages)))
    newer = f"Version {sheet.version}. It has been replaced by version {sheet.replaced_by}."
    yield newer if sheet.replaced_by else f"Version {sheet.version}"
    for each in sheet.corrections:
        note = f"Corrected on {times.full_day(each.issued)} (version {each.version}): {each.note}"
        yield _wrapped(note, width, later="  ")


def _block(block: Block, sheet: Sheet, width: int) -> str:
    match block:
        case Paragraph() | Heading():
            return _wrapped(_line(block.inlines, sheet), width)
        case List():
            return _list(block, sheet, width)
        case Quotation():
            spoken = [_line(each, sheet) for each in quotes.spoken(block.paragraphs, sheet.language)]
            return _speech(spoken, str(block.attribution) if block.attribution else None, width)
        case Divider():
            return "* * *"


def _list(block: List, sheet: Sheet, width: int) -> str:
    between = "\n" if all(len(each) < 2 for each in block.items) else "\n\n"
    marks = ("- " if block.start is None else f"{block.start + place}. " for place in range(len(block.items)))
    return between.join(_hung(mark, item, sheet, width) for mark, item in zip(marks, block.items, strict=True))


def _hung(mark: str, blocks: Blocks, sheet: Sheet, width: int) -> str:
    """A mark, and all that belongs to it set in behind it."""
    inner = "\n\n".join(_block(each, sheet, width - len(mark)) for each in blocks)
    return (mark + _indented(inner, " " * len(mark))[len(mark) :]).rstrip()


def _speech(paragraphs: Iterable[str], speaker: str | None, width: int) -> str:
    inner = width - len(_INDENT)
    said = "\n\n".join(_wrapped(each, inner) for each in paragraphs)
    by = f"\n{_wrapped(f'— {speaker}', inner, later='  ')}" if speaker else ""
    return _indented(said + by, _INDENT)


def _line(inlines: Iterable[Inline], sheet: Sheet) -> str:
    """Words with the addresses under them; a mark of an endnote as `[1]`."""
    parts: list[str] = []
    for link, under in groupby(inlines, lambda each: each.link if isinstance(each, Run) else None):
        words = "".join(map(_word, under))
        parts.append(_linked(words, link, sheet) if link else words)
    return "".join(parts)


def _word(each: Inline) -> str:
    match each:
        case Break():
            return "\n"
        case Reference():
            return f"[{each.number}]"
        case Run():
            return each.text


def _linked(words: str, link: str, sheet: Sheet) -> str:
    address = f"{sheet.base}{link}" if link.startswith("/") else link
    shown = address.removeprefix("mailto:").removeprefix("tel:")
    return words if words.strip() in (address, shown) else f"{words} ({shown})"


def _titled(words: str, width: int) -> str:
    title = _wrapped(words, width)
    rule = "-" * max(map(len, title.split("\n")))
    return title if width == _UNWRAPPED else f"{title}\n{rule}"


def _indented(lines: str, by: str) -> str:
    return "\n".join(by + line if line else "" for line in lines.split("\n"))


def _wrapped(words: str, width: int, *, later: str = "") -> str:
    """Each line wrapped by itself; an address is never broken."""
    width = max(width, _NARROWEST)
    return "\n".join(
        textwrap.fill(line, width, subsequent_indent=later, break_long_words=False, break_on_hyphens=False, tabsize=1)
        for line in words.split("\n")
    )
