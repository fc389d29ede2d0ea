"""Mail as bytes, made from typed parts: what people wrote becomes text in it, never a header or a recipient.

Python 3.11 takes an encoded word in a subject or a name apart when it writes the message, and a line end in there
starts a header of the sender's choosing. So `=?` never reaches a header, and each message is read again, when it is
made and when it is sent.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from itertools import chain
from typing import Self
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import TypeAdapter

from events import text
from events.mail.outbox import PATIENCE, OutgoingMail
from events.settings import Settings
from events.storage import types

SUBJECT_LENGTH = 200
LINK_LEFT_OUT = "(a personal link, left out here)"

_POLICY = SMTP.clone(cte_type="7bit")  # no server has to know 8BITMIME
_LONGEST = types.mail().limit
_ADDRESS: TypeAdapter[str] = TypeAdapter(types.mail().edge)
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_SENDABLE = re.compile(rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_LINK = re.compile(r"https?://\S+")
_RECIPIENTS = ("to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc")


class Unmailable(ValueError):
    """A mail that would not be what was meant, or no address that mail could be sent to; says which."""


@dataclass(frozen=True)
class Sender:
    """Whom our mail is from, and the domain in which its Message-IDs are ours."""

    address: Address
    domain: str

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As set, or else `events` at the host of the base URL."""
        domain = _domain(settings.base_url)
        if settings.mail_from is None:
            return cls(Address("Launch Events", addr_spec=f"events@{domain}"), domain)
        name, _, address = settings.mail_from.rpartition(" <")
        return cls(Address(name.strip(), addr_spec=address.rstrip(">")), domain)

    def message_id(self, key: str) -> str:
        """The same for the same key, and nothing of the key can be read from it."""
        return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{self.domain}>"


def plain(
    sender: Sender,
    *,
    to: str,
    subject: str,
    text: str,
    key: str,
    now: datetime,
    stream: str | None = None,
    replaces: str | None = None,
    delay: timedelta = timedelta(0),
    give_up_at: datetime | None = None,
    automatic: bool = True,
    secret: bool = False,
    signs_in: bool = False,
    organisation_id: UUID | None = None,
    reply_to: str | None = None,
) -> OutgoingMail:
    """A mail of plain text to one recipient, for `outbox.queue`. Raises Unmailable.

    `key` names this mail for ever and no other: its Message-ID is made from it. Mails of one `stream`, the recipient
    unless said otherwise, go out in order. `automatic` tells out-of-office programs not to answer. `secret`: it holds
    a personal link; `signs_in`: one that opens an account. `give_up_at`: when that link ends. `organisation_id`: whose
    organisers may see what became of it. `reply_to`: who reads what is answered.
    """
    recipient, subject = one_address(to), header(subject)
    message = _message(sender, recipient, subject, text, key, now, automatic=automatic, reply_to=reply_to)
    raw = bytes(message)
    _require_as_meant(raw, message.keys(), recipient)
    return OutgoingMail(
        stream=stream or recipient,
        recipient=recipient,
        subject=subject,
        message_id=message["Message-ID"],
        message=raw,
        secret=secret or signs_in,
        signs_in=signs_in,
        organisation_id=organisation_id,
        replaces=replaces,
        queued_at=now,
        not_before=now + delay,
        give_up_at=give_up_at or now + delay + PATIENCE,
    )


def _message(
    sender: Sender,
    recipient: str,
    subject: str,
    text: str,
    key: str,
    now: datetime,
    *,
    automatic: bool,
    reply_to: str | None,
) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["Date"] = format_datetime(now)
    message["From"] = sender.address
    message["To"] = Address(addr_spec=recipient)
    if reply_to:
        message["Reply-To"] = Address(addr_spec=one_address(reply_to))
    message["Subject"] = subject
    message["Message-ID"] = sender.message_id(key)
    if automatic:
        message["Auto-Submitted"] = "auto-generated"
    message.set_content(body(text))
    return message


def one_address(value: str) -> str:
    """One address in ASCII as SMTP wants it, its domain in Punycode where need be. Raises Unmailable."""
    try:
        local, _, domain = _ADDRESS.validate_python(value).rpartition("@")
        encoded = domain.encode("idna")
        if (
            not domain.isascii() and encoded.decode("idna") != domain.lower()
        ):  # as `ß`, which it writes as the `ss` of another domain
            raise ValueError(domain)
        address = f"{local}@{encoded.decode()}"
    except ValueError as error:
        raise Unmailable(f"{value!r} is not one mail address; write it as in press@example.org.") from error
    if len(address) > _LONGEST or not _SENDABLE.fullmatch(address) or "=?" in address:
        raise Unmailable(f"Mail cannot be sent to {value!r}: only plain letters, digits and signs may stand in it.")
    return address


def header(value: str) -> str:
    """One line for a header: no control character, nothing that reads as an encoded word, not too long."""
    line = text.line(text.bare(value), len(value) * 4).replace("=?", "= ?")
    return line if len(line) <= SUBJECT_LENGTH else f"{line[: SUBJECT_LENGTH - 1].rstrip()}…"


def body(value: str) -> str:
    return f"{text.bare(value).strip()}\n"


def envelope(mail: OutgoingMail) -> str:
    """The sender's address for SMTP. Raises Unmailable if the message is to anybody but the recipient of its row."""
    message = message_from_bytes(mail.message, policy=_POLICY)
    if _recipients(message) != [mail.recipient] or one_address(mail.recipient) != mail.recipient:
        raise Unmailable("The message is not to its recipient alone.")
    senders = [each.addr_spec for field in message.get_all("from", []) for each in field.addresses]
    if len(senders) != 1:
        raise Unmailable("The message is not from one sender.")
    return str(senders[0])


def readable(mail: OutgoingMail, *, sending: bool) -> str:
    """The text of a mail. Personal links are in it only while nobody else could bring them: no server takes mail."""
    if not mail.message:
        return "This mail held a personal link. It was sent, and its text is not kept."
    part = message_from_bytes(mail.message, policy=_POLICY).get_body(("plain",))
    words = text.bare(part.get_content()).strip() if part else ""
    return _LINK.sub(LINK_LEFT_OUT, words) if mail.secret and sending else words


def in_office(mail: OutgoingMail, *, sending: bool) -> str:
    """The same as others than its recipient may read it: a link that signs in is in it at no time."""
    return readable(mail, sending=sending or mail.signs_in)


def _domain(base_url: str) -> str:
    """The host of the base URL as mail writes it: an IP address stands in brackets."""
    host = urlsplit(base_url).hostname or "localhost"
    if ":" in host:
        return f"[IPv6:{host}]"
    return f"[{host}]" if re.fullmatch(r"[0-9.]+", host) else host


def _require_as_meant(raw: bytes, headers: list[str], recipient: str) -> None:
    """What a receiver reads has the headers that we set, each once, and one recipient."""
    read = message_from_bytes(raw, policy=_POLICY)
    if read.keys() != headers or _recipients(read) != [recipient]:
        raise Unmailable("The message does not read as it was meant.")


def _recipients(message: EmailMessage) -> list[str]:
    fields = chain.from_iterable(message.get_all(name, []) for name in _RECIPIENTS)
    return [each.addr_spec for field in fields for each in field.addresses]
