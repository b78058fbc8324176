"""Check the built documentation: requests, links, signatures, search and the inventory.

python docs/check_site.py build/docs https://example.org/docs/
"""

from __future__ import annotations

import dis
import inspect
import json
import re
import sys
import zlib
from functools import cache, partial
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import techforgood_podcast as tfg
from techforgood_podcast.models.records import Record
from techforgood_podcast.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Links are followed as on a web server. There ``https:/example.org/`` is a path of the site itself;
# in a page opened from a disk it leads to example.org.
BASE = "https://docs.example/site/"
# Links of a sidebar, those of an open branch included.
MOST_LINKS = 25
OUTSIDE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
IN_STYLES = re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')]+)", re.IGNORECASE)
# Elements that refer to a URL without requesting it, and relations of <link> that do the same.
NAMED_ONLY = {"a", "area", "base", "meta"}
RELATIONS = {"alternate", "author", "canonical", "index", "license", "next", "prev", "search"}
# Labels of the theme and of Sphinx.
LABELS = (
    *("Skip to content", "On this page", "Back to top", "Made with", ">Next<", ">Previous<"),
    *(">Home<", "Toggle ", "Link to this", "Please activate JavaScript", "<title>Contents"),
    *("Light mode", "Auto light"),
)
# The signature of a class in the reference, and the name of a parameter.
SIGNATURE = re.compile(r'<dt[^>]* id="techforgood_podcast\.(\w+)">(.*?)</dt>', re.DOTALL)
PARAMETER = re.compile(
    r'<em class="sig-param">(?:<span class="o">.*?</span>)*<span class="n"><span class="pre">(\w+)<'
)


class Page(HTMLParser):
    """The URLs that a page requests, all that its elements have, its links and anchors."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.requested: list[str] = []
        self.named: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self._inside = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record the URLs in an element."""
        given = dict(attrs)
        self.anchors.add(given.get("id") or "")
        self.named += (value for value in given.values() if value and OUTSIDE.match(value))
        if tag == "a":
            self.links.append(given.get("href") or "")
        self._inside = tag if tag == "style" else ""
        named = tag == "link" and (given.get("rel") or "") in RELATIONS
        if tag not in NAMED_ONLY and not named:
            self.requested += [
                value
                for name, value in attrs
                if name in {"src", "href", "srcset", "data", "poster", "action"}
                and OUTSIDE.match(value or "")
                and value
            ]
        self.requested += IN_STYLES.findall(given.get("style") or "")

    def handle_data(self, data: str) -> None:
        """Record what styles request."""
        if self._inside == "style":
            self.requested += IN_STYLES.findall(data)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        del tag
        self._inside = ""


def outside(site: Path, url: str = BASE) -> Iterator[str]:
    """Yield the requests to other sites than this one, published at an address."""
    for path in sorted(site.rglob("*.html")):
        requested = Page(path).requested
        yield from (f"{path}: {there}" for there in requested if not there.startswith(url))
    for path in sorted(site.rglob("*.css")):
        requested = IN_STYLES.findall(path.read_text(encoding="utf-8"))
        yield from (f"{path}: {there}" for there in requested)


def dead(site: Path, url: str = BASE) -> Iterator[str]:
    """Yield links within the site, published at an address, to missing files or anchors."""
    page, base = cache(Page), urlsplit(url)
    for path in sorted(site.rglob("*.html")):
        here = urljoin(url, quote(path.relative_to(site).as_posix()))
        own = (address for address in page(path).named if address.startswith(url))
        for link in dict.fromkeys((*page(path).links, *own)):
            address = urlsplit(urljoin(here, link.strip()))
            if address.scheme not in {"http", "https"} or address.netloc not in {"", base.netloc}:
                continue
            inside = address.path.startswith(base.path)
            target = site / unquote(address.path.removeprefix(base.path))
            anchor = unquote(address.fragment)
            if not (inside and target.exists()) or (anchor and anchor not in page(target).anchors):
                yield f"{path}: {link} leads nowhere"


