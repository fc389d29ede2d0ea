"""SMTP to a real server: what it is told, over what, and whose fault a failure is."""

import socket
import ssl
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from events.mail import smtp
from events.mail.outbox import OutgoingMail
from events.mail.smtp import Post, PutOff, Refused, Server, Undelivered, Unreachable
from tests.mail.test_messages import a_letter
from tests.mailbox import Mailbox, receiving

SECRET = "p@ss:word/#?%20"
URL_SECRET = "p%40ss:word/#?%2520"


async def _send(url: str, *mails: OutgoingMail) -> None:
    async with Post(Server.at(url), "launch.example") as post:
        for mail in mails:
            await post.send(mail)


async def test_envelope_and_message_arrive_as_they_were_queued(mailbox: Mailbox) -> None:
    mail = a_letter(to="o'brien+press@larkfield.example", text="Hello\n.\nFrom me")

    await _send(mailbox.url, mail)

    [came] = mailbox.received
    assert (came.sender, came.recipients) == ("events@launch.example", ["o'brien+press@larkfield.example"])
    assert came.raw == mail.message


async def test_several_mails_go_over_one_connection_even_after_a_refusal(mailbox: Mailbox) -> None:
    mailbox.answers = ["550 No", "250 Yes"]
    async with Post(Server.at(mailbox.url), "launch.example") as post:
        with pytest.raises(Refused):
            await post.send(a_letter(key="1"))
        await post.send(a_letter(key="2", subject="Second"))

    assert mailbox.subjects == ["Second"]
    assert mailbox.connections == 1


@pytest.mark.parametrize(
    "recipient",
    [
        "a@b.example, evil@c.example",
        "a@b.example>\r\nRCPT TO:<evil@c.example",
        '"a@b, evil"@c.example',
        "a b@c.example",
    ],
)
async def test_a_row_with_another_recipient_than_its_message_is_not_sent(mailbox: Mailbox, recipient: str) -> None:
    mail = a_letter()
    mail.recipient = recipient
    with pytest.raises(Refused):
        await _send(mailbox.url, mail)

    assert mailbox.received == []
    assert mailbox.connections == 0


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("550 5.1.1 No such mailbox", Refused),
        ("554 5.7.1 Spam", Refused),
        ("451 4.7.1 Greylisted", PutOff),
        ("452 4.2.2 Mailbox full", PutOff),
        ("421 4.3.2 Closing", Unreachable),
        ("530 5.7.0 Authentication required", Unreachable),
    ],
)
async def test_an_answer_says_whether_the_mail_the_moment_or_the_server_is_at_fault(
    mailbox: Mailbox, answer: str, outcome: type[Undelivered]
) -> None:
    mailbox.answers = [answer]
    with pytest.raises(outcome, match=answer[4:]) as failed:
        await _send(mailbox.url, a_letter())

    assert failed.value.brief == f"The server answered {answer[:3]}"


async def test_a_recipient_whom_the_server_refuses_is_at_fault_too(mailbox: Mailbox) -> None:
    mailbox.recipient_answers = ["550 5.1.1 No such mailbox", "450 4.2.1 Later"]
    with pytest.raises(Refused):
        await _send(mailbox.url, a_letter())
    with pytest.raises(PutOff):
        await _send(mailbox.url, a_letter())


async def test_a_server_that_is_not_there_is_at_fault_and_its_password_stays_with_us() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        port = gone.getsockname()[1]
    for place in (f"127.0.0.1:{port}", "127.0.0.1:99999"):
        with pytest.raises(Unreachable) as failed:
            await _send(f"smtp://me:{URL_SECRET}@{place}", a_letter())
        assert SECRET not in str(failed.value)


async def test_a_server_that_does_not_answer_is_given_up(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", 0.2)
    mailbox.silent = True

    with pytest.raises(Unreachable):
        await _send(mailbox.url, a_letter())


@pytest.mark.parametrize(
    ("url", "host", "port", "tls"),
    [
        ("smtp://mail.example.org", "mail.example.org", 25, False),
        ("smtp://me:secret@mail.example.org/", "mail.example.org", 587, False),
        ("smtps://mail.example.org", "mail.example.org", 465, True),
        ("smtps://me:secret@[::1]:2465", "::1", 2465, True),
    ],
)
def test_a_url_says_where_and_how(url: str, host: str, port: int, tls: bool) -> None:
    server = Server.at(url)

    assert (server.host, server.port, server.tls) == (host, port, tls)
    assert "secret" not in repr(server)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A server's, which nobody trusts."""
    folder: Path = tmp_path_factory.mktemp("certificate")
    key, cert = folder / "key.pem", folder / "cert.pem"
    made_by = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=mail.example"
    subprocess.run(["openssl", *made_by.split(), "-keyout", key, "-out", cert], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context


async def test_we_go_over_to_tls_where_it_is_offered_and_sign_in_by_name(certificate: ssl.SSLContext) -> None:
    signed_in: list[tuple[bytes, bytes]] = []

    def sign_in(_server: object, _session: object, _envelope: object, _mechanism: str, who: object) -> AuthResult:
        assert isinstance(who, LoginPassword)
        signed_in.append((who.login, who.password))
        return AuthResult(success=who.password == SECRET.encode(), handled=False)

    with receiving(tls_context=certificate, authenticator=sign_in, auth_required=True) as box:
        place = box.url.removeprefix("smtp://")
        await _send(f"smtp://me:{URL_SECRET}@{place}", a_letter())
        with pytest.raises(Unreachable, match="535"):
            await _send(f"smtp://me:wrong@{place}", a_letter())

    assert signed_in[0] == (b"me", SECRET.encode())
    assert box.over_tls == [True]


async def test_a_certificate_that_nobody_vouches_for_will_do_on_this_machine_only(
    certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving(tls_context=certificate) as box:
        await _send(box.url, a_letter())
        monkeypatch.setattr(Server, "is_this_machine", False)
        with pytest.raises(Unreachable, match="certificate"):
            await _send(box.url, a_letter())

    assert len(box.received) == 1
