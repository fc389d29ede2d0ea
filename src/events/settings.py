"""What an operator may set: read once from `EVENTS_*`, typed and frozen, all complaints told at once."""

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

PREFIX = "EVENTS_"
SECRET_LENGTH = 32
_HOST = r"(?:\[[0-9a-fA-F:.]+\]|[0-9a-zA-Z](?:[0-9a-zA-Z.-]*[0-9a-zA-Z])?)"
_DOMAIN = r"[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*"


class Foreseen(RuntimeError):
    """What whoever runs the service can mend: its text is for them, and a command ends with it and no traceback."""


class SettingsError(ValueError):
    """The settings cannot be used; `complaints` holds one sentence for each reason, and no secret."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = tuple(complaints)


@dataclass(frozen=True)
class Must:
    """What a value has to be, in words that end the sentence “EVENTS_PORT must be ...”."""

    be: str


def _matching(pattern: str) -> AfterValidator:
    """Refuses a text that is not wholly of the pattern."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError
        return text

    return AfterValidator(check)


def _as_origin(text: str) -> str:
    """As a browser writes an origin: small letters, no port that goes without saying, no slash at the end."""
    origin = text.lower().rstrip("/")
    return origin.removesuffix(":443" if origin.startswith("https:") else ":80")


def _items(value: object) -> object:
    return [item.strip() for item in value.split(",") if item.strip()] if isinstance(value, str) else value


Port = Annotated[int, Field(ge=1, le=65535), Must("a whole number from 1 to 65535")]
Processes = Annotated[int, Field(ge=1, le=64), Must("a whole number from 1 to 64")]
Seconds = Annotated[int, Field(ge=0, le=31_536_000), Must("a whole number of seconds, at most a year")]
Networks = Annotated[
    tuple[IPv4Network | IPv6Network, ...],
    BeforeValidator(_items),
    Must("addresses or networks with commas between them, such as 127.0.0.1,10.0.0.0/8"),
]
Secret = Annotated[
    SecretStr, Field(min_length=SECRET_LENGTH), Must(f"at least {SECRET_LENGTH} characters, best at random")
]
BaseUrl = Annotated[
    str,
    _matching(rf"(?i:https?)://{_HOST}(?::[0-9]{{1,5}})?/?"),
    AfterValidator(_as_origin),
    Must("http:// or https:// with a host and perhaps a port, and nothing after them"),
]
DatabaseUrl = Annotated[
    str,
    _matching(r"sqlite:///[^?#]+|postgresql://[^/\s]*/[^\s]+"),
    Must("sqlite:///PATH or postgresql://USER:PASSWORD@HOST/DATABASE"),
]
MailUrl = Annotated[
    str,
    _matching(rf"smtps?://(?:[^@\s]+@)?{_HOST}(?::[0-9]{{1,5}})?/?"),
    Must("smtp://USER:PASSWORD@HOST:PORT or smtps:// of the same form"),
]
MailboxUrl = Annotated[
    str,
    _matching(rf"imaps?://[^@\s]+@{_HOST}(?::[0-9]{{1,5}})?(?:/\S*)?"),
    Must("imaps://USER:PASSWORD@HOST/FOLDER"),
]
Mailbox = Annotated[
    str,
    _matching(rf"[^\s<>@]+@{_DOMAIN}|(?!.*=\?)[^<>@\"\x00-\x1f\x7f]+ <[^\s<>@]+@{_DOMAIN}>"),
    Must("a mail address, alone or as Name <address>"),
]
Domain = Annotated[str, _matching(_DOMAIN), Must("the name of a domain")]
Listen = Annotated[
    str,
    _matching(rf"/\S+|{_HOST}:[0-9]{{1,5}}"),
    Must("HOST:PORT, or the path of a socket that starts with a slash"),
]
Issuer = Annotated[
    str,
    _matching(rf"(?:https://{_HOST}|http://localhost)(?::[0-9]{{1,5}})?(?:/[^\s?#@]*)?"),
    Must("an https:// address without a query"),
]

_REPLIES = "Read and checked; used when replies land."


