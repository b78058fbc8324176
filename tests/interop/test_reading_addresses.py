"""Addresses, judged by the URL Standard's parser in Node.js, by httpx and by Python's urllib."""

from __future__ import annotations

import json
import shutil
import subprocess
from urllib.parse import urlsplit

import attrs
import pytest
from cases import BUNDLED, HERE, reader

import techforgood_podcast as tfg

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


def with_node(addresses: tuple[str, ...]) -> list[bool]:
    done = subprocess.run(
        [shutil.which("node") or "node", HERE / "addresses.mjs"],
        input=json.dumps(addresses),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return list(json.loads(done.stdout))


def with_httpx(addresses: tuple[str, ...]) -> list[bool]:
    def accepts(address: str) -> bool:
        try:
            return bool(httpx.URL(address).host)
        except httpx.InvalidURL:
            return False

    return list(map(accepts, addresses))


def with_urllib(addresses: tuple[str, ...]) -> list[bool]:
    def accepts(address: str) -> bool:
        try:
            parts = urlsplit(address)
            return bool(parts.hostname) and parts.port != 0  # reading the port checks it
        except ValueError:
            return False

    return list(map(accepts, addresses))


def with_the_catalogue(addresses: tuple[str, ...]) -> list[bool]:
    def accepts(address: str) -> bool:
        try:
            attrs.evolve(BUNDLED.show, url=address)
        except tfg.RecordError:
            return False
        return True

    return list(map(accepts, addresses))


READERS = {"node": with_node, "httpx": with_httpx, "urllib": with_urllib}


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
