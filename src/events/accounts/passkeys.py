"""Passkeys: kept by what a browser or a key made of them, and asked with a challenge that is good once.

The library is imported where it is used: with its cryptography it takes 12 MB and a tenth of a second of every start.
"""

import hmac
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import BigInteger, LargeBinary, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.accounts.models import Account
from events.storage.base import Base, Identified, to
from events.storage.types import Line

_CHALLENGE_LIFE = timedelta(hours=1)  # as long as somebody may look at the page it is on
_SKEW = timedelta(minutes=1)  # between the clocks of two processes
_NONCE, _MOMENT, _SEAL = 16, 8, 32


class Passkey(Identified, Base, kw_only=True, eq=False):
    """The public half of a passkey, and what its owner calls it."""

    __tablename__ = "passkeys"
    __table_args__ = {"info": {"private": True, "watched": False}}

    account_id: Mapped[UUID] = mapped_column(to("accounts.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)  # of 32 bits without a sign
    name: Mapped[str] = mapped_column(Line(80))
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class SpentChallenge(Base, kw_only=True, eq=False):
    """A challenge that was answered, and is good no more."""

    __tablename__ = "spent_challenges"
    __table_args__ = {"info": {"private": True, "watched": False}}

    challenge: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class NoPasskey(ValueError):
    """What a browser sent proves nothing; its message says so to whoever tried."""

    def __str__(self) -> str:
        return "This passkey was not accepted. Try again, or sign in by a link."


@dataclass(frozen=True)
class House:
    """Where passkeys are good: the host, and the pages that may ask for them."""

    host: str
    origin: str
    secret: bytes

    @classmethod
    def at(cls, base_url: str, secret: bytes) -> Self:
        return cls(urlsplit(base_url).hostname or "", base_url, secret)

    def challenge(self, purpose: str, now: datetime) -> bytes:
        """Known again by its seal, so that none has to be kept before it is answered."""
        said = secrets.token_bytes(_NONCE) + int(now.timestamp()).to_bytes(_MOMENT)
        return said + self._seal(purpose, said)

    def is_ours(self, challenge: bytes, purpose: str, now: datetime) -> bool:
        said, seal = challenge[:-_SEAL], challenge[-_SEAL:]
        if len(said) != _NONCE + _MOMENT or not hmac.compare_digest(seal, self._seal(purpose, said)):
            return False
        made = datetime.fromtimestamp(int.from_bytes(said[_NONCE:]), UTC)
        return made - _SKEW <= now < made + _CHALLENGE_LIFE

    def _seal(self, purpose: str, said: bytes) -> bytes:
        return hmac.new(self.secret, f"passkey {purpose} ".encode() + said, "sha256").digest()


def to_sign_in(house: House, now: datetime) -> str:
    """What the browser is asked, as JSON: any passkey of this house, by a verified user."""
    import webauthn
    from webauthn.helpers.structs import UserVerificationRequirement

    options = webauthn.generate_authentication_options(
        rp_id=house.host,
        challenge=house.challenge(_SIGN_IN, now),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def to_add(house: House, account: Account, known: Sequence[Passkey], now: datetime) -> str:
    """What the browser is asked, as JSON: a passkey that it finds without being told whose, and none it has made."""
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_registration_options(
        rp_id=house.host,
        rp_name="Launch Events",
        user_id=account.id.bytes,
        user_name=account.mail,
        user_display_name=account.name,
        challenge=house.challenge(_adding(account), now),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=each.credential_id) for each in known],
    )
    return webauthn.options_to_json(options)


async def add(db: AsyncSession, house: House, account: Account, answer: str, *, name: str, now: datetime) -> Passkey:
    """Keeps the passkey that a browser has made. Raises NoPasskey."""
    import webauthn
    from webauthn import helpers

    with _hostile():
        challenge = helpers.parse_client_data_json(
            helpers.parse_registration_credential_json(answer).response.client_data_json
        )
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge.challenge,
            expected_rp_id=house.host,
            expected_origin=house.origin,
            require_user_verification=True,
        )
    await _spend(db, house, challenge.challenge, _adding(account), now)
    if await _by_credential(db, made.credential_id):
        raise NoPasskey
    passkey = Passkey(
        account_id=account.id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
        added_at=now,
    )
    db.add(passkey)
    return passkey


async def owner(db: AsyncSession, house: House, answer: str, *, now: datetime) -> Account:
    """Whose passkey has answered the challenge, which is spent with this. Raises NoPasskey."""
    import webauthn
    from webauthn import helpers

    with _hostile():
        given = helpers.parse_authentication_credential_json(answer)
        challenge = helpers.parse_client_data_json(given.response.client_data_json).challenge
    passkey = await _by_credential(db, given.raw_id)
    account = await db.get(Account, passkey.account_id) if passkey else None
    if passkey is None or account is None or account.closed_at:
        raise NoPasskey
    with _hostile():
        proved = webauthn.verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=house.host,
            expected_origin=house.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    await _spend(db, house, challenge, _SIGN_IN, now)
    passkey.sign_count, passkey.used_at = proved.new_sign_count, now
    return account


async def of_account(db: AsyncSession, account_id: UUID) -> Sequence[Passkey]:
    query = select(Passkey).where(Passkey.account_id == account_id)
    return (await db.scalars(query.order_by(Passkey.added_at, Passkey.id))).all()


async def remove(db: AsyncSession, account_id: UUID, passkey_id: UUID) -> bool:
    """False if it is not theirs, or not there any more."""
    passkey = await db.get(Passkey, passkey_id)
    if passkey is None or passkey.account_id != account_id:
        return False
    await db.delete(passkey)
    return True


async def _spend(db: AsyncSession, house: House, challenge: bytes, purpose: str, now: datetime) -> None:
    if not house.is_ours(challenge, purpose, now):
        raise NoPasskey
    if await db.scalar(select(SpentChallenge.expires_at).where(SpentChallenge.challenge == challenge)):
        raise NoPasskey
    await db.execute(delete(SpentChallenge).where(SpentChallenge.expires_at < now))
    db.add(SpentChallenge(challenge=challenge, expires_at=now + _CHALLENGE_LIFE + _SKEW))


async def _by_credential(db: AsyncSession, credential_id: bytes) -> Passkey | None:
    found: Passkey | None = await db.scalar(select(Passkey).where(Passkey.credential_id == credential_id))
    return found


@contextmanager
def _hostile() -> Iterator[None]:
    """What was sent is read by a library that says in many ways that it is not what it should be."""
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        yield
    except (WebAuthnException, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise NoPasskey from error


def _adding(account: Account) -> str:
    return f"added to {account.id}"


_SIGN_IN = "sign in"
