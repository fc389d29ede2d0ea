"""The page and the plain text of a release: safe whatever was typed, and alike in all they say."""

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import nh3
import pytest
from hypothesis import given
from markupsafe import Markup

from events.press import story
from events.press.formats import page, plain_text, quotes
from events.press.sheet import PullQuote, Sheet
from events.press.story import Paragraph, Reference, Run
from tests.press import hostile
from tests.press.sheets import a_sheet

_ALLOWED: dict[str, set[str]] = {
    **{tag: set() for tag in "p b br em strong sup hr div h3 h4 h5 h6 ul footer figcaption".split()},
    "a": {"href", "rel", "id", "class", "aria-label"},
    "ol": {"class", "start"},
    "li": {"class", "id"},
    "blockquote": {"class"},
    "figure": {"class"},
}
_UNFIT_FOR_HTML = re.compile(r"[^\S\n]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SCHEMES = {"http", "https", "mailto", "tel"}


def test_the_body_runs_from_the_dateline_to_the_end() -> None:
    sheet = a_sheet("# One\n\nTwo[^1]\n\n[^1]: x", pull_quote=None)
    assert page.body(sheet) == "<p><b>Bristol.</b></p>\n<h3>One</h3>\n<p>Two{}</p>\n<p>Ends</p>".format(
        '<sup><a id="ref1" href="#note1" aria-label="Endnote 1">1</a></sup>'
    )


def test_the_pull_quote_follows_the_first_paragraph() -> None:
    sheet = a_sheet("One.\n\nTwo.", dateline=None, pull_quote=PullQuote("Waiting", "R. <A>"))
    assert page.body(sheet).split("\n") == [
        "<p>One.</p>",
        '<figure class="pull"><blockquote><p>‘Waiting’</p></blockquote><figcaption>R. &lt;A&gt;</figcaption></figure>',
        "<p>Two.</p>",
        "<p>Ends</p>",
    ]


def test_a_quotation_names_its_speaker_in_its_footer() -> None:
    sheet = a_sheet("> A *tax*.[^1]\n> — Ann Lee, Head\n\n[^1]: x", dateline=None, pull_quote=None)
    mark = '<sup><a id="ref1" href="#note1" aria-label="Endnote 1">1</a></sup>'
    assert page.body(sheet) == (
        f'<blockquote class="quote">\n<p>‘A <em>tax</em>.’{mark}</p>\n<footer>Ann Lee, Head</footer>\n</blockquote>\n'
        "<p>Ends</p>"
    )


def test_an_endnote_leads_back_to_each_of_its_marks() -> None:
    sheet = a_sheet("a[^1] b[^1] c[^2]\n\n[^1]: x\n\n[^2]: y\n\n[^3]: z")
    first, second, third = (
        f'<a class="no-print" href="#{mark}">Back to the text{turn}</a>'
        for mark, turn in [("ref1", " (1)"), ("ref1-2", " (2)"), ("ref2", "")]
    )
    assert page.endnotes(sheet).split("\n")[1:-1] == [
        f'<li class="endnote" id="note1"><div>x {first} {second}</div></li>',
        f'<li class="endnote" id="note2"><div>y {third}</div></li>',
        '<li class="endnote" id="note3"><div>z</div></li>',
    ]


@pytest.mark.parametrize(
    ("address", "anchor"),
    [
        ("https://a.example/?b&c", '<a href="https://a.example/?b&amp;c" rel="nofollow noopener">x</a>'),
        ("https://launch.example/events", '<a href="https://launch.example/events">x</a>'),
        ("/events", '<a href="/events">x</a>'),
        ("mailto:a@b.example", '<a href="mailto:a@b.example">x</a>'),
    ],
)
def test_search_engines_are_kept_from_following_links_to_others(address: str, anchor: str) -> None:
    assert f"<p>{anchor}</p>" in page.body(a_sheet(f"[x]({address})", dateline=None))


def test_a_release_without_text_has_no_end() -> None:
    sheet = a_sheet("", ())
    assert (page.body(sheet), page.notes(sheet), page.endnotes(sheet)) == ("", "", "")
    assert "Ends" not in plain_text.written(sheet)


@pytest.mark.parametrize("script", hostile.SCRIPTS)
def test_no_script_comes_through_any_field(script: str) -> None:
    sheet = a_sheet(f"a {script}\n\n{script}\n\n> {script}\n> — {script}", (script,))
    _require_safe(_whole_page(_poisoned(sheet, script)))


@hostile.unhurried
@given(hostile.markdown, hostile.markdown)
def test_nothing_but_the_allowed_tags_comes_out(body: str, note: str) -> None:
    _require_safe(_whole_page(a_sheet(body, (note,))))


@hostile.unhurried
@given(hostile.markdown.map(lambda body: _UNFIT_FOR_HTML.sub(" ", body)))
def test_a_sanitiser_finds_nothing_to_take_out(body: str) -> None:
    html = _whole_page(a_sheet(body))
    attributes = {tag: names for tag, names in _ALLOWED.items() if names}
    cleaned = nh3.clean(html, tags=set(_ALLOWED), attributes=attributes, url_schemes=_SCHEMES, link_rel=None)
    assert _flat(cleaned) == _flat(html)


@hostile.unhurried
@given(hostile.markdown, hostile.markdown)
def test_ids_are_unique_and_every_way_within_the_page_arrives(body: str, note: str) -> None:
    elements = [*_tree(_whole_page(a_sheet(body, (note,)))).iter()]
    ids = [each.attrib["id"] for each in elements if "id" in each.attrib]
    ways = [each.attrib["href"][1:] for each in elements if each.get("href", "").startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(ways) <= set(ids)


@pytest.mark.parametrize("text", hostile.TEXTS.values(), ids=hostile.TEXTS)
def test_twice_the_text_is_written_in_about_twice_the_time(text) -> None:
    def write(body: str) -> None:
        sheet = a_sheet(body)
        _whole_page(sheet)
        plain_text.written(sheet)

    assert hostile.grows_evenly(write, text, 3_000)


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("en-GB", "A tax", "‘A tax’"),
        ("cy", "Treth", "‘Treth’"),
        ("de-AT", "Eine Steuer", "„Eine Steuer“"),
        ("fr", "Une taxe", "«\u00a0Une taxe\u00a0»"),
        ("sv", "En skatt", "“En skatt”"),
        ("en", "‘A tax’", "‘A tax’"),
        ("en", "'A tax'.", "'A tax'."),
        ("en", '"A tax,"', '"A tax,"'),
        ("en", "‘Tax’ is the word", "‘‘Tax’ is the word’"),
        ("en", "It is a ‘tax’", "‘It is a ‘tax’’"),
    ],
)
def test_quotation_marks_are_those_of_the_language_and_never_doubled(language: str, text: str, marked: str) -> None:
    assert quotes.marked(text, language) == marked
    (line,) = quotes.spoken([Paragraph((Run(text),))], language)
    assert story.plain(line) == marked


