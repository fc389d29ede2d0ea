"""A small OpenID Connect issuer: it says of its one visitor what the test tells it to."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

CLIENT, SECRET = "launch-events", "a secret that only the two of them know"


@dataclass
class Issuer:
    """What it says: `claims` take the place of the usual ones; a claim that is None is left out."""

    address: str
    now: int
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: Any = field(default_factory=dict)
    token: str | None = None  # what it answers in place of one
    described: dict[str, Any] = field(default_factory=dict)  # what it says of itself besides
    client: str = CLIENT
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    signing_key: RSAKey | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        routes = [
            Route("/.well-known/openid-configuration", self._describe),
            Route("/authorize", self._authorize),
            Route("/token", self._token, methods=["POST"]),
            Route("/keys", self._keys),
            Route("/userinfo", self._userinfo),
        ]
        await Starlette(routes=routes)(scope, receive, send)

    async def _describe(self, _request: Request) -> Response:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        places["userinfo_endpoint"] = "userinfo"
        usual = {"issuer": self.address} | {name: f"{self.address}/{at}" for name, at in places.items()}
        return JSONResponse(usual | self.described)

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    async def _token(self, request: Request) -> Response:
        form = await request.form()
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if self.client != CLIENT:
            return JSONResponse({"error": "invalid_client", "error_description": "Who\nis that?"}, 401)
        asked = self.codes.pop(str(form["code"]), None)
        if request.headers.get("authorization") != f"Basic {basic}" or asked is None:
            return JSONResponse({"error": "invalid_grant"}, 400)
        proof = base64.urlsafe_b64encode(hashlib.sha256(str(form["code_verifier"]).encode()).digest()).decode()
        if proof.rstrip("=") != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        if self.token:
            return Response(self.token, media_type="application/json")
        usual = {"iss": self.address, "aud": CLIENT, "sub": "1", "iat": self.now, "exp": self.now + 300}
        claims = usual | {"nonce": asked["nonce"]} | self.claims
        said = {name: value for name, value in claims.items() if value is not None}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, said, self.signing_key or self.key)
        return JSONResponse({"access_token": "open", "token_type": "Bearer", "id_token": signed})

    async def _keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def _userinfo(self, request: Request) -> Response:
        assert request.headers["authorization"] == "Bearer open"
        return JSONResponse({"sub": "1"} | self.userinfo if isinstance(self.userinfo, dict) else self.userinfo)
