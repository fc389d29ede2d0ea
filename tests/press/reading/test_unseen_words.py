"""What a file says above, below or beside its page, and what in it nobody is to read any more."""

import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from events.press.reading import files

NEWS = "Houses are dear, says a report of the Fenn Trust."
UNTIL = "Embargoed until 00.01 on Wednesday 21 October 2026"
OLD = "Embargoed until 00.01 on Tuesday 20 October 2026"


def written(document: docx.document.Document) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_the_head_and_the_foot_of_a_page_of_word_are_read_once_where_they_say_more_than_the_page() -> None:
    document = docx.Document()
    document.add_paragraph("Fenn Trust")
    document.add_paragraph(NEWS)
    document.sections[0].different_first_page_header_footer = True
    for header in (document.sections[0].header, document.sections[0].first_page_header):
        header.paragraphs[0].text = UNTIL
        header.add_paragraph("FENN TRUST")
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 3"
    document.sections[0].footer.add_paragraph("Fenn Trust, Sample Quay, Westermere")

    said = files.text("release.docx", written(document))

    assert said == f"{UNTIL}\n\nFenn Trust\n\n{NEWS}\n\nFenn Trust, Sample Quay, Westermere\n"


@pytest.mark.parametrize("how", ["strike", "double_strike", "hidden"])
def test_what_is_struck_out_or_hidden_in_word_is_not_read_and_told(how: str) -> None:
    document = docx.Document()
    line = document.add_paragraph()
    setattr(line.add_run(OLD).font, how, True)
    setattr(line.add_run(UNTIL).font, how, False)
    document.add_paragraph(NEWS)

    opened = files.opened("release.docx", written(document))

    assert opened.text == f"{UNTIL}\n\n{NEWS}\n"
    kind = "hidden" if how == "hidden" else "struck out"
    assert opened.warning == f"The file has words that are {kind}, which were left out."


def test_what_a_style_of_word_hides_is_not_read() -> None:
    document = docx.Document()
    document.styles.add_style("Inner", WD_STYLE_TYPE.CHARACTER).font.hidden = True
    document.add_paragraph(NEWS).add_run("Ring Maud first.", style="Inner")

    opened = files.opened("release.docx", written(document))

    assert (opened.text, bool(opened.warning)) == (f"{NEWS}\n", True)


def test_the_comments_in_word_are_told_to_be_left_out() -> None:
    document = docx.Document()
    line = document.add_paragraph(NEWS)
    document.add_comment(line.runs, text=UNTIL, author="Maud")

    opened = files.opened("release.docx", written(document))

    assert opened.text == f"{NEWS}\n"
    assert opened.warning == "The file has comments, which were left out."


@pytest.mark.parametrize(
    ("old", "kind"),
    [
        (f"<del>{OLD}</del>", "struck out"),
        (f"<s>{OLD}<br>Second line</s>", "struck out"),
        (f'<span style="text-decoration: line-through">{OLD}</span>', "struck out"),
        (f"<p hidden>{OLD}</p>", "hidden"),
        (f'<div style="visibility:hidden"><p>{OLD}</p><p>More</p></div>', "hidden"),
        (f'<table style="display:none"><tr><td>{OLD}</td></tr></table>', "hidden"),
    ],
)
def test_what_a_page_strikes_out_or_hides_is_not_read_and_told(old: str, kind: str) -> None:
    opened = files.opened("release.html", f"{old}<p>{UNTIL}</p><p>{NEWS}</p>".encode())

    assert opened.text == f"{UNTIL}\n\n{NEWS}\n"
    assert opened.warning == f"The file has words that are {kind}, which were left out."


@pytest.mark.parametrize(
    "page",
    [
        f"<html><head><title>{UNTIL}</title></head><body><p>{NEWS}</p></body></html>",
        f'<p><img src="line.png" alt="{UNTIL}"></p><p>{NEWS}</p>',
    ],
    ids=["title", "picture"],
)
def test_an_embargo_that_only_the_title_or_a_picture_of_a_page_tells_is_read(page: str) -> None:
    assert files.text("release.html", page.encode()) == f"{UNTIL}\n\n{NEWS}\n"


@pytest.mark.parametrize(
    "page",
    [
        f"<html><head><title>Fenn Trust | News</title></head><body><p>{NEWS}</p></body></html>",
        f'<p><img src="tree.png" alt="A tree">{NEWS}</p>',
    ],
    ids=["title", "picture"],
)
def test_any_other_title_or_picture_of_a_page_says_nothing(page: str) -> None:
    assert files.text("release.html", page.encode()) == f"{NEWS}\n"


def test_comments_and_what_is_struck_out_in_markdown_are_not_read_and_told() -> None:
    markdown = f"<!-- {OLD}\nask Maud -->~~{OLD}~~ {UNTIL}\n\n{NEWS} A <!-- that never ends\n"

    opened = files.opened("release.md", markdown.encode())

    assert opened.text == f" {UNTIL}\n\n{NEWS} A <!-- that never ends\n"
    assert opened.warning == "The file has words that are struck out and comments, which were left out."