def test_speech_over_paragraphs_opens_each_and_closes_once() -> None:
    spoken = quotes.spoken([Paragraph((Run("a"),)), Paragraph((Run("b"), Reference(1)))], "en")
    assert spoken == ((Run("‘"), Run("a")), (Run("‘"), Run("b"), Run("’"), Reference(1)))


def test_the_plain_text_reads_as_a_newsroom_expects() -> None:
    assert plain_text.written(a_sheet()) == _PLAIN


def test_the_plain_text_says_when_it_is_free() -> None:
    lines = plain_text.written(a_sheet(embargo=None)).split("\n")
    assert lines[0] == "For immediate release"
    assert "EMBARGO" not in "".join(lines)


def test_the_plain_text_says_that_a_version_was_replaced() -> None:
    written = plain_text.written(a_sheet(version=1, replaced_by=2, corrections=()))
    assert "\n\nVersion 1. It has been replaced by version 2.\n" in written


@hostile.unhurried
@given(hostile.markdown)
def test_plain_text_keeps_to_its_columns(body: str) -> None:
    for line in plain_text.written(a_sheet(body.replace("\r", " "))).split("\n"):
        assert len(line) <= 72 or " " not in line.strip(" -*[]0123456789.‘’—"), line


def test_names_figures_and_endnotes_agree_in_every_format() -> None:
    sheet = a_sheet()
    text, html = plain_text.written(sheet), _tree(_whole_page(sheet))
    words = _squeezed("".join(html.itertext()))
    for said in _said(sheet):
        assert said in _squeezed(text)
        assert said in words
    marks = ["".join(each.itertext()) for each in html.iter("sup")]
    assert re.findall(r"\[(\d+)\]", text.partition("Endnotes")[0]) == marks == ["1", "1"]


