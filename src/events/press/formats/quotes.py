"""Quotation marks: typographic, by language, and never twice."""

from collections.abc import Sequence

from events.press.story import Inlines, Paragraph, Reference, Run, plain

_MARKS = {"en": ("‘", "’"), "cy": ("‘", "’"), "de": ("„", "“"), "fr": ("«\u00a0", "\u00a0»")}
_USUAL = ("“", "”")
_OPENS = tuple("'\"‘“„‚«‹")
_CLOSES = tuple("'\"’”“‘»›")


def marked(text: str, language: str) -> str:
    """One line of speech in its quotation marks."""
    opens, closes = _marks(language)
    return text if _is_marked(text, text) else f"{opens}{text}{closes}"


def spoken(paragraphs: Sequence[Paragraph], language: str) -> tuple[Inlines, ...]:
    """Each paragraph of a speech opens with a mark, and the last closes with one: readers know it goes on."""
    lines = [each.inlines for each in paragraphs]
    if not lines or _is_marked(plain(lines[0]), plain(lines[-1])):
        return tuple(lines)
    opens, closes = _marks(language)
    opened: list[Inlines] = [(Run(opens), *each) for each in lines]
    return (*opened[:-1], _closed(opened[-1], closes))


def _closed(inlines: Inlines, mark: str) -> Inlines:
    """The mark closes the words; the references to endnotes stand after it."""
    end = len(inlines)
    while end and isinstance(inlines[end - 1], Reference):
        end -= 1
    return (*inlines[:end], Run(mark), *inlines[end:])


def _is_marked(first: str, last: str) -> bool:
    return first.lstrip().startswith(_OPENS) and last.rstrip(" .,;:!?…").endswith(_CLOSES)


def _marks(language: str) -> tuple[str, str]:
    return _MARKS.get(language.partition("-")[0], _USUAL)
