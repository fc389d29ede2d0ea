"""The Jinja environment: strict about what is undefined, escaping all but mail (.txt), with our own few words."""

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from types import CodeType
from typing import Any

import nh3
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    select_autoescape,
)
from jinja2.bccache import Bucket
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from events import addresses, text, times

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_LANGUAGES = dict(
    each.split(" ", 1)
    for each in (
        "ar Arabic, bg Bulgarian, bn Bengali, ca Catalan, cs Czech, cy Welsh, da Danish, de German, el Greek, "
        "en English, es Spanish, et Estonian, eu Basque, fa Persian, fi Finnish, fr French, ga Irish, "
        "gd Scottish Gaelic, gl Galician, he Hebrew, hi Hindi, hr Croatian, hu Hungarian, id Indonesian, "
        "is Icelandic, it Italian, ja Japanese, ko Korean, lt Lithuanian, lv Latvian, mi Māori, ms Malay, "
        "mt Maltese, nb Norwegian Bokmål, nl Dutch, nn Norwegian Nynorsk, no Norwegian, pa Punjabi, pl Polish, "
        "pt Portuguese, ro Romanian, ru Russian, sk Slovak, sl Slovene, so Somali, sq Albanian, sr Serbian, "
        "sv Swedish, sw Swahili, ta Tamil, th Thai, tr Turkish, uk Ukrainian, ur Urdu, vi Vietnamese, zh Chinese"
    ).split(", ")
)
_TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "hr"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"class", "start"}, "ul": {"class"}}
_UNSAFE_IN_DATA = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


def environment(kept_in: Path | None = None, **words: Any) -> Environment:
    """Templates beside the package (installed) or at the repository's top (editable); `words` are known to all.

    What is compiled of them is kept in a folder, if one is given: the first visits after a start took 0.2 s for that.
    """
    package = Path(__file__).parent
    beside, top = package / "templates", package.parent.parent / "templates"
    jinja = Environment(
        loader=FileSystemLoader(beside if beside.is_dir() else top),
        autoescape=select_autoescape(enabled_extensions=(), disabled_extensions=("txt",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_OnDisk(str(kept_in)) if kept_in else _COMPILED,
    )
    ours: dict[str, Any] = {"addresses": addresses, "times": times, "initials": text.initials}
    ours |= {each.__name__: each for each in (joined, ordinal, cardinal, size, language)}
    jinja.globals.update(ours | words)
    jinja.filters.update({"data_block": data_block, "markdown": markdown})
    return jinja


class _Compiled(BytecodeCache):
    """What has been compiled in this process, for every site in it; compiling took two thirds of a short test."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class _OnDisk(FileSystemBytecodeCache):
    """No page fails for it: what cannot be read, such as after a loss of power, or be kept, is compiled anew."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compile_all(kept_in: Path) -> None:
    """Keeps of every template what was not kept yet, or has changed since; takes a second or two at first."""
    jinja = environment(kept_in)
    for each in jinja.list_templates():
        jinja.get_template(each)


def joined(names: Iterable[str]) -> str:
    """`NESTA`, `NESTA and nef`, `NESTA, nef and Guardian Public`."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def cardinal(number: int) -> str:
    """In words up to twelve."""
    return _NUMBERS[number - 1] if 0 < number <= len(_NUMBERS) else str(number)


def ordinal(number: int) -> str:
    """`second`; from thirteen on as `no. 13`."""
    return _ORDINALS[number - 1] if 0 < number <= len(_ORDINALS) else f"no. {number}"


def size(count: int) -> str:
    """`94 kB`, `6.2 MB`."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB"


def language(tag: str) -> str:
    """The name of a language, or its tag where we have no name."""
    return _LANGUAGES.get(tag) or _LANGUAGES.get(tag.partition("-")[0]) or tag


def languages() -> list[tuple[str, str]]:
    """Those that have a name here, as pairs of a tag and the name, by name."""
    named = [("en-GB" if tag == "en" else tag, name) for tag, name in _LANGUAGES.items()]
    return sorted(named, key=lambda each: each[1])


def data_block(data: Any) -> Markup:
    """JSON that can stand in a script element: nothing in it ends the element or a line."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE_IN_DATA))


def markdown(source: str) -> Markup:
    """Our plain Markdown: paragraphs, emphasis, links, lists, quotations; headings of one rank, no raw HTML."""
    tokens = _MARKDOWN.parse(source)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3"
        if token.type in ("bullet_list_open", "ordered_list_open"):
            token.attrSet("class", "listed")
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    schemes = {"http", "https", "mailto", "tel"}
    return Markup(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=schemes, link_rel=None))


def plain(source: str) -> str:
    """The words of Markdown in one line, without its signs."""
    inline = (token for token in _MARKDOWN.parse(source) if token.type == "inline")
    texts = (child.content or " " for token in inline for child in (*(token.children or ()), _SPACE))
    return " ".join("".join(texts).split())


_SPACE = Token("softbreak", "br", 0)
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")
