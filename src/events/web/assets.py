"""Our own stylesheet and icons: read once, addressed by their content, so that they may be kept for ever."""

import hashlib
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from events.published import validators

_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".js": "text/javascript; charset=utf-8"}
_FOLDER = Path(__file__).parent.parent / "static"
_ASSETS = {each.name: each.read_bytes() for each in _FOLDER.iterdir() if each.suffix in _TYPES}
_VERSIONS = {name: hashlib.sha256(content).hexdigest()[:12] for name, content in _ASSETS.items()}
_FOR_EVER = "public, max-age=31536000, immutable"


def address(name: str) -> str:
    return f"/static/{name}?v={_VERSIONS[name]}"


async def show(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _ASSETS:
        raise HTTPException(404)
    cache = _FOR_EVER if request.query_params.get("v") == _VERSIONS[name] else "public, no-cache"
    return validators.answer(request.headers, _ASSETS[name], _TYPES[Path(name).suffix], cache=cache)
