"""Files: pictures to look at, everything else to save; whole or one range of them, in pieces."""

from collections.abc import Mapping
from urllib.parse import quote
from uuid import UUID

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from events.published import validators
from events.storage import files
from events.storage.files import File
from events.visibility import visible
from events.web.public.finding import NotFound
from events.web.site import Visit, site

# Nothing in a file runs, whoever opens it and however it is opened.
_HARMLESS = {"content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff"}
# The endings that a name may keep, by what the file is; another gets the first of them as well.
_ENDINGS = {
    "application/pdf": ("pdf",),
    "application/zip": ("zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "text/plain": ("txt", "csv", "tsv", "md"),
}
_OTHER_ENDINGS = ("bin", "doc", "xls", "ppt", "mp3", "mp4", "mov", "wav")


async def send(request: Request, visit: Visit) -> Response:
    file = await _visible(request.path_params["id"], visit)
    headers = _headers(file)
    tags = validators.listed(request.headers, "if-none-match")
    if validators.is_known(tags, None, tag=headers["etag"]):
        return Response(status_code=304, headers={name: headers[name] for name in ("etag", "cache-control")})
    if request.method == "HEAD":
        return Response(headers=headers | {"content-length": str(file.size)})
    asked = _asked(request.headers, headers["etag"], file.size)
    if asked is not None and not asked:
        return Response(status_code=416, headers=_HARMLESS | {"content-range": f"bytes */{file.size}"})
    part = asked or range(file.size)
    headers["content-length"] = str(len(part))
    if asked:
        headers["content-range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
    body = files.content(site(request).store, file, part.start, part.stop)
    return StreamingResponse(body, 206 if asked else 200, headers)


async def _visible(name: str, visit: Visit) -> File:
    try:
        id = UUID(name)
    except ValueError:
        raise NotFound from None
    if str(id) != name:  # one address for one file
        raise NotFound
    file = await visit.db.scalar(select(File).where(File.id == id, visible(File, visit.reader, visit.now)))
    if file is None:
        raise NotFound
    return file


def _headers(file: File) -> dict[str, str]:
    charset = "; charset=utf-8" if file.media_type.startswith("text/") else ""
    return _HARMLESS | {
        "accept-ranges": "bytes",
        "cache-control": "public, no-cache",
        "content-disposition": _disposition(file),
        "content-type": f"{file.media_type}{charset}",
        "etag": f'"{file.sha256}"',
    }


def _disposition(file: File) -> str:
    """RFC 6266: the name in plain letters for old programs, and as RFC 8187 spells it for the others."""
    endings = _ENDINGS.get(file.media_type, _OTHER_ENDINGS)
    name = file.name.replace("/", "_").replace("\\", "_")
    if name.rpartition(".")[2].lower() not in endings:
        name = f"{name}.{endings[0]}"
    plain = "".join(each if each.isascii() and each.isprintable() and each not in '"%' else "_" for each in name)
    kind = "inline" if file.is_picture else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='!#$&+-.^_`|~')}"


def _asked(headers: Mapping[str, str], etag: str, size: int) -> range | None:
    """The one range asked for (RFC 9110 section 14.2); None for the whole, empty where there is nothing of it.

    What is not one sound range of bytes gets the whole file, and so does a list of ranges, however long.
    """
    unit, _, wanted = headers.get("range", "").partition("=")
    first, dash, last = wanted.strip().partition("-")
    if unit.strip().lower() != "bytes" or not dash or not _are_numbers(first, last):
        return None
    if headers.get("if-range", etag) != etag:
        return None
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(min(int(first), size), min(int(last) + 1, size) if last else size)


def _are_numbers(first: str, last: str) -> bool:
    given = [each for each in (first, last) if each]
    return bool(given) and all(each.isascii() and each.isdigit() and len(each) < 19 for each in given)
