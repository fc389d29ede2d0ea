"""What one version of a release says, sentence by sentence, with its titles, speakers, links and loose ends."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from events import text
from events.people import beside_names
from events.press import story
from events.press.models import ReleaseVersion
from events.press.story import Attribution, Blocks, Break, Divider, Inlines, Quotation, Run, Story

_MOST_TITLES = 300  # more than any release sets off, and what a hostile one may cost
_STOP = re.compile(r"[.!?…][’”\"')\]]*\s+(?=[‘“\"'(\[]*[^\W_a-z])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Dr|Prof|Mr|Mrs|Ms|Mx|St|Sir|Rev|Hon|No|Nos|vol|pp|ed|eds|cf|vs|approx|tel|ext|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)|\b[A-Z]|\b[ap]\.m|\b[ei]\.[ge]|\b\d{1,2})\.$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"‘([^‘’]{2,200})’(?!\w)|“([^“”]{2,200})”|\"([^\"]{2,200})\"|(?<!\w)'([^']{2,200})'(?!\w)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\(\s*<?([^()\s<>]{1,2000})")
_SPEECH = re.compile(r"[“\"]([^“”\"]{30,1000}[.,!?…])[”\"]|‘([^‘]{30,1000}?[.,!?…])’(?!\w)")
_OF_WHOM = re.compile(r">\s*[-–—]")
_SPEAKS = re.compile(
    r"\b(?:according to|(?:add|argue|comment|conclude|explain|say|state|tell|warn|write)s?|said|told|wrote"
    r"|(?:add|argu|comment|conclud|explain|stat|warn)ed)\b",
    re.IGNORECASE,
)
_LOOSE_MARK = re.compile(r"\[\^[^\s\]]{1,100}\]")


@dataclass(frozen=True)
class Sentence:
    """`field` is where in the version it stands; `titles` is what it sets in italics or quotation marks."""

    words: str
    field: str
    titles: tuple[str, ...] = ()
    is_speech: bool = False
    is_source: bool = False  # in an endnote

    @cached_property
    def folded(self) -> list[str]:
        return text.words(self.words)

    def names(self, name: list[str]) -> bool:
        """Whether it names somebody; by one word alone nobody can be told from an ordinary word."""
        return len(name) > 1 and has(self._long, name)

    @cached_property
    def _long(self) -> list[str]:
        return _long(self.folded)


@dataclass(frozen=True)
class Quoted:
    """Somebody whose words are in the release, and how they are called there."""

    who: Attribution
    field: str


@dataclass(frozen=True)
class Link:
    words: str
    address: str


@dataclass(frozen=True)
class Told:
    sentences: tuple[Sentence, ...]
    quoted: tuple[Quoted, ...]
    links: tuple[Link, ...]
    lost_links: tuple[Link, ...]  # typed as links, and the formats cannot follow them
    loose_speech: tuple[str, ...]  # what somebody says amid the text, not set as a quotation
    loose_marks: tuple[str, ...]  # references without an endnote
    unused_endnotes: tuple[str, ...]

    @property
    def words(self) -> str:
        return "\n".join(each.words for each in self.sentences)

    def names(self, name: list[str]) -> bool:
        return any(each.names(name) for each in self.sentences)

    def quotes(self, name: list[str]) -> bool:
        return any(Sentence(each.who.speaker, each.field).names(name) for each in self.quoted)


def read(version: ReleaseVersion) -> Told:
    """Of a version that is loaded with its notes."""
    told = story.read(version.body, [note.text for note in version.notes])
    sentences = [*_sentences(version, told)]
    links = tuple(_links(told))
    kept = {each.address for each in links}
    sources = (version.body, *(note.text for note in version.notes))
    typed = (Link(words, address) for source in sources for words, address in _LINK.findall(source))
    return Told(
        sentences=tuple(sentences),
        quoted=tuple(_quoted(version, told)),
        links=links,
        lost_links=tuple(each for each in dict.fromkeys(typed) if each.address not in kept),
        loose_speech=tuple(_loose_speech(told, sentences)),
        loose_marks=tuple(dict.fromkeys(mark for each in sentences for mark in _LOOSE_MARK.findall(each.words))),
        unused_endnotes=tuple(each.marker for each in told.endnotes if each.references == 0),
    )


def _sentences(version: ReleaseVersion, told: Story) -> Iterator[Sentence]:
    for field in ("headline", "standfirst", "correction"):
        yield from _split((Run(getattr(version, field) or ""),), field)
    yield from _split((Run(version.pull_quote or ""),), "pull_quote", is_speech=True)
    for inlines, is_speech in _lines(told.blocks):
        yield from _split(inlines, "body", is_speech=is_speech)
    for note in told.notes:
        for inlines, is_speech in _lines(note):
            yield from _split(inlines, "notes", is_speech=is_speech)
    for endnote in told.endnotes:
        for inlines, _ in _lines(endnote.blocks):
            yield from _split(inlines, "body", is_source=True)


def _lines(blocks: Blocks) -> Iterator[tuple[Inlines, bool]]:
    """Every line of text in these blocks, in order, and whether it is speech."""
    waiting = [*reversed(blocks)]
    while waiting:
        block = waiting.pop()
        if isinstance(block, Quotation):
            yield from ((each.inlines, True) for each in block.paragraphs)
        elif isinstance(block, story.List):
            waiting += [each for item in reversed(block.items) for each in reversed(item)]
        elif not isinstance(block, Divider):
            yield block.inlines, False


def _split(inlines: Inlines, field: str, *, is_speech: bool = False, is_source: bool = False) -> Iterator[Sentence]:
    words, emphasised = _flat(inlines)
    titles = sorted([*emphasised, *_marked(words)][:_MOST_TITLES])
    start = 0
    for end in (*_ends(words), len(words)):
        said = words[start:end].strip()
        own = tuple(title for at, title in titles if start <= at < end)
        if said:
            yield Sentence(said, field, own, is_speech, is_source)
        start = end


def _flat(inlines: Inlines) -> tuple[str, list[tuple[int, str]]]:
    """The words in one line, and what is emphasised in it, each with its place."""
    words, emphasised, at = [], [], 0
    for each in inlines:
        piece = each.text if isinstance(each, Run) else " " * isinstance(each, Break)
        if isinstance(each, Run) and (each.emphasis or each.strong) and piece.strip():
            emphasised.append((at, piece.strip()))
        words.append(piece)
        at += len(piece)
    return "".join(words), emphasised


def _marked(words: str) -> Iterator[tuple[int, str]]:
    for found in _QUOTED.finditer(words):
        yield found.start(), next(filter(None, found.groups())).strip(" ,.")


def _ends(words: str) -> Iterator[int]:
    """Where a sentence ends: at a stop before a capital, unless that is an abbreviation."""
    for found in _STOP.finditer(words):
        if not _ABBREVIATED.search(words[max(0, found.start() - 8) : found.start() + 1]):
            yield found.end()


def _quoted(version: ReleaseVersion, told: Story) -> Iterator[Quoted]:
    if version.pull_quote_speaker:
        speaker, _, posts = version.pull_quote_speaker.partition(",")
        yield Quoted(Attribution(speaker.strip(), posts.strip() or None), "pull_quote")
    for block in told.blocks:
        if isinstance(block, Quotation) and block.attribution:
            yield Quoted(block.attribution, "body")


def _loose_speech(told: Story, sentences: Iterable[Sentence]) -> Iterator[str]:
    """As long as a sentence, closed by its own stop, beside a word of saying or alone; titles are neither."""
    set_apart = text.fold(" ".join(each.words for each in sentences if each.is_speech))
    for inlines, is_speech in _lines(told.blocks):
        words, _ = _flat(inlines)
        if not is_speech and (_SPEAKS.search(_SPEECH.sub(" ", words)) or _SPEECH.fullmatch(words.strip())):
            said = (next(filter(None, found.groups())) for found in _SPEECH.finditer(words))
            yield from (each for each in said if text.fold(each).rstrip(".,!?… ") not in set_apart)


def spoken(body: str) -> Iterator[str]:
    """What a body quotes, set apart or amid its text, as typed: read as Markdown, all of it would take far longer."""
    for each in body.splitlines():
        if each.startswith(">") and not _OF_WHOM.match(each):
            yield each.lstrip("> ")
        else:
            yield from (next(filter(None, found.groups())) for found in _SPEECH.finditer(each))


def sentences(words: str) -> Iterator[str]:
    start = 0
    for end in (*_ends(words), len(words)):
        yield words[start:end].strip()
        start = end


def _links(told: Story) -> Iterator[Link]:
    for blocks in (told.blocks, *told.notes, *(each.blocks for each in told.endnotes)):
        for inlines, _ in _lines(blocks):
            yield from (Link(each.text, each.link) for each in inlines if isinstance(each, Run) and each.link)


def name_words(name: str) -> list[str]:
    """A name as it is looked for: folded, without titles and initials, since people are printed either way."""
    called = beside_names.parted(name)[1]
    bare = " ".join(each for each in called.split() if each.rstrip(".") not in text.TITLES)
    return _long(text.words(bare))


def has(words: list[str], wanted: list[str]) -> bool:
    """Whether these words stand side by side among the others."""
    if not wanted or wanted[0] not in words:  # as in most sentences
        return False
    size = len(wanted)
    return any(words[at : at + size] == wanted for at in range(len(words) - size + 1))


def _long(words: Iterable[str]) -> list[str]:
    return [each for each in words if len(each) > 1]


def shown(words: str, most: int = 160) -> str:
    """A sentence as an excerpt."""
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"
