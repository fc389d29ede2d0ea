"""One fact in the words of many houses: titles, series and partners are read by what stands around them."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring

NEWS = "Councils lose a tenth of their street trees\n\nCouncils have lost a tenth of their street trees in ten years."


@pytest.mark.parametrize(
    ("sentence", "title", "series", "number"),
    [
        (
            "The report, Bare Streets, is the fourth in the Forum's Green Towns series.",
            "Bare Streets",
            "Green Towns",
            4,
        ),
        (
            "The Bare Street: Lime-trees and what towns lose (Forum Papers, no. 6) follows 40 towns from pit to stump.",
            "The Bare Street: Lime-trees and what towns lose",
            "Forum Papers",
            6,
        ),
        ("Bare Streets is Forum Occasional Paper 6.", "Bare Streets", "Forum Occasional Paper", 6),
        (
            "The study (Forum Papers, no. 2026:4, “Bare Streets”) looks at 40 towns.",
            "Bare Streets",
            "Forum Papers",
            "2026:4",
        ),
        ("“Bare Streets” is the second of five Global Tree Assessments.", "Bare Streets", "Global Tree Assessments", 2),
        (
            "Bare Streets: what towns lose, number 6 in the Forum's Green Papers, follows 40 towns.",
            "Bare Streets: what towns lose",
            "Green Papers",
            6,
        ),
        (
            "Bare Streets: What Towns Lose follows the trees of 40 towns in a report.",
            "Bare Streets: What Towns Lose",
            None,
            None,
        ),
        (
            "The report, Bare Streets: Limes, Planes and the Law, is out today.",
            "Bare Streets: Limes, Planes and the Law",
            None,
            None,
        ),
        (
            "In Bare Streets: what towns lose, the Forum shows in its report that 40 towns cut trees.",
            "Bare Streets: what towns lose",
            None,
            None,
        ),
        ("The Forum invites you to the launch of its report\n\n“BARE STREETS”", "BARE STREETS", None, None),
        ("Bare Streets, published today by the Tree Forum, draws on 40 towns.", "Bare Streets", None, None),
        (
            "In a report, Bare Streets, Bare Squares, the Forum asks who cuts trees.",
            "Bare Streets, Bare Squares",
            None,
            None,
        ),
        ("The report, Stumps: what towns lose, follows 40 towns.", "Stumps: what towns lose", None, None),
        ("“Bare Streets” was prepared for the Forum by two botanists.", "Bare Streets", None, None),
        ("Una Marsh, Head of Research, Roof Over Leeds, counted the trees.", None, None, None),
        (
            "It follows the launch of *Bare Streets: What Towns Lose* in Leeds.",
            "Bare Streets: What Towns Lose",
            None,
            None,
        ),
    ],
)
def test_a_publication_is_told_in_many_ways(
    sentence: str, title: str | None, series: str | None, number: int | str | None
) -> None:
    publication = reading.read(f"{NEWS}\n\n{sentence}", today=measuring.TODAY).publication

    assert [each and each.value for each in (publication.title, publication.series, publication.number)] == [
        title,
        series,
        number,
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "a report by the Tree Forum with the Oak Trust and the charity Leafy Lanes says today",
        (
            "says a paper brought out today by the Tree Forum in partnership with the Oak Trust and the charity Leafy "
            "Lanes"
        ),
        "the Tree Forum, the Oak Trust and the Welsh charity Leafy Lanes announced today",
        "according to a study that the Tree Forum presents together with the Oak Trust and the charity Leafy Lanes",
    ],
)
def test_houses_that_are_joined_are_read_together(sentence: str) -> None:
    draft = reading.read(
        f"Towns lose their trees\n\nCouncils have lost a tenth of their trees, {sentence}.", today=measuring.TODAY
    )

    assert [each.name and each.name.value for each in draft.organisations] == ["Tree Forum", "Oak Trust", "Leafy Lanes"]


@pytest.mark.parametrize(
    "above",
    [
        "PRESS RELEASE",
        "Oak Trust and the Tree Forum\nPress release: 14 April 2026",
        "Memo to news desks, 14 April 2026",
        "Statistical press notice – Street trees, England, 2025",
        "EMBARGOED FOR RELEASE\nWednesday, May 18, 2016, at 5:00 a.m. Eastern / 2:00 a.m. Pacific",
    ],
)
def test_a_headline_is_told_from_what_stands_above_it(above: str) -> None:
    draft = reading.read(f"{above}\n\n{NEWS}", today=measuring.TODAY)

    assert draft.headline
    assert draft.headline.value == "Councils lose a tenth of their street trees"


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("Ann Lee, the warden, says:\n\n- It was there before the road was, and it is gone.", "Ann Lee"),
        ("“It was there before the road was, and it is gone”, recounted Ann Lee, a warden.", "Ann Lee"),
        ("For Ann Lee, warden of the square, “it was there before the road was, and it is gone.”", "Ann Lee"),
        ("– It was there before the road was, says co-author Ann Lee, warden of the square.", "Ann Lee"),
        ("Minister of State Ann Lee TD said: “It was there before the road was, and it is gone.”", "Ann Lee TD"),
        ("Robin (15), who climbed it, said: “It was there before the road was, and it is gone.”", "Robin"),
        (
            "A spokeswoman for the Road Council said: “It was there before the road was, and it is gone.”",
            "A spokeswoman for the Road Council",
        ),
    ],
)
def test_who_is_quoted_is_told_in_many_ways(said: str, speaker: str) -> None:
    quotations = reading.read(f"{NEWS}\n\n{said}", today=measuring.TODAY).quotations

    assert [each.speaker and each.speaker.value for each in quotations] == [speaker]


@pytest.mark.parametrize(
    ("referred", "notes", "marker"),
    [
        ("towns,1 and", "Page 1 of 2\n\n1  Trees in Numbers, table 14, 2023.", "1"),
        ("most towns.1 And", "Page 1 of 2\n\n1 Trees in Numbers, table 14, 2023.", "1"),
        ("40 per cent* and", "* Trees in Numbers, table 14, 2023.\n\nThe launch is in May.", "*"),
    ],
)
def test_a_note_at_the_foot_of_a_page_is_an_endnote_though_the_text_goes_on(
    referred: str, notes: str, marker: str
) -> None:
    draft = reading.read(
        f"{NEWS}\n\nTrees are few in {referred} fewer in villages.\n\n{notes}\n\nContact\nJane Doe 020 7946 0277",
        today=measuring.TODAY,
    )

    assert [(each.marker.value, each.text and each.text.value) for each in draft.endnotes] == [
        (marker, "Trees in Numbers, table 14, 2023.")
    ]


def test_a_second_note_has_two_asterisks() -> None:
    draft = reading.read(
        f"{NEWS}\n\nTrees are few in towns.* There are fewer in villages.**\n\n"
        "NOTES\n* Counted in May.\n** Counted in June.",
        today=measuring.TODAY,
    )

    assert [each.marker.value for each in draft.endnotes] == ["*", "**"]
