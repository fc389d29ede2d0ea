"""How two versions of a text are shown to differ: whole words, only what changed, in bounded time for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.press import differences
from events.press.differences import Kind, Paragraph

MARKS = {Kind.SAME: "", Kind.GONE: "-", Kind.NEW: "+"}


def shown(before: str, after: str) -> list[str]:
    """`a [-b][+c] d` for each paragraph that changed."""
    return ["".join(_marked(paragraph)) for paragraph in differences.between(before, after)]


def _marked(paragraph: Paragraph) -> list[str]:
    return [each.text if each.kind is Kind.SAME else f"[{MARKS[each.kind]}{each.text}]" for each in paragraph]


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        pytest.param("a b", "a b", [], id="nothing"),
        pytest.param("a tax now", "a levy now", ["a [-tax][+levy] now"], id="a word"),
        pytest.param("a small tax now", "a big levy now", ["a [-small tax][+big levy] now"], id="a phrase in one"),
        pytest.param("a b", "a b c", ["a b[+ c]"], id="more at the end"),
        pytest.param("a b c", "b c", ["[-a ]b c"], id="less at the beginning"),
        pytest.param("a\n\nb\n\nc", "a\n\nx\n\nc", ["[-b][+x]"], id="only the paragraph that changed"),
        pytest.param("a\n\nc", "a\n\nb\n\nc", ["[+b]"], id="a new paragraph"),
        pytest.param("a\n\nb\n\nc", "a\n\nc", ["[-b]"], id="a paragraph gone"),
        pytest.param("a\nb", "a\nc", ["a\n[-b][+c]"], id="lines"),
    ],
)
def test_what_changed_is_marked(before: str, after: str, marked: list[str]) -> None:
    assert shown(before, after) == marked


_PARAGRAPH = st.lists(st.sampled_from(["a", "b", "é.", "a\nb"]), min_size=1, max_size=8).map(" ".join)
_TEXT = st.lists(_PARAGRAPH, min_size=1, max_size=8).map("\n\n".join)


@given(_TEXT, _TEXT)
def test_both_versions_can_be_read_from_what_is_shown(before: str, after: str) -> None:
    changed = differences.between(before, after)

    assert (changed == ()) == (before == after)
    kept = [paragraph for paragraph in before.split("\n\n") if paragraph not in _side(changed, Kind.GONE)]
    assert set(kept) <= set(after.split("\n\n"))
    assert set(_side(changed, Kind.NEW)) <= {*after.split("\n\n"), ""}


def _side(changed: tuple[Paragraph, ...], kind: Kind) -> list[str]:
    return ["".join(each.text for each in paragraph if each.kind in (Kind.SAME, kind)) for paragraph in changed]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("a b " * 50_000, "b a " * 50_000, id="one long paragraph"),
        pytest.param("\n\n".join("xy" * 20_000), "\n\n".join("yx" * 20_000), id="many short ones"),
        pytest.param("\n\n".join(["a b " * 50] * 1000), "\n\n".join(["b a c " * 50] * 1000), id="many alike"),
    ],
)
def test_no_text_is_too_much(before: str, after: str) -> None:
    """Past what is affordable a paragraph is shown as replaced whole: these would take minutes word by word."""
    assert differences.between(before, after)
