"""A report is published by whom the text names so, and by no partner, host or funder beside them."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring

ABOUT = "About the Tree Forum\nThe Tree Forum plants trees.\n\nAbout the Larch Society\nThe Larch Society counts them."


@pytest.mark.parametrize(
    ("news", "publishing"),
    [
        ("says a report by the Tree Forum and the Larch Society.", ["Tree Forum", "Larch Society"]),
        ("says 'Bark and Leaf', published today by the Tree Forum.", ["Tree Forum"]),
        ("says a report from the Tree Forum, in partnership with the Larch Society.", ["Tree Forum"]),
        ("says a report by the Tree Forum (TF), funded by the Larch Society.", ["Tree Forum"]),
        ("says the Larch Society's new report, launched with the Tree Forum.", ["Larch Society"]),
        ("and the Tree Forum and the Larch Society today publish 'Bark and Leaf'.", ["Tree Forum", "Larch Society"]),
        ("and nobody counts them.", []),
    ],
)
def test_a_partner_publishes_only_where_the_text_says_so(news: str, publishing: list[str]) -> None:
    draft = reading.read(
        f"Trees are lost\n\nCouncils have lost a tenth of their street trees in ten years, {news}\n\nENDS\n\n{ABOUT}",
        today=measuring.TODAY,
    )

    assert [each.name.value for each in draft.organisations if each.name and each.publishes] == publishing
