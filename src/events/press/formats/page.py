"""The parts of a release as HTML, made by escaping every word: nothing that was typed is trusted to be markup."""

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup, escape

from events.press.formats import quotes
from events.press.sheet import Sheet, Text
from events.press.story import (
    Block,
    Blocks,
    Break,
    Divider,
    Endnote,
    Heading,
    Inline,
    List,
    Paragraph,
    Quotation,
    Reference,
    Run,
)

_HEADINGS_FROM = 3  # the page has used two


def body(sheet: Sheet) -> Markup:
    """The text from the dateline to “Ends”, the pull quote beside it."""
    blocks = sheet.story.blocks
    if not blocks:
        return Markup()
    first = blocks[:1] if isinstance(blocks[0], Paragraph) else ()
    parts = [_opening(first, sheet), _pull_quote(sheet), *(_block(each, sheet) for each in blocks[len(first) :])]
    return Markup("\n").join([*filter(None, parts), Markup("<p>Ends</p>")])


def notes(sheet: Sheet) -> Markup:
    """The notes to editors, numbered."""
    return _numbered(Markup("<li><div>{}</div></li>").format(_flow(each, sheet)) for each in sheet.story.notes)


def facts(sheet: Sheet) -> Markup:
    """What is launched and where, with the panel; each a block of its own."""
    return Markup("\n").join(
        Markup("<div><h3>{}</h3>{}{}</div>").format(
            heading,
            Markup('<p><a href="{}">{}</a></p>').format(address.removeprefix(sheet.base), lines[0]),
            Markup().join(Markup("<p>{}</p>").format(each) for each in lines[1:]),
        )
        for heading, lines, address in sheet.facts
    )


def endnotes(sheet: Sheet) -> Markup:
    """With ways back to wherever each is referred to."""
    return _numbered(
        Markup('<li class="endnote" id="note{}"><div>{}{}</div></li>').format(
            each.number, _flow(each.blocks, sheet), _back(each)
        )
        for each in sheet.story.endnotes
    )


def excerpt(told: Text) -> Markup:
    """How it begins: the first paragraph, with its references to the endnotes."""
    first = next((each for each in told.story.blocks if isinstance(each, Paragraph)), None)
    return _flow((first,), told) if first else Markup()


def sources(told: Text) -> Markup:
    """The endnotes for a page that shows no more than an excerpt: without ways back."""
    return _numbered(
        Markup('<li class="endnote" id="note{}"><div>{}</div></li>').format(each.number, _flow(each.blocks, told))
        for each in told.story.endnotes
    )


def _opening(first: Blocks, sheet: Sheet) -> Markup:
    place = Markup("<b>{}</b>").format(sheet.place) if sheet.place else Markup()
    parts = [part for part in (place, _flow(first, sheet)) if part]
    return Markup("<p>{}</p>").format(Markup(" ").join(parts)) if parts else Markup()


def _pull_quote(sheet: Sheet) -> Markup:
    pull = sheet.pull_quote
    if pull is None:
        return Markup()
    speaker = Markup("<figcaption>{}</figcaption>").format(pull.speaker) if pull.speaker else ""
    return Markup('<figure class="pull"><blockquote><p>{}</p></blockquote>{}</figure>').format(
        quotes.marked(pull.text, sheet.language), speaker
    )


def _numbered(items: Iterable[Markup]) -> Markup:
    listed = Markup("\n").join(items)
    return Markup('<ol class="numbered measure">\n{}\n</ol>').format(listed) if listed else Markup()


def _back(endnote: Endnote) -> Markup:
    turns = range(1, endnote.references + 1)
    return Markup().join(
        Markup(' <a class="no-print" href="#{}">Back to the text{}</a>').format(
            _mark(Reference(endnote.number, turn)), f" ({turn})" if endnote.references > 1 else ""
        )
        for turn in turns
    )


def _mark(reference: Reference) -> str:
    """The id of a mark in the text: two marks may lead to one endnote."""
    return f"ref{reference.number}" if reference.turn == 1 else f"ref{reference.number}-{reference.turn}"


def _flow(blocks: Blocks, sheet: Text) -> Markup:
    """Blocks inside something that holds them; a single paragraph needs no element of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _inline(blocks[0].inlines, sheet)
    return Markup("\n").join(_block(each, sheet) for each in blocks)


def _block(block: Block, sheet: Text) -> Markup:
    match block:
        case Paragraph():
            return Markup("<p>{}</p>").format(_inline(block.inlines, sheet))
        case Heading():
            rank = min(_HEADINGS_FROM + block.level - 1, 6)
            return Markup("<h{0}>{1}</h{0}>").format(rank, _inline(block.inlines, sheet))
        case List():
            return _list(block, sheet)
        case Quotation():
            return _quotation(block, sheet)
        case Divider():
            return Markup("<hr>")


def _list(block: List, sheet: Text) -> Markup:
    items = Markup("\n").join(Markup("<li>{}</li>").format(_flow(each, sheet)) for each in block.items)
    if block.start is None:
        return Markup("<ul>\n{}\n</ul>").format(items)
    start = Markup(' start="{}"').format(block.start) if block.start != 1 else ""
    return Markup("<ol{}>\n{}\n</ol>").format(start, items)


def _quotation(block: Quotation, sheet: Text) -> Markup:
    spoken = quotes.spoken(block.paragraphs, sheet.language)
    said = Markup("\n").join(Markup("<p>{}</p>").format(_inline(each, sheet)) for each in spoken)
    by = Markup("\n<footer>{}</footer>").format(block.attribution) if block.attribution else ""
    return Markup('<blockquote class="quote">\n{}{}\n</blockquote>').format(said, by)


def _inline(inlines: Iterable[Inline], sheet: Text) -> Markup:
    parts = []
    for link, under in groupby(inlines, lambda each: each.link if isinstance(each, Run) else None):
        words = Markup().join(map(_word, under))
        parts.append(_anchor(link, words, sheet) if link else words)
    return Markup().join(parts)


def _anchor(link: str, words: Markup, sheet: Text) -> Markup:
    """Search engines need not follow where a text sends its readers, unless that is our own house."""
    abroad = link.startswith("http") and not link.startswith(f"{sheet.base}/")
    rel = Markup(' rel="nofollow noopener"') if abroad else ""
    return Markup('<a href="{}"{}>{}</a>').format(link, rel, words)


def _word(each: Inline) -> Markup:
    match each:
        case Break():
            return Markup("<br>\n")
        case Reference():
            return Markup('<sup><a id="{}" href="#note{}" aria-label="Endnote {}">{}</a></sup>').format(
                _mark(each), each.number, each.number, each.number
            )
        case Run():
            words = escape(each.text)
            words = Markup("<em>{}</em>").format(words) if each.emphasis else words
            return Markup("<strong>{}</strong>").format(words) if each.strong else words
