"""What is read from a release's Markdown: structure, never markup."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given

from events.press import story
from events.press.story import (
    Attribution,
    Block,
    Break,
    Divider,
    Heading,
    Inlines,
    List,
    Paragraph,
    Quotation,
    Reference,
    Run,
    Story,
    read,
)
from tests.press import hostile


def paragraph(*inlines: str | Run | Reference | Break) -> Paragraph:
    return Paragraph(tuple(Run(each) if isinstance(each, str) else each for each in inlines))


def said(*paragraphs: str, by: tuple[str, ...] = ()) -> Quotation:
    return Quotation(tuple(paragraph(each) for each in paragraphs), Attribution(*by) if by else None)


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("One\nand one.\n\nTwo.", [paragraph("One and one."), paragraph("Two.")], id="paragraphs"),
        pytest.param("a  \nb", [paragraph("a", Break(), "b")], id="a line that ends"),
        pytest.param(
            "*a* **b** ***c***",
            [paragraph(Run("a", emphasis=True), " ", Run("b", strong=True), " ", Run("c", emphasis=True, strong=True))],
            id="emphasis",
        ),
        pytest.param("*a *b* c*", [paragraph(Run("a b c", emphasis=True))], id="emphasis in emphasis"),
        pytest.param("a `b*` c", [paragraph("a b* c")], id="code is words"),
        pytest.param("```\na\nb\n```", [paragraph("a", Break(), "b")], id="a block of code is lines"),
        pytest.param("    *a*", [paragraph(Run("a", emphasis=True))], id="indented text is no code"),
        pytest.param("a <b>c</b>", [paragraph("a <b>c</b>")], id="tags are text"),
        pytest.param("<div>\na", [paragraph("<div> a")], id="a block of tags is text"),
        pytest.param("A ![the *cover*](c.png)", [paragraph("A the cover")], id="a picture is its words"),
        pytest.param("<tel:+44%E2%80%AE>", [paragraph("tel:+44%E2%80%AE")], id="an address stays as typed"),
        pytest.param("AT&amp;T", [paragraph("AT&amp;T")], id="an entity stays as typed"),
        pytest.param("### a\n\n## b\n\n#### c", [
            Heading(2, (Run("a"),)), Heading(1, (Run("b"),)), Heading(3, (Run("c"),))
        ], id="headings by rank, none skipped"),
        pytest.param("a\n---\nb", [paragraph("a"), Divider(), paragraph("b")], id="a line of dashes is no heading"),
        pytest.param("- a\n- b", [List(((paragraph("a"),), (paragraph("b"),)))], id="a list"),
        pytest.param("3. a\n4. b", [List(((paragraph("a"),), (paragraph("b"),)), start=3)], id="a numbered list"),
        pytest.param("- # a", [List(((paragraph("a"),),))], id="no heading in a list"),
        pytest.param("a\n\n– ENDS –", [paragraph("a")], id="its own end"),
        pytest.param("a\n\n---\n\nEnds\n\n[^1]: x", [paragraph("a")], id="its own end before endnotes"),
        pytest.param("It ends.", [paragraph("It ends.")], id="no end"),
    ],
)  # fmt: skip
def test_blocks_are_read_as_a_newsroom_needs_them(source: str, blocks: list[Block]) -> None:
    assert [*read(source).blocks] == blocks


@pytest.mark.parametrize(
    ("source", "quotation"),
    [
        pytest.param("> a\n>\n> — Ann Lee, Head, X", said("a", by=("Ann Lee", "Head, X")), id="last paragraph"),
        pytest.param("> a\n> — Ann Lee", said("a", by=("Ann Lee",)), id="last line"),
        pytest.param("> a\\\n> — Ann Lee", said("a", by=("Ann Lee",)), id="after a broken line"),
        pytest.param("> a\n> -- Ann Lee", said("a", by=("Ann Lee",)), id="two hyphens"),
        pytest.param("> a\n> – Ann Lee", said("a", by=("Ann Lee",)), id="an en dash"),
        pytest.param("> a\n>\n> — Ann Lee,\n> Head", said("a", by=("Ann Lee", "Head")), id="over two lines"),
        pytest.param("> a\n> — *Ann* [Lee](/x), Head", said("a", by=("Ann Lee", "Head")), id="words alone"),
        pytest.param("> a\n>\n> b\n> — Ann Lee", said("a", "b", by=("Ann Lee",)), id="two paragraphs"),
        pytest.param("> a – b\n> c", said("a – b c"), id="a dash within"),
        pytest.param("> — Ann Lee", said("— Ann Lee"), id="nothing but a name"),
        pytest.param("> a\n> —", said("a —"), id="nothing but a dash"),
        pytest.param("> a\n> --flag", said("a --flag"), id="no blank after hyphens"),
        pytest.param("> - a\n> # b\n> > c", said("a", "b", "c"), id="only speech inside"),
    ],
)
def test_a_quotation_says_whose_words_they_are(source: str, quotation: Quotation) -> None:
    assert read(source).blocks == (quotation,)


def test_an_endnote_on_an_attribution_stays_with_the_words() -> None:
    (quotation,) = read("> a\n> — Ann Lee, Head[^1]\n\n[^1]: x").blocks
    assert quotation == Quotation((paragraph("a", Reference(1)),), Attribution("Ann Lee", "Head"))


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org/a?b=c#d",
        "http://example.org",
        "HTTPS://example.org/",
        "mailto:press@example.org",
        "tel:+442079460182",
        "/events/public-services-inside-out",
        "/",
    ],
)
def test_a_link_leads_somewhere(address: str) -> None:
    assert read(f"[a]({address})").blocks == (paragraph(Run("a", link=address)),)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https:///evil.example",
        "https://www.example.org@evil.example",
        "mailto:",
        "report.pdf",
        "#note1",
        "",
    ],
)
def test_a_link_that_leads_nowhere_good_leaves_its_words(address: str) -> None:
    assert read(f"see [a]({address}) b").blocks == (paragraph("see a b"),)


def test_endnotes_are_numbered_as_they_are_met_through_body_notes_and_endnotes() -> None:
    told = read(
        "a[^z] b[^Y] c[^z]\n\n[^y]: why [^x]\n\n[^unused]: kept\n\n[^z]: zed\n\n[^Z]: again\n\n[^x]: ex",
        ["d[^n]", "[^n]: in a note", "e[^z]"],
    )
    assert [(each.number, each.marker, _words(each.blocks), each.references) for each in told.endnotes] == [
        (1, "z", "zed", 3),
        (2, "y", "why ", 1),
        (3, "n", "in a note", 1),
        (4, "x", "ex", 1),
        (5, "unused", "kept", 0),
        (6, "Z", "again", 0),
    ]
    assert told.blocks == (paragraph("a", Reference(1), " b", Reference(2), " c", Reference(1, turn=2)),)
    assert told.notes == ((paragraph("d", Reference(3)),), (paragraph("e", Reference(1, turn=3)),))


def test_the_endnote_of_the_founding_release_is_found_by_its_roman_numeral() -> None:
    told = read(
        "up to six times[^i] the investment\n\n[^i]: Evidence from the US.\n\n    Source: Department of Health."
    )
    assert told.blocks == (paragraph("up to six times", Reference(1), " the investment"),)
    assert told.endnotes[0].blocks == (paragraph("Evidence from the US."), paragraph("Source: Department of Health."))


@pytest.mark.parametrize("source", ["a[^1]", "a[^1] [^2", "a[^]", "a[^ 1]"])
def test_a_reference_without_endnote_stays_as_typed(source: str) -> None:
    assert read(source) == Story((paragraph(source),))


def test_the_opening_is_the_first_paragraph_in_plain_words() -> None:
    assert read("# Head\n\n*One* [two](/x)[^1]  \nthree.\n\nFour.\n\n[^1]: x").opening == "One two three."


@hostile.unhurried
@given(hostile.markdown, hostile.markdown)
def test_whatever_is_typed_gives_a_sound_story(body: str, note: str) -> None:
    told = read(body, [note])
    inlines = [each for line in _lines(told) for each in line]
    marks = [each for each in inlines if isinstance(each, Reference)]
    turns = {each.number: each.references for each in told.endnotes}
    assert [*turns] == [*range(1, len(turns) + 1)]
    assert sorted((each.number, each.turn) for each in marks) == [
        (number, turn) for number, references in turns.items() for turn in range(1, references + 1)
    ]
    for each in inlines:
        if isinstance(each, Run) and each.link:
            leads_to = urlsplit(each.link)
            assert leads_to.scheme.lower() in {"http", "https", "mailto", "tel", ""}
            assert bool(leads_to.netloc) is leads_to.scheme.lower().startswith("http")
            assert "@" not in leads_to.netloc


@hostile.unhurried
@given(hostile.markdown)
def test_no_character_comes_out_that_was_not_typed(body: str) -> None:
    told = read(body)
    assert set("".join(map(story.plain, _lines(told)))) <= {*body, " ", "\ufffd"}


@pytest.mark.parametrize("text", hostile.TEXTS.values(), ids=hostile.TEXTS)
def test_twice_the_text_takes_about_twice_as_long(text) -> None:
    assert hostile.grows_evenly(read, text, 6_000)


@pytest.mark.long
@pytest.mark.parametrize("text", hostile.TEXTS.values(), ids=hostile.TEXTS)
def test_twice_the_text_takes_about_twice_as_long_up_to_the_limit(text) -> None:
    assert hostile.grows_evenly(read, text, 30_000)


def _words(blocks: tuple[Block, ...]) -> str:
    return "".join(story.plain(line) for line in _lines(Story(blocks)))


def _lines(told: Story) -> list[Inlines]:
    found: list[Inlines] = []
    waiting = [*told.blocks, *(block for note in told.notes for block in note)]
    waiting += [block for endnote in told.endnotes for block in endnote.blocks]
    while waiting:
        match waiting.pop():
            case Paragraph(inlines) | Heading(_, inlines):
                found.append(inlines)
            case List(items):
                waiting += [block for item in items for block in item]
            case Quotation(paragraphs):
                waiting += paragraphs
    return found
