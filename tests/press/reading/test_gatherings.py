"""Whoever is named beside the day, the hour and the hall is thought to be there, whatever verb says so."""

import pytest

from tests.press.reading.panels import people

HELD = "The book is launched at the Rope Hall, Quay Lane, Wick, on 3 June 2026 at 6.30pm. "
SAID = "“Nobody asked the ferrymen,” said Dr Ngozi Balogun, head of research at the Estuary Trust. “We did.”\n\n"
TOLD = {
    "a verb that no list holds": (
        HELD + "Mona Kerr, editor of The Harbour Gazette, is keeping order.",
        [("Mona Kerr", "moderator", [("editor", "The Harbour Gazette")])],
    ),
    "whose somebody is": (
        HELD + "Tea is poured by six, with Estuary Radio’s Mona Kerr in the chair.",
        [("Mona Kerr", "chair", [(None, "Estuary Radio")])],
    ),
    "a post that a sentence elsewhere begins with": (
        "Harrow Loft’s chief economist, Mona Kerr, said: “We did.”\n\n" + HELD + "Mona Kerr hosts.",
        [("Mona Kerr", "host", [("chief economist", "Harrow Loft")])],
    ),
    "a post at the museum that a text is about": (
        "The Museum of Ropes is open. “We did,” said Mona Kerr, the museum’s curator of working life.\n\n"
        + HELD
        + "Mona Kerr will walk around.",
        [("Mona Kerr", None, [("curator of working life", "Museum of Ropes")])],
    ),
    "what somebody owns": (
        HELD + "The panel is Odd Lie, owner of Sample Roofing, and Mae Obi, reeve of the R.M. of Lone Poplar.",
        [("Odd Lie", None, [("owner", "Sample Roofing")]), ("Mae Obi", None, [("reeve", "R.M. of Lone Poplar")])],
    ),
    "others beside two who are announced": (
        "On 3 June 2026 the debate is chaired by Odd Lie. Mae Obi will respond. Mona Kerr, editor, has a stopwatch.",
        [
            ("Odd Lie", "chair", []),
            ("Mae Obi", "respondent", []),
            ("Mona Kerr", None, [("editor", None)]),
        ],
    ),
    "somebody called by a title and a family name": (
        SAID + HELD + "Dr Balogun will walk us through what she found.",
        [("Dr Ngozi Balogun", None, [("head of research", "Estuary Trust")])],
    ),
    "what was said elsewhere of somebody without a title": (
        SAID.replace("Dr ", "") + HELD + "Questions go to Ngozi Balogun after the tea.",
        [("Ngozi Balogun", None, [("head of research", "Estuary Trust")])],
    ),
}
UNTOLD = {
    "the hall's patron": HELD + "The hall is named after Dr Mona Kerr.",
    "whom to write to": HELD + "To book write to Dr Mona Kerr, editor of The Harbour Gazette.",
    "who only said something": HELD + "Dr Mona Kerr, editor of The Harbour Gazette, called it a scandal.",
    "a street": HELD.replace("Quay Lane", "Mona Kerr Row") + "Tea from six.",
    "a title": HELD.replace("The book", "Mona Kerr") + "Mona Kerr will be published by the Trust.",
}


@pytest.mark.parametrize(("text", "panel"), TOLD.values(), ids=TOLD)
def test_who_is_named_where_people_meet_is_on_the_panel(
    text: str, panel: list[tuple[str, str | None, list[tuple[str | None, str | None]]]]
) -> None:
    assert people(text) == panel


@pytest.mark.parametrize("text", UNTOLD.values(), ids=UNTOLD)
def test_who_is_named_there_for_another_reason_is_not(text: str) -> None:
    assert people(text) == []
