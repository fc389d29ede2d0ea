"""Mail as bytes: what people wrote is text in it, whatever they wrote."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from jinja2 import DictLoader

from events import templating
from events.mail import messages
from events.mail.messages import Sender, Unmailable
from events.mail.outbox import PATIENCE, OutgoingMail
from events.settings import Settings
from tests.stores import NOW, WHERE

US = Sender.of(Settings.read({"EVENTS_BASE_URL": WHERE.base}))
HEADERS = ["Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted"]
ABOUT_THE_BODY = ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
BCC = "=?utf-8?q?a=0D=0ABcc:_x@evil.example?="


def a_letter(**facts: Any) -> OutgoingMail:
    usual: dict[str, Any] = {
        "to": "ruth@larkfield.example",
        "subject": "Sign in",
        "text": "Hello",
        "key": "sign-in 1",
        "now": NOW,
    }
    return messages.plain(US, **usual | facts)


def read(mail: OutgoingMail) -> EmailMessage:
    return message_from_bytes(mail.message, policy=default)


# What breaks headers: line ends of every kind, encoded words and their parts, commas, brackets, what only looks empty.
_BREAKING = some.sampled_from(
    ["\r\n", "\n", "\r", "\x85", "\u2028", "\x00", "\u202e", "\u200b", "=?", "?=", "=", "?", BCC]
)
_HOSTILE = some.lists(_BREAKING | some.text(max_size=20) | some.just("Bcc: x@evil.example"), max_size=12).map("".join)


@given(subject=_HOSTILE, text=_HOSTILE)
@example(subject=BCC, text="")
@example(subject="=\u200b?utf-8?q?a=0D=0ABcc:_x@evil.example?=", text="")
@example(subject="Hello\r\nBcc: x@evil.example", text="\r\n.\r\nMAIL FROM:<x@evil.example>")
@example(subject="é" * 250, text="é" * 2000)
@example(subject="x" * 2000, text="x" * 2000)
def test_whatever_is_written_adds_no_header_and_no_recipient(subject: str, text: str) -> None:
    message = read(a_letter(subject=subject, text=text))

    assert message.keys() == HEADERS + ABOUT_THE_BODY
    assert [each.addr_spec for each in message["To"].addresses] == ["ruth@larkfield.example"]
    assert message["From"] == "Launch Events <events@launch.example>"


@given(some.text(some.characters(categories=["L", "N", "P", "Z", "S"]), max_size=150))
def test_a_subject_arrives_as_it_was_written(subject: str) -> None:
    mail = a_letter(subject=subject)

    assert "".join(str(read(mail)["Subject"]).split()) == "".join(mail.subject.split())


@given(_HOSTILE)
@example("a@b.example, evil@c.example")
@example("a@b.example,evil")
@example("a@b.example\r\nRCPT TO:<evil@c.example>")
@example("<a@b.example>")
@example('"a b"@c.example')
@example("a@b.example>")
@example(f"{BCC}@b.example")
@example("a..b@c.example")
@example("ä@b.example")
@example("a@b..example")
@example("a@localhost")
@example("a@straße.example")
@example(f"a@{'ü.' * 100}example")
def test_an_address_that_is_not_one_plain_address_is_refused(value: str) -> None:
    with pytest.raises(Unmailable):
        a_letter(to=value)


@pytest.mark.parametrize(
    ("typed", "sent_to"),
    [
        ("o'brien+press@larkfield.example", "o'brien+press@larkfield.example"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
        ("a@BÜCHER.example", "a@xn--bcher-kva.example"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_kept_as_smtp_wants_it(typed: str, sent_to: str) -> None:
    mail = a_letter(to=typed)

    assert mail.recipient == sent_to
    assert [each.addr_spec for each in read(mail)["To"].addresses] == [sent_to]


def test_a_long_subject_is_cut_where_one_sees_it() -> None:
    assert a_letter(subject="word " * 100).subject.endswith("word…")
    assert len(a_letter(subject="word " * 100).subject) <= 200


def test_placeholders_stay_as_they_were_written() -> None:
    written = "{event.__init__} {{ 7 * 7 }} %(to)s ${to}"
    mail = a_letter(subject=written, text=written)

    assert (mail.subject, messages.readable(mail, sending=True)) == (written, written)


def test_the_same_mail_has_the_same_bytes_and_another_key_another_id() -> None:
    assert a_letter().message == a_letter().message
    assert a_letter(key="sign-in 2").message_id != a_letter().message_id
    assert a_letter().message_id.endswith("@launch.example>")
    assert "sign-in" not in a_letter().message_id


def test_a_mail_is_dated_and_says_that_no_person_wrote_it_unless_one_did() -> None:
    assert read(a_letter())["Date"] == "Mon, 02 Nov 2026 09:00:00 +0000"
    assert read(a_letter())["Auto-Submitted"] == "auto-generated"
    assert read(a_letter(automatic=False))["Auto-Submitted"] is None


def test_a_mail_has_five_days_from_when_it_may_go_unless_said_otherwise() -> None:
    hour = timedelta(hours=1)
    later = a_letter(delay=hour)

    assert (later.not_before, later.give_up_at) == (NOW + hour, NOW + hour + PATIENCE)
    assert a_letter(give_up_at=NOW + hour).give_up_at == NOW + hour


@pytest.mark.parametrize(
    ("settings", "sender"),
    [
        ({"EVENTS_BASE_URL": "https://launch.example:8443"}, "Launch Events <events@launch.example>"),
        ({"EVENTS_BASE_URL": "http://127.0.0.1:8000"}, "Launch Events <events@[127.0.0.1]>"),
        ({"EVENTS_MAIL_FROM": "press@example.org"}, "press@example.org"),
        ({"EVENTS_MAIL_FROM": "Büro, Larkfield <press@example.org>"}, '"Büro, Larkfield" <press@example.org>'),
    ],
)
def test_mail_is_from_whom_the_operator_says_or_from_the_site(settings: dict[str, str], sender: str) -> None:
    mail = messages.plain(Sender.of(Settings.read(settings)), to="a@b.example", subject="x", text="x", key="x", now=NOW)

    assert read(mail)["From"] == sender
    assert f"<{messages.envelope(mail)}>" in f"<{sender}>".replace(" <", " <<")


@pytest.mark.parametrize(
    "message",
    [
        b"From: a@b.example\r\nTo: ruth@larkfield.example, x@evil.example\r\n\r\n",
        b"From: a@b.example\r\nTo: ruth@larkfield.example\r\nBcc: x@evil.example\r\n\r\n",
        b"From: a@b.example\r\nTo: ruth@larkfield.example\r\nTo: x@evil.example\r\n\r\n",
        b"From: a@b.example\r\nTo: x@evil.example\r\n\r\n",
        b"From: a@b.example, c@d.example\r\nTo: ruth@larkfield.example\r\n\r\n",
        b"To: ruth@larkfield.example\r\n\r\n",
    ],
    ids=["two recipients", "a hidden one", "two headers", "another", "two senders", "no sender"],
)
def test_a_message_that_is_not_from_one_to_one_has_no_envelope(message: bytes) -> None:
    mail = a_letter()
    mail.message = message

    with pytest.raises(Unmailable):
        messages.envelope(mail)


def test_the_office_reads_a_personal_link_only_while_nothing_is_sent() -> None:
    link = "https://launch.example/sign-in/abcdefghijklmnopqrstuvwxyz0123456789-and-long-enough-to-be-folded-twice-over"
    mail = a_letter(text=f"Open {link} within 15 minutes.", secret=True)

    assert messages.readable(mail, sending=False) == f"Open {link} within 15 minutes."
    assert messages.readable(mail, sending=True) == f"Open {messages.LINK_LEFT_OUT} within 15 minutes."
    assert messages.readable(a_letter(text=link), sending=True) == link


def test_text_templates_are_not_escaped_and_pages_are() -> None:
    jinja = templating.environment()
    jinja.loader = DictLoader({"mail/x.txt": "{{ name }}", "public/x.html": "{{ name }}"})

    assert jinja.get_template("mail/x.txt").render(name="Ruth & Søren’s") == "Ruth & Søren’s"
    assert jinja.get_template("public/x.html").render(name="<b>") == "&lt;b&gt;"
