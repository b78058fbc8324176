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

LOCAL = "http://localhost:8000/"
# Pages that lists of pages leave out.
UNLISTED = {"404.html", "search.html", "genindex.html", "py-modindex.html"}
# Served for any missing address, so that nothing in it depends on the folder.
MISSING = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Page not found – techforgood_podcast</title>
<style>
{styles}
body {{ max-width: 40rem; margin: 12vh auto; padding: 0 1rem; font: 1rem/1.6 var(--sans) }}
body {{ background: var(--paper); color: var(--ink) }}
h1 {{ font: 700 2rem/1.2 var(--serif) }}
h2 {{ font: 700 1.3rem/1.2 var(--serif); margin-top: 2.5rem }}
a {{ color: var(--accent) }}
</style>
</head>
<body>
<main>
<h1>There is no such page</h1>
<p>It may have moved. <a href="{root}index.html">Start</a>,
<a href="{root}search.html">search</a>, or read
<a href="{root}catalogue/index.html">the catalogue</a>.</p>
<div lang="fr">
<h2>Cette page n’existe pas</h2>
<p>Elle a peut-être changé d’adresse. <a href="{root}fr/index.html">Accueil</a>,
<a href="{root}fr/search.html">recherche</a>, ou
<a href="{root}catalogue/fr/index.html">le catalogue</a>.</p>
</div>
</main>
</body>
</html>
"""


def write(site: Path, url: str = "") -> None:
    """Write the files into a built site."""
    base = f"{(url or LOCAL).rstrip('/')}/"
    root = urlsplit(base).path if url else ""
    (site / "404.html").write_text(
        MISSING.format(styles=house_style.tokens(), root=root), encoding="utf-8", newline="\n"
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
