"""Write the files of a built site about its addresses: ``404.html``, a site map, ``robots.txt``.

    python docs/addresses.py build/docs https://example.org/docs/

Both need the address at which the site is published. Without one, the site map has that of
``python -m http.server -d build/docs``, and links of ``404.html`` are relative.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

import house_style
from templates import template

LOCAL = "http://localhost:8000/"
# Pages that lists of pages leave out.
UNLISTED = {"404.html", "search.html", "genindex.html", "py-modindex.html"}


def write(site: Path, url: str = "") -> None:
    """Write the files into a built site."""
    base = f"{(url or LOCAL).rstrip('/')}/"
    root = urlsplit(base).path if url else ""
    (site / "404.html").write_text(
        template("404.html", styles=house_style.tokens(), root=root), encoding="utf-8", newline="\n"
    )
    (site / "sitemap.xml").write_text(site_map(site, base), encoding="utf-8", newline="\n")
    maps = [name for name in ("sitemap.xml", "catalogue/sitemap.xml") if (site / name).exists()]
    robots = "".join(f"Sitemap: {base}{name}\n" for name in maps)
    (site / "robots.txt").write_text(robots, encoding="utf-8")


def site_map(site: Path, base: str) -> str:
    """Return the addresses of the pages of a built site; the catalogue's site has its own map."""
    pages = sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if path.name not in UNLISTED
        and not path.relative_to(site).as_posix().startswith(("_", "catalogue/"))
    )
    listed = (f"<url><loc>{escape(base + quote(page))}</loc></url>" for page in pages)
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *listed,
            "</urlset>\n",
        )
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]), *sys.argv[2:])