class Settings(BaseModel):
    """Every setting, named as in the environment but for the prefix. What holds a secret is not shown."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    data_dir: Annotated[Path, Must("a folder")] = Field(
        default=Path("data"), description="The folder for everything that is kept; made if absent."
    )
    database_url: DatabaseUrl = Field(
        default_factory=lambda others: f"sqlite:///{others['data_dir']}/events.db",
        description="`sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST/DATABASE`; "
        "if absent, a file in the data folder.",
        repr=False,
    )
    host: str = Field(default="127.0.0.1", description="The address to listen on; `0.0.0.0` is every one.")
    port: Port = Field(default=8000, description="The port to listen on.")
    base_url: BaseUrl = Field(
        default_factory=lambda others: f"http://localhost:{others['port']}",
        description="Where readers find the service; every link is made from this and from nothing else.",
    )
    secret: Secret | None = Field(
        default=None,
        description="Signs what must not be forged; made and kept in the data folder if absent.",
        repr=False,
    )
    processes: Processes = Field(default=1, description="How many processes answer requests.")
    worker: Annotated[Literal["in", "apart"], Must("in or apart")] = Field(
        default="in", description="Whether mail is sent `in` the server or `apart` from it, by `events worker`."
    )
    shared_max_age: Seconds = Field(
        default=0, description="Seconds for which a shared cache may keep a public page without asking."
    )
    trusted_proxies: Networks = Field(
        default=(),
        description="Whose `X-Forwarded-For` is believed: networks, with commas between them.",
    )
    smtp_url: MailUrl | None = Field(
        default=None,
        description="Where mail goes out: `smtp://USER:PASSWORD@HOST:PORT`, over TLS where that is offered, or "
        "`smtps://`; if absent, mail is kept, and shown in the terminal and the office.",
        repr=False,
    )
    mail_from: Mailbox | None = Field(
        default=None,
        description="Whom mail is from, as `Name <address>` or the address alone; "
        "if absent, `events` at the host of the base URL.",
    )
    reply_domain: Domain | None = Field(default=None, description=f"The domain of reply addresses. {_REPLIES}")
    imap_url: MailboxUrl | None = Field(default=None, description=f"Where replies are fetched. {_REPLIES}", repr=False)
    lmtp_listen: Listen | None = Field(default=None, description=f"Where replies are delivered. {_REPLIES}")
    oidc_issuer: Issuer | None = Field(
        default=None,
        description="Who signs organisers in, by OpenID Connect; has to send `email` with `email_verified`.",
    )
    oidc_client_id: str | None = Field(default=None, description="Our name at the issuer.")
    oidc_client_secret: SecretStr | None = Field(default=None, description="Our secret at the issuer.", repr=False)

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """The settings in an environment, an empty one being an absent one; raises SettingsError."""
        known = {f"{PREFIX}{field.upper()}": field for field in cls.model_fields}
        given = {known[name]: environ[name].strip() for name in known if environ.get(name, "").strip()}
        complaints = [*_unknown(environ, known), *_half_given(given)]
        try:
            settings = cls.model_validate(given)
        except ValidationError as error:
            complaints += _mistakes(error, given)
        if complaints:
            raise SettingsError(complaints)
        return settings

    def signing_key(self) -> bytes:
        """The secret that was set, or else the one kept in the data folder, made on first use."""
        if self.secret:
            return self.secret.get_secret_value().encode()
        return _kept_secret(self.data_dir / "secret")


def _unknown(environ: Mapping[str, str], known: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name.removeprefix(PREFIX), [each.upper() for each in known.values()], n=1)
            hint = f"did you mean {PREFIX}{near[0]}?" if near else "the README lists those that there are."
            yield f"There is no setting {name}; {hint}"


def _half_given(given: Mapping[str, str]) -> Iterator[str]:
    trio = {"oidc_issuer", "oidc_client_id", "oidc_client_secret"}
    if trio & given.keys() and trio - given.keys():
        missing = " and ".join(f"{PREFIX}{field.upper()}" for field in sorted(trio - given.keys()))
        yield f"Sign-in by OpenID Connect also needs {missing}."


def _mistakes(error: ValidationError, given: Mapping[str, str]) -> list[str]:
    """One sentence for each field that was given wrongly; a default that waits for another field is none."""
    wrong = dict.fromkeys(str(each["loc"][0]) for each in error.errors(include_input=False))
    return [_complaint(field, given[field]) for field in wrong if field in given]


def _complaint(field: str, value: str) -> str:
    info = Settings.model_fields[field]
    wanted = next(_musts(info.annotation, info.metadata))
    shown = f", not {value!r}" if info.repr and "@" not in value else ""
    return f"{PREFIX}{field.upper()} must be {wanted.be}{shown}."


def _musts(annotation: Any, metadata: list[Any]) -> Iterator[Must]:
    """A field's own words, or those of the type it may hold besides None."""
    yield from (each for each in metadata if isinstance(each, Must))
    for choice in getattr(annotation, "__args__", ()):
        yield from _musts(choice, list(getattr(choice, "__metadata__", ())))


def _kept_secret(path: Path) -> bytes:
    """Read from its file, which appears whole and once however many processes start together."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".secret-{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{secrets.token_urlsafe(SECRET_LENGTH)}\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass  # another process was first: its secret counts
        finally:
            draft.unlink()
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise SettingsError([f"The secret in {path} cannot be read: {error.strerror}."]) from error
    if len(secret) < SECRET_LENGTH:
        raise SettingsError([f"The secret in {path} is too short; without the file, a new one is made."])
    return secret
