"""What a release says, read once from Markdown: every format is written from this structure, none from the source.

CommonMark, with three turns of a press release: a quotation that ends in a line with a dash says whose words they
are, `[^1]` refers to an endnote, and `[^1]: …` is one. What has no place in a newsroom becomes plain text: HTML,
pictures, code, links that lead nowhere good.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

# Where a link may lead: the web, a mailbox, a telephone, our own pages. No `user@` before a host, and no `//host`.
_LEADS_SOMEWHERE = re.compile(
    r"https?://[^/?#@\\\s]+(?:[/?#]\S*)?|mailto:[^\s@]+@\S+|tel:[+\d][\d().;=a-z-]*|/(?!/|\\|%5c)\S*", re.IGNORECASE
)
_REFERENCE = re.compile(r"\[\^([^\s\]]{1,100})\]")
_DASH = re.compile(r"\s*(?:[—―]|--\s|–\s)\s*")
_END = re.compile(r"\W*ends\W*", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_SOFT = "\n"  # a run of its own until `_tidy`: the line ends in the source, and in a quotation that may matter


@dataclass(frozen=True)
class Run:
    """Words in one style, with at most one link under them."""

    text: str
    emphasis: bool = False
    strong: bool = False
    link: str | None = None


@dataclass(frozen=True)
class Reference:
    """A mark that leads to an endnote; `turn` counts the marks that lead to the same one."""

    number: int
    turn: int = 1


@dataclass(frozen=True)
class Break:
    """A line ends here because the writer wants it to."""


Inline: TypeAlias = Run | Reference | Break
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    inlines: Inlines


@dataclass(frozen=True)
class Heading:
    """`level` 1 is the highest that the text uses, and none is skipped."""

    level: int
    inlines: Inlines


@dataclass(frozen=True)
class List:
    items: "tuple[Blocks, ...]"
    start: int | None = None  # None: not numbered


@dataclass(frozen=True)
class Attribution:
    speaker: str
    posts: str | None = None

    def __str__(self) -> str:
        return f"{self.speaker}, {self.posts}" if self.posts else self.speaker


@dataclass(frozen=True)
class Quotation:
    """Speech, without quotation marks of its own unless they were typed; whose, where that is said."""

    paragraphs: tuple[Paragraph, ...]
    attribution: Attribution | None = None


@dataclass(frozen=True)
class Divider:
    """A pause between two parts."""


Block: TypeAlias = Paragraph | Heading | List | Quotation | Divider
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True)
class Endnote:
    """`marker` is what the writer called it, `number` its place; `references` may be 0."""

    number: int
    marker: str
    blocks: Blocks
    references: int


@dataclass(frozen=True)
class Story:
    blocks: Blocks = ()
    notes: tuple[Blocks, ...] = ()
    endnotes: tuple[Endnote, ...] = ()

    @property
    def opening(self) -> str:
        """The first paragraph in plain words."""
        return next((plain(each.inlines) for each in self.blocks if isinstance(each, Paragraph)), "")


def read(body: str, notes: Sequence[str] = ()) -> Story:
    """The body and the notes to editors of one release; endnotes are numbered through both as they are met."""
    endnotes = _Endnotes()
    trees = [_tree(source, endnotes) for source in (body, *notes)]
    told, *noted = [tuple(_blocks(tree, endnotes)) for tree in trees]
    return Story(_without_end(_ranked(told)), tuple(_level(each) for each in noted if each), endnotes.written())


def places(body: str) -> list[tuple[int, int]]:
    """From which line to which each block of a text is written, in the order of `Story.blocks`."""
    endnotes = _Endnotes()
    nodes = _tree(body, endnotes)
    return [_lines(node) for node in nodes for _ in _blocks([node], endnotes)]


def _lines(node: "_Node") -> tuple[int, int]:
    start, end = node.token.map or (0, 0)
    return start, end


def plain(inlines: Iterable[Inline]) -> str:
    """The words alone, in one line."""
    return "".join(each.text if isinstance(each, Run) else " " * isinstance(each, Break) for each in inlines)


class _Markdown(MarkdownIt):
    """Takes every address as it stands: `_link` judges them, and a refused one leaves its words behind."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLinkText(self, link: str) -> str:
        return link


