"""Where a request comes from, as far as that can be believed."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.requests import Request

from events.web.site import site

_SHARED = 64  # of an IPv6 address: what follows is chosen by whoever has the network


def place(request: Request) -> str:
    """The client's address, or its network where one client has many addresses.

    `X-Forwarded-For` is read from its end, as far as those who wrote it are proxies of ours.
    """
    trusted = site(request).settings.trusted_proxies
    believed = request.client.host if request.client else ""
    named = ",".join(request.headers.getlist("x-forwarded-for")).split(",") if trusted else []
    while named and _is_one_of(believed, trusted):
        before = named.pop().strip()
        if _read(before) is None:
            break
        believed = before
    address = _read(believed)
    return str(ip_network((address, _SHARED), strict=False)) if isinstance(address, IPv6Address) else str(address)


def _is_one_of(address: str, networks: Sequence[IPv4Network | IPv6Network]) -> bool:
    read = _read(address)
    return read is not None and any(read in network for network in networks)


def _read(address: str) -> IPv4Address | IPv6Address | None:
    try:
        read = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return getattr(read, "ipv4_mapped", None) or read
