"""Addresses, judged by the URL Standard's parser in Node.js, by httpx and by Python's urllib."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs
import pytest
from cases import BUNDLED, HERE, reader

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

httpx = reader("httpx")

BROKEN = ("http://[::1", "https://[::1::2]/", "https://a:b/", "https://[1:2]")
# What only some parsers refuse: those who accept it find no host, or one that cannot exist.
DUBIOUS = (
    "https://?",
    "https://",
    "https://#a",
    "https://256.1.1.1",
    "https://a:99999",
    "https://a\uff0fb.org",
)
VALID = (
    *("https://a.org", "http://a.org:65535/b?c#d", "http://[::1]:80/", "https://127.0.0.1/"),
    *("https://école.fr/été", "https://xn--cole-9oa.fr", "https://例え.テスト/", "https://a.org."),
    *("https://مثال.إختبار/", "https://a_b.org", "https://a.org/b@c:d[e]", "http://localhost:8000"),
)


def with_node(addresses: Iterable[str]) -> list[bool]:
    done = subprocess.run(
        [shutil.which("node") or "node", HERE / "addresses.mjs"],
        input=json.dumps([*addresses]),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return list(json.loads(done.stdout))


def has_host(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.hostname) and parts.port != 0  # reading the port checks it


def is_accepted(read: Callable[[str], object], address: str, refusal: type[Exception]) -> bool:
    try:
        return bool(read(address))
    except refusal:
        return False


def with_the_catalogue(addresses: Iterable[str]) -> list[bool]:
    def changed(address: str) -> object:
        return attrs.evolve(BUNDLED.show, url=address).url

    return [is_accepted(changed, address, tfg.RecordError) for address in addresses]


READERS: dict[str, Callable[[Iterable[str]], list[bool]]] = {
    "node": with_node,
    "httpx": lambda all_: [
        is_accepted(lambda one: httpx.URL(one).host, address, httpx.InvalidURL) for address in all_
    ],
    "urllib": lambda all_: [is_accepted(has_host, address, ValueError) for address in all_],
}


@pytest.mark.parametrize("name", READERS)
def test_what_no_parser_accepts_is_refused(name: str) -> None:
    assert not any(READERS[name](BROKEN))
    assert not any(with_the_catalogue(BROKEN))


@pytest.mark.parametrize("name", READERS)
def test_valid_addresses_in_any_script_are_accepted(name: str) -> None:
    assert all(READERS[name](VALID))
    assert all(with_the_catalogue(VALID))


def test_an_address_that_browsers_refuse_is_refused() -> None:
    assert not any(with_node(DUBIOUS))
    assert not any(with_the_catalogue(DUBIOUS))


@pytest.mark.parametrize("name", READERS)
def test_every_address_of_the_catalogue_is_accepted(name: str) -> None:
    addresses = tuple(source.url for source in BUNDLED.sources if source.url)
    assert addresses
    assert all(READERS[name](addresses))