def unlisted(site: Path) -> Iterator[str]:
    """Yield the public names and members missing from the inventory that other projects link to.

    A member that a class inherits from a public class may be listed there.
    """
    inventory = (site / "objects.inv").read_bytes()
    *_, packed = inventory.split(b"\n", 4)
    listed = {line.partition(" ")[0] for line in zlib.decompress(packed).decode().splitlines()}
    for module in (tfg, tfg.authoring, tfg.converters):
        for name in module.__all__:
            public = getattr(module, name)
            bases = public.__mro__ if isinstance(public, type) else ()
            needed = {name: {name}}
            for member in members(bases):
                needed[f"{name}.{member}"] = {f"{base.__name__}.{member}" for base in bases}
            for missing, places in needed.items():
                if listed.isdisjoint(f"{module.__name__}.{place}" for place in places):
                    yield f"objects.inv: {module.__name__}.{missing} is missing"


def members(bases: Iterable[type[Any]]) -> Iterator[str]:
    """Yield the public members that the project's classes among some bases define.

    What ``__init__`` sets is a member, too: the attributes of errors are not annotated.
    """
    for base in bases:
        if not base.__module__.startswith(tfg.__name__):
            continue
        made = vars(base).get("__init__")
        steps = dis.get_instructions(made) if inspect.isfunction(made) else ()
        stored = [step.argval for step in steps if step.opname == "STORE_ATTR"]
        for name in dict.fromkeys((*vars(base), *inspect.get_annotations(base), *stored)):
            if name[0] != "_" and not hasattr(Exception, name):
                yield name


def unsigned(site: Path) -> Iterator[str]:
    """Yield the records whose signature in the reference lacks their fields."""
    for path in sorted(site.glob("api*.html")):
        for name, shown in SIGNATURE.findall(path.read_text(encoding="utf-8")):
            record = getattr(tfg, name)
            if not (isinstance(record, type) and issubclass(record, Record)):
                continue
            expected = list(inspect.signature(record).parameters)
            if not inspect.isabstract(record) and PARAMETER.findall(shown) != expected:
                yield f"{path.name}: the signature of {name} is not {', '.join(expected)}"


def unfindable(site: Path) -> Iterator[str]:
    """Yield terms of the search indexes that are not folded, so that nobody finds them."""
    for path in (site / "searchindex.js", site / "fr" / "searchindex.js"):
        terms = json.loads(path.read_text("utf-8").removeprefix("Search.setIndex(")[:-1])["terms"]
        for term in sorted({*terms, "coeur"}):
            if term not in terms or "_".join(map(fold, term.split("_"))) != term:
                yield f"{path}: nobody finds {term}"


def half_french(site: Path) -> Iterator[str]:
    """Yield the pages in French with labels of the theme in English.

    The web page of the catalogue, ``page.html``, has its words in both languages and no theme.
    """
    for path in sorted((site / "fr").rglob("*.html")):
        if path.name == "page.html":
            continue
        text = path.read_text(encoding="utf-8")
        yield from (f"{path}: {label!r} is English" for label in LABELS if label in text)


def unstable(site: Path) -> Iterator[str]:
    """Yield the pages that show where an object is in memory, which differs in every build."""
    for path in sorted(site.rglob("*.html")):
        if re.search(r" at 0x[0-9a-f]{6,}", path.read_text(encoding="utf-8")):
            yield f"{path}: the address of an object in memory"


def crowded(site: Path) -> Iterator[str]:
    """Yield the pages whose sidebar has more links than people take in at a glance."""
    for path in sorted(site.rglob("*.html")):
        _, _, sidebar = path.read_text(encoding="utf-8").partition('<nav class="sidebar-tree"')
        count = sidebar.partition("</nav>")[0].count("<a ")
        if count > MOST_LINKS:
            yield f"{path}: {count} links in the sidebar, more than {MOST_LINKS}"


def unread(site: Path) -> Iterator[str]:
    """Yield the pages that the plain text for language models lacks."""
    overview = (site / "llms.txt").read_text(encoding="utf-8")
    everything = (site / "llms-full.txt").read_text(encoding="utf-8")
    for path in sorted(site.glob("*.txt")):
        name = path.relative_to(site).as_posix()
        listed = f"({name})" in overview and path.read_text(encoding="utf-8") in everything
        if not name.startswith(("llms", "robots")) and not listed:
            yield f"llms.txt: {name} is missing"


def main(folder: str, url: str = BASE) -> int:
    """Print the problems of a site that is published at an address; return the exit status."""
    site = Path(folder)
    there = (partial(outside, url=url), partial(dead, url=url))
    checks = (*there, unlisted, unsigned, unfindable, half_french, unstable)
    problems = [problem for check in (*checks, unread, crowded) for problem in check(site)]
    print(*problems or [f"{site}: no problems found"], sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
