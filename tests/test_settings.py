"""Settings: read once, every complaint at once, secrets never shown."""

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError

from events.settings import PREFIX, Settings, SettingsError

README = Path(__file__).parents[1] / "README.md"


def test_the_readme_lists_every_setting_with_its_default_and_meaning():
    rows = re.findall(r"^\| `(EVENTS_\w+)` \| (.*?) \| (.*?) \|$", README.read_text("utf-8"), re.MULTILINE)

    assert rows == [
        (f"{PREFIX}{name.upper()}", _as_written(getattr(Settings.read({}), name)), field.description)
        for name, field in Settings.model_fields.items()
    ]


def _as_written(default: object) -> str:
    return "" if default in (None, ()) else f"`{default}`"


def test_defaults_follow_what_they_depend_on():
    settings = Settings.read({"EVENTS_DATA_DIR": "/srv/events", "EVENTS_PORT": "9000"})

    assert settings.database_url == "sqlite:////srv/events/events.db"
    assert settings.base_url == "http://localhost:9000"


def test_an_empty_setting_is_an_absent_one():
    assert Settings.read({"EVENTS_PORT": "", "EVENTS_SMTP_URL": " "}) == Settings.read({})


def test_settings_stay_as_they_were_read():
    with pytest.raises(ValidationError, match="frozen"):
        Settings.read({}).port = 9000  # type: ignore[misc]


@pytest.mark.parametrize(
    ("setting", "value", "meaning"),
    [
        ("DATABASE_URL", "sqlite:///data/e.db", "sqlite:///data/e.db"),
        ("DATABASE_URL", "postgresql://me:secret@db:5432/events", "postgresql://me:secret@db:5432/events"),
        ("DATABASE_URL", "postgresql:///events", "postgresql:///events"),
        ("BASE_URL", "https://events.example.org", "https://events.example.org"),
        ("BASE_URL", "HTTPS://Events.Example.org:443/", "https://events.example.org"),
        ("BASE_URL", "http://[::1]:8000", "http://[::1]:8000"),
        ("PORT", "65535", "65535"),
        ("DATA_DIR", "/srv/events", "/srv/events"),
        ("MAIL_FROM", "Press office <press@example.org>", "Press office <press@example.org>"),
        ("SMTP_URL", "smtps://me:secret@mail.example.org:465", "smtps://me:secret@mail.example.org:465"),
        ("IMAP_URL", "imaps://me:secret@mail.example.org/INBOX", "imaps://me:secret@mail.example.org/INBOX"),
        ("LMTP_LISTEN", "/run/events/lmtp", "/run/events/lmtp"),
        ("LMTP_LISTEN", "127.0.0.1:2424", "127.0.0.1:2424"),
        ("WORKER", "apart", "apart"),
    ],
)
def test_a_sound_value_is_taken(setting: str, value: str, meaning: str):
    settings = Settings.read({f"EVENTS_{setting}": value})

    assert str(getattr(settings, setting.lower())) == meaning


def test_trusted_proxies_are_addresses_or_networks():
    settings = Settings.read({"EVENTS_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8,::1"})

    assert [str(network) for network in settings.trusted_proxies] == ["127.0.0.1/32", "10.0.0.0/8", "::1/128"]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PROCESSES", "0"),
        ("WORKER", "on"),
        ("SHARED_MAX_AGE", "-1"),
        ("DATABASE_URL", "mysql://me@db/events"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "postgresql://db"),
        ("BASE_URL", "events.example.org"),
        ("BASE_URL", "ftp://events.example.org"),
        ("BASE_URL", "https://events.example.org/launches"),
        ("BASE_URL", "https://events.example.org?a=b"),
        ("BASE_URL", "https://me@events.example.org"),
        ("BASE_URL", "https://events.example.org\nX-Evil: 1"),
        ("SECRET", "short"),
        ("TRUSTED_PROXIES", "everybody"),
        ("SMTP_URL", "http://mail.example.org"),
        ("IMAP_URL", "imaps://mail.example.org"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "Press\nBcc: x@evil.example <press@example.org>"),
        ("MAIL_FROM", "=?utf-8?q?a=0D=0ABcc:_x@evil?= <press@example.org>"),
        ("REPLY_DOMAIN", "replies example"),
        ("LMTP_LISTEN", "2424"),
        ("OIDC_ISSUER", "http://login.example.org"),
    ],
)
def test_an_unsound_value_is_refused_in_one_sentence(setting: str, value: str):
    with pytest.raises(SettingsError) as refused:
        Settings.read({f"EVENTS_{setting}": value})

    about_it = [each for each in refused.value.complaints if each.startswith(f"EVENTS_{setting} must be ")]
    assert len(about_it) == 1
    assert about_it[0].endswith(".")
    assert "\n" not in about_it[0]


