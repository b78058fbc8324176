"""Sites as the tests read them: their files, their pages taken apart, and links that are broken."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin

import techforgood_podcast as tfg
import written
from web_pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from techforgood_podcast.writers import Exportable

# Where a folder is looked at, as from a disk or below an address.
ANYWHERE = "https://anywhere.example/some/folder/"


@cache
def files_of(obj: Exportable, **options: Any) -> dict[str, str]:
    """Return the files of a site by name."""
    return written.files_of(obj, "site", **options)


@cache
def page_of(obj: Exportable, name: str, **options: Any) -> Page:
    """Return a page of a site, taken apart."""
    return Page(files_of(obj, **options)[name])


def pages_of(obj: Exportable, **options: Any) -> dict[str, Page]:
    """Return all pages of a site but its cards, taken apart."""
    return {
        name: page_of(obj, name, **options)
        for name in files_of(obj, **options)
        if name.endswith(".html") and not name.endswith(".card.html")
    }


def links_in(page: Page) -> Iterator[str]:
    """Yield all addresses in a page, that of a page to which it leads on at once included."""
    for element in page.elements:
        for name in ("href", "src"):
            if name in element.attributes:
                yield element.attributes[name]
        if element.attributes.get("http-equiv") == "refresh":
            yield element.attributes["content"].partition("url=")[2]


def broken(files: Mapping[str, str], base: str = ANYWHERE) -> list[str]:
    """Return the links between the files of a site that lead nowhere, or out of its folder."""
    pages = {name: Page(text) for name, text in files.items() if name.endswith(".html")}
    anchors = {
        name: {e.attributes["id"] for e in page.elements if "id" in e.attributes}
        for name, page in pages.items()
    }
    found: list[str] = []
    for name, page in pages.items():
        for link in links_in(page):
            address, fragment = urldefrag(urljoin(base + name, link))
            if ("://" in link and not link.startswith(base)) or link.startswith(
                ("data:", "mailto:")
            ):
                continue
            target = unquote(address.removeprefix(base))
            leads = address.startswith(base) and target in files
            if not leads or (fragment and fragment not in anchors.get(target, ())):
                found.append(f"{name}: {link}")
    return found


def heading(page: Page) -> str:
    (one,) = page.all("h1")
    return one.words


def described(page: Page) -> dict[str, str]:
    """Return what other programs are told about a page, by name or property."""
    return {
        element.attributes.get("property") or element.attributes["name"]: element.attributes[
            "content"
        ]
        for element in page.all("meta")
        if "property" in element.attributes or "name" in element.attributes
    }


def long_show(count: int, **known: Any) -> tfg.Catalogue:
    """Return a show of so many episodes, all with one host."""
    host = tfg.Person(id="zoe", name="Zoé Quill")
    show = tfg.Show(id="s", title="Show", language="en", hosts=(host,))
    return tfg.Catalogue(
        show=show,
        episodes=[
            tfg.Episode(
                id=f"e{n}", show=show, number=n, title=f"Episode {n}", hosts=(host,), **known
            )
            for n in range(1, count + 1)
        ],
    )
