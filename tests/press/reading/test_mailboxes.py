"""Whose mailbox is whose, where several are to be rung."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring
from tests.press.reading.panels import value

NEWS = "Ports will share data, says a report published today by the Kade Bureau."
LENA, DAN = ("Lena Ost", "+442079460345"), ("Dan Reed", "+442079460555")


@pytest.mark.parametrize(
    ("lines", "mailboxes"),
    [
        (
            "Press contacts: Lena Ost 020 7946 0345; Dan Reed 020 7946 0555; lena@kade.example, dan@kade.example",
            ["lena@kade.example", "dan@kade.example"],
        ),
        (
            "Media contacts\nLena Ost 020 7946 0345; Dan Reed 020 7946 0555\ndan.reed@kade.example, l.ost@kade.example",
            ["l.ost@kade.example", "dan.reed@kade.example"],
        ),
        (
            "Media contacts\nLena Ost 020 7946 0345 lena@kade.example\nDan Reed 020 7946 0555 press@kade.example",
            ["lena@kade.example", "press@kade.example"],
        ),
    ],
)
def test_a_mailbox_is_of_whom_it_is_called_by_where_several_are_named_before_it(
    lines: str, mailboxes: list[str]
) -> None:
    ringing = reading.read(f"Ports to share data\n\n{NEWS}\n\nENDS\n\n{lines}\n", today=measuring.TODAY).press_contacts

    told = [(value(each.name), value(each.phone), value(each.email)) for each in ringing]
    assert told == [(*who, mailbox) for who, mailbox in zip((LENA, DAN), mailboxes, strict=True)]