def test_every_complaint_is_told_at_once():
    with pytest.raises(SettingsError) as refused:
        Settings.read({"EVENTS_PROT": "80", "EVENTS_PORT": "x", "EVENTS_WORKER": "on", "EVENTS_OIDC_CLIENT_ID": "us"})

    assert refused.value.complaints == (
        "There is no setting EVENTS_PROT; did you mean EVENTS_PORT?",
        "Sign-in by OpenID Connect also needs EVENTS_OIDC_CLIENT_SECRET and EVENTS_OIDC_ISSUER.",
        "EVENTS_PORT must be a whole number from 1 to 65535, not 'x'.",
        "EVENTS_WORKER must be in or apart, not 'on'.",
    )


def test_other_programs_settings_are_none_of_ours():
    assert Settings.read({"PORT": "x", "EVENT_PORT": "x", "PATH": "/bin"}) == Settings.read({})


CANARY = "canary-0123456789-canary-0123456789"
WITH_SECRETS = {
    "EVENTS_SECRET": CANARY,
    "EVENTS_DATABASE_URL": f"postgresql://me:{CANARY}@db/events",
    "EVENTS_SMTP_URL": f"smtp://me:{CANARY}@mail.example.org",
    "EVENTS_IMAP_URL": f"imaps://me:{CANARY}@mail.example.org",
    "EVENTS_OIDC_ISSUER": "https://login.example.org",
    "EVENTS_OIDC_CLIENT_ID": "us",
    "EVENTS_OIDC_CLIENT_SECRET": CANARY,
}


def test_no_secret_is_shown_with_the_settings():
    settings = Settings.read(WITH_SECRETS)

    assert CANARY not in f"{settings} {settings!r}"


@pytest.mark.parametrize("setting", [*WITH_SECRETS, "EVENTS_BASE_URL"])
def test_no_secret_is_shown_in_a_complaint(setting: str):
    wrong = {"EVENTS_SECRET": "canary", "EVENTS_OIDC_CLIENT_ID": ""}.get(setting, "http://me:canary@nowhere/?")

    with pytest.raises(SettingsError) as refused:
        Settings.read({"EVENTS_PORT": "x", setting: wrong})

    assert "canary" not in f"{refused.value} {refused.value!r}"
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_a_secret_that_is_set_is_used_and_not_kept(tmp_path: Path):
    settings = Settings.read({"EVENTS_DATA_DIR": str(tmp_path), "EVENTS_SECRET": CANARY})

    assert settings.signing_key() == CANARY.encode()
    assert list(tmp_path.iterdir()) == []


def test_a_secret_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path):
    settings = Settings.read({"EVENTS_DATA_DIR": str(tmp_path / "data")})

    with ThreadPoolExecutor(8) as starting:
        keys = set(starting.map(lambda _: settings.signing_key(), range(8)))

    assert len(keys) == 1
    assert [each.name for each in settings.data_dir.iterdir()] == ["secret"]
    assert stat.S_IMODE((settings.data_dir / "secret").stat().st_mode) == 0o600
    assert Settings.read({"EVENTS_DATA_DIR": str(tmp_path / "data")}).signing_key() in keys


def test_a_kept_secret_that_was_cut_short_is_refused(tmp_path: Path):
    (tmp_path / "secret").write_text("")

    with pytest.raises(SettingsError, match="too short"):
        Settings.read({"EVENTS_DATA_DIR": str(tmp_path)}).signing_key()


def test_a_kept_secret_that_cannot_be_read_is_named(tmp_path: Path):
    (tmp_path / "secret").mkdir()  # which even root cannot read as a file
    with pytest.raises(SettingsError, match=r"The secret in .*/secret cannot be read: Is a directory\."):
        Settings.read({"EVENTS_DATA_DIR": str(tmp_path)}).signing_key()