def _refer(state: StateInline, silent: bool) -> bool:
    """`[^1]`. The plugin's own rule looks to the end of the paragraph from every bracket, which is quadratic."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True


def _parser() -> MarkdownIt:
    markdown = _Markdown("commonmark", {"html": False})
    markdown.use(footnote_plugin, inline=False, move_to_end=False)
    markdown.inline.ruler.at("footnote_ref", _refer)
    # Indented text is pasted text, not code; a line of dashes is no heading; and an entity stays as typed, since
    # `text` decides at the edge which characters come in, and `&#x202e;` would go around it.
    return markdown.disable(["code", "lheading", "entity"])


_PARSER = _parser()


@dataclass
class _Node:
    """A token and what is inside it; at most twenty deep, since the parser stops there."""

    token: Token
    children: "list[_Node]" = field(default_factory=list)


class _Endnotes:
    """Finds endnotes by what they are called, and numbers them as they are first referred to."""

    def __init__(self) -> None:
        self._nodes: dict[str, _Node] = {}
        self._numbers: dict[str, int] = {}
        self._order: list[str] = []
        self._turns: dict[str, int] = {}

    def add(self, node: _Node) -> None:
        """Of two with the same name the first is meant; the other keeps its place under a name nobody can type."""
        name = _name(node.token)
        self._nodes[f"{name} {len(self._nodes)}" if name in self._nodes else name] = node

    def refer(self, token: Token) -> Reference | None:
        name = _name(token)
        if name not in self._nodes:
            return None
        self._turns[name] = self._turns.get(name, 0) + 1
        return Reference(self._number(name), self._turns[name])

    def written(self) -> tuple[Endnote, ...]:
        """Those referred to, also by one another, and after them those that nobody refers to."""
        texts: dict[str, Blocks] = {}
        for name in chain(self._order, self._nodes):  # the order grows meanwhile
            if name not in texts:
                self._number(name)
                texts[name] = _level(tuple(_blocks(self._nodes[name].children, self)))
        return tuple(
            Endnote(number, self._nodes[name].token.meta["label"], texts[name], self._turns.get(name, 0))
            for number, name in enumerate(self._order, 1)
        )

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            self._order.append(name)
            self._numbers[name] = len(self._order)
        return self._numbers[name]


def _name(token: Token) -> str:
    return str(token.meta["label"]).casefold()


def _tree(source: str, endnotes: _Endnotes) -> list[_Node]:
    """The blocks of a text, with the endnotes taken out from among them."""
    root = _Node(Token("root", "", 0))
    opened = [root]
    for token in _PARSER.parse(source):
        if token.nesting < 0:
            opened.pop()
            continue
        node = _Node(token)
        if token.type == "footnote_reference_open":
            endnotes.add(node)
        else:
            opened[-1].children.append(node)
        if token.nesting > 0:
            opened.append(node)
    return root.children


def _blocks(nodes: Iterable[_Node], endnotes: _Endnotes) -> Iterator[Block]:
    for node in nodes:
        kind = node.token.type.removesuffix("_open")
        if kind in ("bullet_list", "ordered_list"):
            items = tuple(_level(tuple(_blocks(item.children, endnotes))) for item in node.children)
            yield List(items, int(node.token.attrs.get("start", 1)) if kind == "ordered_list" else None)
        elif kind == "blockquote":
            yield from _quotation([*_spoken(node, endnotes)])
        elif kind == "hr":
            yield Divider()
        elif inlines := _tidy(_inlines(node, endnotes)):
            yield Heading(int(node.token.tag[1:]), inlines) if kind == "heading" else Paragraph(inlines)


def _spoken(node: _Node, endnotes: _Endnotes) -> Iterator[list[Inline]]:
    """What is quoted is speech: whatever else is set inside it, down to its paragraphs."""
    for child in node.children:
        if child.token.type.removesuffix("_open") in ("paragraph", "heading", "fence"):
            yield _inlines(child, endnotes)
        else:
            yield from _spoken(child, endnotes)


def _quotation(paragraphs: list[list[Inline]]) -> Iterator[Quotation]:
    """The last paragraph, or the last line of it, may say who speaks."""
    *before, last = paragraphs or [[]]
    ends = next((at for at in reversed(range(len(last))) if last[at] in (Break(), Run(_SOFT))), 0)
    for cut in (0, ends) if before else (ends,):
        attribution = _attribution(plain(last[cut:]))
        if attribution and (before or cut):
            marks = [each for each in last[cut:] if isinstance(each, Reference)]
            paragraphs = [*before, last[:cut]] if cut else before
            paragraphs[-1] = [*paragraphs[-1], *marks]
            break
    else:
        attribution = None
    kept = tuple(Paragraph(inlines) for each in paragraphs if (inlines := _tidy(each)))
    if kept:
        yield Quotation(kept, attribution)


def _attribution(words: str) -> Attribution | None:
    dash = _DASH.match(words)
    speaker, _, posts = _BLANKS.sub(" ", words[dash.end() :] if dash else "").partition(",")
    return Attribution(speaker.strip(), posts.strip() or None) if speaker.strip() else None


def _inlines(node: _Node, endnotes: _Endnotes) -> list[Inline]:
    """The runs of a paragraph or heading; of a block of code or the like, its lines."""
    tokens = node.children[0].token.children if node.children else None
    if tokens is not None:
        return [*_runs(tokens, endnotes)]
    lines: list[Inline] = [Run(line) for line in node.token.content.strip("\n").split("\n")]
    return [each for line in lines for each in (line, Break())][:-1]


def _runs(tokens: Iterable[Token], endnotes: _Endnotes) -> Iterator[Inline]:
    """Emphasis within emphasis, however deep, is emphasis; so nothing here nests."""
    depth = {"em": 0, "strong": 0}
    link = None
    for token in tokens:
        if token.tag in depth:
            depth[token.tag] += token.nesting
        elif token.tag == "a":
            link = _link(token) if token.nesting > 0 else None
        elif token.type == "hardbreak":
            yield Break()
        elif token.type == "footnote_ref" and (reference := endnotes.refer(token)):
            yield reference
        else:
            yield Run(_words(token), depth["em"] > 0, depth["strong"] > 0, link)


def _words(token: Token) -> str:
    if token.type == "image":
        return "".join(map(_words, token.children or ()))
    if token.type == "footnote_ref":
        return f"[^{token.meta['label']}]"
    return _SOFT if token.type in ("softbreak", "hardbreak") else token.content


def _link(token: Token) -> str | None:
    address = str(token.attrs.get("href", ""))
    return address if _LEADS_SOMEWHERE.fullmatch(address) else None


def _tidy(inlines: Iterable[Inline]) -> Inlines:
    """Neighbours of one style become one run, and blanks in a row one blank."""
    tidied: list[Inline] = []
    for style, same in groupby(inlines, lambda each: replace(each, text="") if isinstance(each, Run) else each):
        if isinstance(style, Run):
            text = _BLANKS.sub(" ", "".join(each.text for each in same if isinstance(each, Run)))
            tidied += [replace(style, text=text)] if text else []
        else:
            tidied += same
    return tuple(tidied) if plain(tidied).strip() or any(isinstance(each, Reference) for each in tidied) else ()


def _level(blocks: Blocks) -> Blocks:
    """Notes and list items have no parts to head: their headings are paragraphs."""
    return tuple(Paragraph(each.inlines) if isinstance(each, Heading) else each for each in blocks)


def _ranked(blocks: Blocks) -> Blocks:
    used = sorted({each.level for each in blocks if isinstance(each, Heading)})
    rank = {level: place for place, level in enumerate(used, 1)}
    return tuple(replace(each, level=rank[each.level]) if isinstance(each, Heading) else each for each in blocks)


def _without_end(blocks: Blocks) -> Blocks:
    """The formats write “Ends” themselves."""
    end = len(blocks)
    while end and _is_end(blocks[end - 1]):
        end -= 1
    return blocks[:end]


def _is_end(block: Block) -> bool:
    return isinstance(block, Divider) or (isinstance(block, Paragraph) and bool(_END.fullmatch(plain(block.inlines))))
