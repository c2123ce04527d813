"""Where a conversation is, and which service URLs are to be trusted with a message."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address

from yarl import URL


@dataclass(frozen=True, kw_only=True)
class Address:
    """One conversation of one of our bots, and the service URL Teams last named for it."""

    app_id: str
    service_url: str
    conversation_id: str


def is_loopback(url: str) -> bool:
    """Tell whether the URL stays on this machine."""
    host = _parsed(url).host or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@lru_cache
def is_safe(url: str) -> bool:
    """Tell whether what is sent to the URL cannot be read on the way; asked of the same few in every call."""
    parsed = _parsed(url)
    return bool(parsed.host) and (parsed.scheme == "https" or (parsed.scheme == "http" and is_loopback(url)))


def is_file_link(url: str, hosts: Collection[str], *, sandboxed: bool) -> bool:
    """Tell whether the URL is where Teams keeps files, on one of these hosts, or where a sandbox does."""
    if is_loopback(url):
        return sandboxed
    parsed = _parsed(url)
    host = (parsed.host or "").lower()
    known = any(host == each or host.endswith(f".{each}") for each in hosts)
    return known and parsed.scheme == "https" and parsed.port == 443 and parsed.user is None


def same_service(one: str, other: str) -> bool:
    """Compare two service URLs; the case of the host and a trailing slash do not matter."""
    return _bare(one) == _bare(other) and _parsed(one).absolute


def _bare(url: str) -> str:
    return str(_parsed(url)).rstrip("/")


def _parsed(url: str) -> URL:
    try:
        return URL(url)
    except ValueError:
        return URL()
