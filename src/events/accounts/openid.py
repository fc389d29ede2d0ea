"""OpenID Connect: authorisation code with PKCE, state and nonce; what counts in the end is a verified mail address.

`authlib` speaks OAuth over httpx2, `joserfc` checks the signature of what the issuer says; both on first use.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from events.settings import Settings

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import AsyncOAuth2Client

TIMEOUT = 10.0  # seconds for each answer of the issuer
_KNOWN_FOR = timedelta(hours=1)
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA"]
_SKEW = 120  # seconds between their clock and ours
_PLACES = {"authorization_endpoint", "token_endpoint", "jwks_uri"}
_NOT_OURS = {"invalid_client", "unauthorized_client"}  # RFC 6749 section 5.2: a fault of the settings, here or there


class IssuerFails(RuntimeError):
    """The issuer cannot be reached, does not answer as one does, or will not know us; its text is for operators."""


class NotProved(ValueError):
    """What came back does not prove who somebody is; its text is for operators."""


class NotVerified(NotProved):
    """It says who somebody is, and not that anybody has looked whether the address is theirs.

    No setting lets them in all the same: where people choose their address at the issuer, anybody could be anybody.
    """

    def __init__(self, mail: str, *, is_said: bool) -> None:
        super().__init__(_UNVERIFIED if is_said else _SAYS_NOTHING)
        self.mail = mail


_UNVERIFIED = (
    "It says that the mail address of this person is not verified (email_verified is false): have it verified there. "
    "Links by mail work without."
)
_SAYS_NOTHING = (
    "It gives a mail address without email_verified, so nobody gets in by it: have the issuer send that claim to our "
    "client wherever it sends email, as true for addresses that it has checked or given itself. Links by mail work "
    "without."
)


@dataclass(frozen=True)
class Leaving:
    """What is remembered of somebody while they are at the issuer's."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def fresh(cls) -> "Leaving":
        return cls(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))


@dataclass
class Issuer:
    """Who signs our organisers in, as the settings name them."""

    address: str
    client_id: str
    back_to: str
    client_secret: str = field(repr=False)
    _metadata: dict[str, Any] = field(default_factory=dict)
    _known_at: datetime | None = None

    @classmethod
    def of(cls, settings: Settings, back_to: str) -> "Issuer | None":
        issuer, client, secret = settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret
        return cls(issuer, client, back_to, secret.get_secret_value()) if issuer and client and secret else None

    async def address_of(self, leaving: Leaving, *, now: datetime) -> str:
        """Where to send the browser. Raises IssuerFails."""
        async with self._client() as client:
            metadata = await self._known(client, now)
            address, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=leaving.state,
                code_verifier=leaving.verifier,
                nonce=leaving.nonce,
            )
        return str(address)

    async def verified_mail(self, code: str, leaving: Leaving, *, now: datetime) -> str:
        """The address of whoever came back with this code. Raises IssuerFails and NotProved."""
        from authlib.integrations.httpx_client import OAuthError

        async with self._client() as client:
            metadata = await self._known(client, now)
            try:
                token = await _asked(
                    client.fetch_token(metadata["token_endpoint"], code=code, code_verifier=leaving.verifier)
                )
            except OAuthError as error:
                raise (IssuerFails if error.error in _NOT_OURS else NotProved)(str(error)) from error
            keys = (await _asked(client.request("GET", metadata["jwks_uri"], withhold_token=True))).json()
            claims = _checked(token.get("id_token"), keys, self, leaving.nonce, now)
            if "email" not in claims and "userinfo_endpoint" in metadata:
                more = (await _asked(client.get(metadata["userinfo_endpoint"]))).json()
                if not isinstance(more, dict) or more.get("sub") != claims["sub"]:
                    raise NotProved("Its userinfo is of somebody else.")
                claims = more
        return _verified(claims)

    def _client(self) -> "AsyncOAuth2Client":
        from authlib.integrations.httpx_client import AsyncOAuth2Client

        return AsyncOAuth2Client(
            self.client_id,
            self.client_secret,
            scope="openid email",
            redirect_uri=self.back_to,
            code_challenge_method="S256",
            timeout=TIMEOUT,
            follow_redirects=False,
        )

    async def _known(self, client: "AsyncOAuth2Client", now: datetime) -> Mapping[str, Any]:
        """What the issuer says of itself, asked for again after an hour."""
        if self._known_at is None or now - self._known_at >= _KNOWN_FOR:
            address = f"{self.address.rstrip('/')}/.well-known/openid-configuration"
            metadata = (await _asked(client.request("GET", address, withhold_token=True))).json()
            if not self._is_described_by(metadata):
                raise IssuerFails(f"{address} does not describe {self.address} as an issuer.")
            self._metadata, self._known_at = metadata, now
        return self._metadata

    def _is_described_by(self, metadata: Any) -> bool:
        if not isinstance(metadata, dict) or metadata.get("issuer") != self.address:
            return False
        places = [metadata.get(each) for each in _PLACES | ({"userinfo_endpoint"} & metadata.keys())]
        return all(isinstance(each, str) and re.match("https?://", each) for each in places)


async def _asked(request: Any) -> Any:
    """The answer of the issuer; whatever goes wrong on the way there is its failure."""
    import httpx2

    try:
        answer = await request
        if isinstance(answer, httpx2.Response):
            answer.raise_for_status()
            answer.json()
    except (httpx2.HTTPError, ValueError, RecursionError) as error:
        raise IssuerFails(str(error)) from error
    return answer


def _checked(id_token: Any, keys: Any, issuer: Issuer, nonce: str, now: datetime) -> dict[str, Any]:
    """The claims, if they are signed by the issuer, for us, for this very visit, and not too old."""
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet
    from joserfc.jws import JWSRegistry

    try:
        known = KeySet.import_key_set(keys)
    except (JoseError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise IssuerFails(f"Its keys cannot be read: {error!r}") from error
    try:
        registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
        token = jwt.decode(id_token, known, registry=registry)
        ours = {
            "iss": {"essential": True, "value": issuer.address},
            "aud": {"essential": True, "value": issuer.client_id},
        }
        claims = CodeIDToken(token.claims, token.header, ours, {"nonce": nonce, "client_id": issuer.client_id})
        claims.validate(now=int(now.timestamp()), leeway=_SKEW)
    except (JoseError, ValueError, TypeError, LookupError, RecursionError) as error:
        raise NotProved(f"Its token is not good: {error!r}") from error
    return dict(claims)


def _verified(claims: Mapping[str, Any]) -> str:
    """Anybody may claim an address; only one that the issuer has looked at says who somebody is."""
    mail, verified = claims.get("email"), claims.get("email_verified")
    if not isinstance(mail, str):
        raise NotProved("It does not say a mail address.")
    if not (verified is True or verified == "true"):
        raise NotVerified(mail, is_said=verified is not None)
    return mail
