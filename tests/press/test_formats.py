"""The page and the plain text of a release: safe whatever was typed, and alike in all they say."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import nh3
import pytest
from hypothesis import given
from markupsafe import Markup

from events.press import story
from events.press.formats import page, plain_text, quotes
from events.press.sheet import Correction, PullQuote, Sheet
from events.press.story import Paragraph, Reference, Run
from tests.press import hostile
from tests.press.sheets import a_sheet

ALLOWED: dict[str, set[str]] = {
    **{tag: set() for tag in "p b br em strong sup hr div h3 h4 h5 h6 ul footer figcaption".split()},
    "a": {"href", "rel", "id", "class", "aria-label"},
    "ol": {"class", "start"},
    "li": {"class", "id"},
    "blockquote": {"class"},
    "figure": {"class"},
}
SCHEMES = {"http", "https", "mailto", "tel"}


def test_the_body_runs_from_the_dateline_to_the_end() -> None:
    sheet = a_sheet("# One\n\nTwo[^1]\n\n[^1]: x", pull_quote=None)
    assert page.body(sheet) == "<p><b>Bristol.</b></p>\n<h3>One</h3>\n<p>Two{}</p>\n<p>Ends</p>".format(
        '<sup><a id="ref1" href="#note1" aria-label="Endnote 1">1</a></sup>'
    )


def test_the_pull_quote_follows_the_first_paragraph() -> None:
    sheet = a_sheet("One.\n\nTwo.", dateline=None, pull_quote=PullQuote("Waiting", "R. <Adeyemi>"))
    assert page.body(sheet).split("\n") == [
        "<p>One.</p>",
        '<figure class="pull"><blockquote><p>‘Waiting’</p></blockquote><figcaption>R. &lt;Adeyemi&gt;</figcaption></figure>',
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
    back = '<a class="no-print" href="#{}">Back to the text{}</a>'
    assert page.endnotes(sheet).split("\n")[1:-1] == [
        f'<li class="endnote" id="note1"><div>x {back.format("ref1", " (1)")} {back.format("ref1-2", " (2)")}</div></li>',
        f'<li class="endnote" id="note2"><div>y {back.format("ref2", "")}</div></li>',
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
    _require_safe(_whole_page(_poisoned(a_sheet(f"a {script}\n\n{script}\n\n> {script}\n> — {script}", (script,)), script)))


@given(hostile.markdown, hostile.markdown)
def test_nothing_but_the_allowed_tags_comes_out(body: str, note: str) -> None:
    _require_safe(_whole_page(a_sheet(body, (note,))))


@given(hostile.markdown.map(lambda text: re.sub(r"[^\S\n]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", " ", text)))
def test_a_sanitiser_finds_nothing_to_take_out(body: str) -> None:
    html = _whole_page(a_sheet(body))
    attributes = {tag: names for tag, names in ALLOWED.items() if names}
    cleaned = nh3.clean(html, tags=set(ALLOWED), attributes=attributes, url_schemes=SCHEMES, link_rel=None)
    assert _tree(cleaned) == _tree(html)


@given(hostile.markdown, hostile.markdown)
def test_ids_are_unique_and_every_way_within_the_page_arrives(body: str, note: str) -> None:
    elements = [*_elements(_whole_page(a_sheet(body, (note,))))]
    ids = [each.attrib["id"] for each in elements if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    ways = {each.attrib.get("href", "") for each in elements}
    assert {way[1:] for way in ways if way.startswith("#")} <= set(ids)


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


@given(hostile.markdown)
def test_plain_text_keeps_to_its_columns(body: str) -> None:
    for line in plain_text.written(a_sheet(body.replace("\r", " "))).split("\n"):
        assert len(line) <= 72 or " " not in line.strip(" -*[]0123456789.‘’—"), line


def test_names_figures_and_endnotes_agree_in_every_format() -> None:
    sheet = a_sheet()
    text = _squeezed(plain_text.written(sheet))
    html = _squeezed(" ".join(_words(_whole_page(sheet))))
    told = [*_strings(asdict(sheet.story)), *(line for _, lines, _ in sheet.facts for line in lines)]
    assert len(told) > 20
    for words in told:
        assert _squeezed(words) in text
        assert _squeezed(words) in html
    assert re.findall(r"\d[\d.,]*", _squeezed("".join(_body_words(sheet)))) == [
        *"310 71 19 2027 14".split()
    ] or _figures(sheet) <= set(re.findall(r"\d+", text)) & set(re.findall(r"\d+", html))


def _poisoned(sheet: Sheet, script: str) -> Sheet:
    from dataclasses import replace

    return replace(
        sheet,
        dateline=script,
        pull_quote=PullQuote(script, script),
        corrections=(Correction(1, date(2027, 2, 26), script),),
        reports=tuple(replace(each, title=script, series=script) for each in sheet.reports),
        occasions=tuple(replace(each, title=script, place=script) for each in sheet.occasions),
    )


def _whole_page(sheet: Sheet) -> Markup:
    return Markup("\n").join(part(sheet) for part in (page.body, page.notes, page.facts, page.endnotes))


def _require_safe(html: str) -> None:
    for element in _elements(html):
        assert element.tag in ALLOWED, element.tag
        assert set(element.attrib) <= ALLOWED[element.tag], element.attrib
        address = element.attrib.get("href", "#")
        assert re.match(r"#|/(?![/\\])|(https?://|mailto:|tel:)", address, re.IGNORECASE), address