def _said(sheet: Sheet) -> list[str]:
    """Every run of words in the story, its attributions, the facts beside it and the pull quote."""
    runs = _strings([asdict(sheet.story), asdict(sheet)["pull_quote"]], {"text", "speaker", "posts"})
    lines = [line for _, lines, _ in sheet.facts for line in lines]
    said = [_squeezed(each) for each in (sheet.place, *runs, *lines)]
    assert len(said) > 25
    return said


def _strings(value: Any, names: set[str], name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for inner, each in value.items():
            yield from _strings(each, names, inner)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _strings(each, names)
    elif isinstance(value, str) and name in names:
        yield value


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def _poisoned(sheet: Sheet, script: str) -> Sheet:
    return replace(
        sheet,
        dateline=script,
        pull_quote=PullQuote(script, script),
        reports=tuple(replace(each, title=script, series=script) for each in sheet.reports),
        occasions=tuple(replace(each, title=script, place=script) for each in sheet.occasions),
    )


def _whole_page(sheet: Sheet) -> Markup:
    return Markup("\n").join(part(sheet) for part in (page.body, page.notes, page.facts, page.endnotes))


def _require_safe(html: str) -> None:
    for element in _tree(html).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in _ALLOWED
        assert set(element.attrib) <= _ALLOWED[element.tag]
        assert re.match(r"#(note|ref)\d|/(?![/\\])|https?://|mailto:|tel:", element.get("href", "/"), re.IGNORECASE)


def _tree(html: str) -> Element:
    """As a browser would read it; what it had to repair would show as other tags."""
    tree: Element = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return tree


def _flat(html: str) -> list[tuple[str, dict[str, str], str, str]]:
    return [(each.tag, dict(each.attrib), each.text or "", each.tail or "") for each in _tree(html).iter()]


_PLAIN = """\
EMBARGOED until 00.01 GMT (UTC+0), Thursday 25 February 2027
Not for publication, broadcast or posting before then.

Corrected on 26 February 2027: Table 14 gave 301 million hours.

Press release, Thursday 25 February 2027
Larkfield Foundation for the Study of Everyday Life (LFS) and Centre for
Local Futures (CLF)
Funded by Tidewater Trust

An hour in a public queue costs the poorest twice as much

The first national count of waiting puts it at 310 million hours.

    ‘A queue is a tax’
    — Ruth Adeyemi, LFS

Bristol. People wait 310 million hours a year,[1] says a report by two
organisations (https://launch.example/events/the-waiting-room).

What was counted

    ‘A queue is a tax that nobody voted for.

    ‘It is collected from people who are paid by the hour.’[1]
    — Dr Ruth Adeyemi, Director of Research, Larkfield Foundation, and
      Visiting Professor, University of Wexcombe

1. The median wait fell from 71 days to 19.
2. Read the annex
   (https://larkfield.example/the-waiting-room/technical-annex/table-14-hours-by-income).

    ‘We had never counted.’
    — Tomasz Wieczorek

Ends

Notes to editors
----------------

1. Interviews from 23 February.

The report
----------

The Waiting Room: Time in public
The second of three in the series Time and the State
By Ruth Adeyemi
Published by LFS and CLF
https://launch.example/publications/the-waiting-room

The launch
----------

The Waiting Room launched
Thursday 25 February 2027, 18.30 to 20.00 GMT (UTC+0)
Tidewater Hall, Bristol
Miriam Castellanos (chair): Editor, The Wexcombe Review
Ruth Adeyemi: Director of Research, Larkfield Foundation; Visiting
  Professor, University of Wexcombe
https://launch.example/events/the-waiting-room

Press contact
-------------

Joanna Whitlock, LFS
020 7946 0182 (from abroad +44 20 7946 0182)
press@larkfield.example
Weekdays, 9 to 5
Out of hours: 020 7946 0182 (from abroad +44 20 7946 0182)

About Centre for Local Futures (CLF)
------------------------------------

It studies councils.

With them.

https://clf.example

Endnotes
--------

[1] Hours waited in paid time. Source: Larkfield Foundation (2027)
    ‘Technical annex’, table 14.

[2] Nobody refers to this.

On the web
----------

https://launch.example/press/an-hour-in-a-public-queue
Welsh: https://launch.example/press/yr-ystafell-aros

Version 2

Corrected on Friday 26 February 2027 (version 2): Table 14 gave 301
  million hours.
"""
