"""No feed, however hostile, does worse than one located error."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from rss_strategies import rss

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CLOSED = "a DOCTYPE is not allowed in a feed"
MORE = "pass max_bytes to allow more"


def entities(count: int, *, each: int) -> str:
    """Return a feed with a chain of entities, each of which is the one before it, so many times."""
    chain = (f'<!ENTITY a{n} "{f"&a{n - 1};" * each}">' for n in range(1, count))
    return f'<!DOCTYPE r [<!ENTITY a0 "ha">{"".join(chain)}]><rss>&a{count - 1};</rss>'


HOSTILE: Mapping[str, tuple[Callable[[], str | tuple[str, ...]], str]] = {
    "entity chain": (lambda: entities(30_000, each=1), f"feed:1:13: {CLOSED}"),
    "billion laughs": (lambda: entities(10, each=10), f"feed:1:13: {CLOSED}"),
    "depth": (
        lambda: "<rss>\n" + "<a>" * 1_000_000,
        "feed:2:190: elements are nested more than 64 levels deep",
    ),
    "long text": (
        lambda: rss(f"\n<title>{'a' * 9_000_000}</title>"),
        "feed:2:1: the element has more than 8,388,608 characters of text",
    ),
    "text in many pieces": (
        lambda: rss("\n<title>" + f"<b>{'a' * 4_500_000}</b>" * 2 + "</title>"),
        "feed:2:1: the element has more than 8,388,608 characters of text",
    ),
    "long attribute": (
        lambda: rss(f'\n<a b="{"c" * 2_000_000}"/>'),
        "feed:2:1: the attributes of an element have more than 1,048,576 characters",
    ),
    "many attributes": (
        lambda: "<rss " + " ".join(f'a{n}="x"' for n in range(100_000)) + "/>",
        "feed:1:1: the element has more than 100 attributes",
    ),
    "many elements": (
        lambda: (f"<rss><channel/>{'<a/>' * 199_990}</rss>", "<rss>\n" + "<a/>" * 20),
        f"feed 2:2:29: the feed has more than 200,000 elements; {MORE}",
    ),
    "many bytes": (
        lambda: rss("a" * 20_000_000),
        f"feed:1:1: the feed has more than 16,777,216 bytes; {MORE}",
    ),
}
"""Feeds that harm a careless reader, and what is said instead; more in ``feeds/*.cases``."""


def test_the_limits_in_the_security_policy_are_those_that_stop_feeds() -> None:
    size, elements, depth, attributes, text = (
        re.sub(r".* more than ([\d,]+) .*", r"\1", HOSTILE[name][1])
        for name in ("many bytes", "many elements", "depth", "many attributes", "long text")
    )
    policy = Path(__file__).parents[2].joinpath("SECURITY.md").read_text(encoding="utf-8")
    (row,) = (line for line in policy.splitlines() if line.startswith("| RSS |"))
    assert row.split("|")[2].strip().split(", ") == [
        f"{int(size.replace(',', '')) >> 20} MiB",
        f"{elements} elements",
        f"{depth} levels of nesting",
        f"{attributes} attributes of an element",
        f"{text} characters of text in an element",
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_one_located_error(name: str) -> None:
    make, message = HOSTILE[name]
    made = make()
    with pytest.raises(tfg.FeedError) as caught:
        tfg.authoring.draft_from_feed(*([made] if isinstance(made, str) else made))
    assert str(caught.value) == message


@pytest.mark.weekly
@pytest.mark.slow
def test_hostile_documents_take_little_memory() -> None:
    script = (
        "import resource, sys\n"
        "import techforgood_podcast as tfg\n"
        "from test_feeds_hardening import HOSTILE\n"
        "base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for make, _ in HOSTILE.values():\n"
        "    try:\n"
        "        made = make()\n"
        "        tfg.authoring.draft_from_feed(*([made] if isinstance(made, str) else made))\n"
        "    except tfg.FeedError:\n"
        "        continue\n"
        "    sys.exit('not refused')\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) < 200


@pytest.mark.weekly
@pytest.mark.slow
def test_a_feed_just_below_the_limits_is_read() -> None:
    notes = f"<description>{'é' * 1_048_576}</description>"
    attributes = " ".join(f'a{n}="x"' for n in range(100))
    nested = f"<a {attributes}>" + "<b>" * 61 + "</b>" * 61 + "</a>"
    document = rss(f"<title>Bread</title>{notes}{nested}" + "<a/>" * 199_000)
    assert tfg.authoring.draft_from_feed(document).show.title == "Bread"


def test_a_feed_of_just_as_many_bytes_as_allowed_is_read() -> None:
    document = rss("<title>Bread</title>").encode().ljust(16 * 1024 * 1024)
    assert tfg.authoring.draft_from_feed(document).show.title == "Bread"


def test_what_stands_between_elements_is_no_text() -> None:
    document = rss("<title>Bread</title>" + "\n" * 2_000_000)
    assert tfg.authoring.draft_from_feed(document).show.title == "Bread"


def test_xinclude_is_not_followed() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>'
    feed = rss(f"<title>Bread{include}</title>")
    assert tfg.authoring.draft_from_feed(feed).show.title == "Bread"
