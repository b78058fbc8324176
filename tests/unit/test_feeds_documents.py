"""Documents are read in any encoding and spelling, and refused where they break."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import lzma
import pickle
from pathlib import Path

import pytest

import techforgood_podcast as tfg
from own_folders import SHOW, write
from rss_strategies import NAMESPACES, item, rss
from techforgood_podcast import Episode

RSS = "download the RSS feed of the show"


def only(document: str | bytes) -> Episode:
    """Return the one episode of a feed."""
    (episode,) = tfg.authoring.draft_from_feed(document).episodes
    return episode


def failure(document: str | bytes | Path) -> str:
    with pytest.raises(tfg.FeedError) as caught:
        tfg.authoring.draft_from_feed(document)
    return str(caught.value)


# ------------------------------------------------------------------------------ where from


@pytest.mark.parametrize("from_path", [str, Path])
def test_a_feed_is_a_text_bytes_or_the_path_of_a_file(
    tmp_path: Path, from_path: type[str | Path]
) -> None:
    document = rss("<title>Été</title>")
    (tmp_path / "feed.xml").write_text(document, encoding="utf-8")
    for feed in (document, document.encode(), from_path(tmp_path / "feed.xml")):
        assert tfg.authoring.draft_from_feed(feed).show.title == "Été"


@pytest.mark.parametrize(
    ("feed", "message"),
    [
        (Path("feed.xml"), "feed.xml: there is no such file"),
        ("feed.xml", "feed.xml: there is no such file"),
        (Path(), "expected the file of an RSS feed, found a folder"),
        (Path("a\0b"), "null byte"),
        (Path("/dev/zero"), "neither a file nor a folder"),
        (Path("show.yaml"), "show.yaml: this is a YAML file, not a feed"),
        (Path("show.YML"), "show.YML: this is a YAML file, not a feed"),
        (
            "https://example.org/feed.xml",
            '"https://example.org/feed.xml" is an address; download it and pass the file',
        ),
    ],
)
def test_what_is_no_feed_is_refused(
    feed: str | Path, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("show.yaml", "show.YML"):
        write(tmp_path, name, "show:\n  title: <b>\n")
    with pytest.raises(tfg.FeedError) as caught:
        tfg.authoring.draft_from_feed(feed)
    assert message in str(caught.value)
    assert (caught.value.line, caught.value.column) == (0, 0)


@pytest.mark.parametrize("text", ["no\nfeed", "x" * 5000])
def test_a_text_that_can_be_no_path_is_read_as_a_feed(text: str) -> None:
    assert failure(text).startswith("feed:1:1: invalid XML")


def test_an_error_keeps_its_parts_when_it_is_pickled() -> None:
    error = tfg.FeedError("no feed", 2, 3, "my.xml")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 -- just written
    assert (type(again), str(again)) == (tfg.FeedError, "my.xml:2:3: no feed")
    assert (again.message, again.line, again.column, again.file) == ("no feed", 2, 3, "my.xml")
    assert isinstance(again, ValueError)


# ------------------------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        *(("", "utf-8"), ("", "utf-8-sig"), ("utf-8", "utf-8"), ("UTF-8", "utf-8-sig")),
        *(("", "utf-16"), ("utf-16", "utf-16"), ("UTF-16", "utf-16")),
        *(("iso-8859-1", "latin-1"), ("latin1", "latin-1"), ("windows-1252", "cp1252")),
        *(("iso-8859-15", "iso-8859-15"), ("koi8-r", "koi8-r")),
    ],
)
def test_the_encoding_of_bytes_is_the_one_they_declare(declared: str, encoding: str) -> None:
    title = "Подкаст" if encoding == "koi8-r" else "Été"
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    document = f"{head}{rss(f'<title>{title}</title>')}".encode(encoding)
    assert tfg.authoring.draft_from_feed(document).show.title == title


@pytest.mark.parametrize("declared", ["utf-16", "latin-1", "klingon", "utf-8"])
def test_the_encoding_that_a_text_declares_is_that_of_another_time(declared: str) -> None:
    head = f'\ufeff<?xml version="1.0" encoding="{declared}"?>\n'
    assert tfg.authoring.draft_from_feed(head + rss("<title>Été</title>")).show.title == "Été"


@pytest.mark.parametrize(
    "encoding", ["klingon", "utf-7", "shift_jis", "hex", "undefined", "idna", "utf-16"]
)
def test_an_encoding_that_cannot_be_read_is_located(encoding: str) -> None:
    document = f'<?xml version="1.0" encoding="{encoding}"?>{rss("")}'.encode()
    message = failure(document)
    assert message.startswith("feed:1:31: ")
    assert "encoding" in message


def test_a_byte_that_is_no_utf_8_is_located() -> None:
    document = "<rss><channel>\n<title>é".encode() + b"\xff</title></channel></rss>"
    problem = "feed:2:9: invalid XML: not well-formed (invalid token) in: <title>é</title>"
    assert failure(document).startswith(problem)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("before", ["", "\n", "\n\n", "\r", "\r\n"])
def test_places_count_characters_in_every_encoding(encoding: str, before: str) -> None:
    head = '<?xml version="1.0" encoding="latin-1"?>' if encoding == "latin-1" else ""
    line = {"": 1, "\n\n": 3}.get(before, 2)
    column = len(f"{head}<rss>ééé</" if line == 1 else "ééé</") + 1
    document = f"{head}<rss>{before}ééé</rs>".encode(encoding)
    assert failure(document).startswith(f"feed:{line}:{column}: invalid XML: mismatched tag")


def test_a_character_that_holds_an_ampersand_is_in_a_column() -> None:
    assert failure(b"\xff\xfe&x\x00D").startswith("feed:1:1: invalid XML: ")


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_document_that_ends_with_its_byte_order_mark_is_located(mark: bytes) -> None:
    assert failure(mark) == "feed:1:1: the feed ends in the middle; download it again"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "rest", ["", "<", "<title", "<![CDATA[Bread", "<!-- Bread", "<title>Bread", "</channel>"]
)
def test_a_document_that_was_cut_off_is_to_be_downloaded_again(rest: str, encoding: str) -> None:
    message = failure(f"<rss><channel>\n{rest}".encode(encoding))
    assert message.startswith("feed:2:")
    assert message.endswith(": the feed ends in the middle; download it again")


def test_a_document_that_ends_inside_a_letter_is_to_be_downloaded_again() -> None:
    document = "<rss><channel><title>é".encode()[:-1]
    assert failure(document).endswith("the feed ends in the middle; download it again")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_is_not_closed_before_the_end_of_a_feed_is_to_be_corrected(encoding: str) -> None:
    message = failure("<rss><channel><!-- Bread </channel></rss>\n".encode(encoding))
    assert message.startswith("feed:1:15: invalid XML: unclosed token")


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "an Atom feed"),
        ("<feed/>", "an Atom feed"),
        ('<x:RDF xmlns:x="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "a feed in RSS 1.0"),
        ('<opml version="2.0"><head/><body/></opml>', "OPML, a list of feeds"),
        ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "a sitemap"),
        ("<sitemapindex/>", "a sitemap"),
        ("<rss/>", "<rss> without a <channel>"),
        ("<bread/>", 'XML that begins with "<bread>"'),
    ],
)
def test_xml_that_is_no_rss_feed_is_named(document: str, found: str) -> None:
    assert failure(document) == f"feed:1:1: expected an RSS feed, found {found}; {RSS}"


def test_a_character_that_no_document_may_have_is_located() -> None:
    assert failure("<rss>\né\ud800") == "feed:2:2: invalid Unicode: lone surrogate"
    problem = r"feed:2:8: invalid XML: not well-formed (invalid token) in: <title>\x01</title>; "
    assert failure("<rss>\n<title>\x01</title>").startswith(problem)


SOUND = f"an audio or video file; {RSS}"
PAGE = 'a web page; find the address of the feed on it, often under "RSS", and download that'


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (b"", "nothing; download it again"),
        (b"\xef\xbb\xbf \r\n", "nothing; download it again"),
        (b"<html><p>Bread<br></html>", PAGE),
        (b"\n<!DOCTYPE  HTML>\n<title>Bread</title>", PAGE),
        (b"<?xml version='1.0'?><!-- Salt --><!DOCTYPE html PUBLIC ''><html/>", PAGE),
        (gzip.compress(b"<rss/>", mtime=0), "a compressed file; unpack it"),
        (bz2.compress(b"<rss/>"), "a compressed file; unpack it"),
        (lzma.compress(b"<rss/>"), "a compressed file; unpack it"),
        (b"PK\x03\x04", "a compressed file; unpack it"),
        (b'\xef\xbb\xbf{"version":\n"https://jsonfeed.org/version/1.1"}', f"a JSON Feed; {RSS}"),
        (b'{"title": "Bread"}', f"a JSON file; {RSS}"),
        (b"[]", f"a JSON file; {RSS}"),
        (b"ID3\x03\x00", SOUND),
        (b"\xff\xfb\x90\x44", SOUND),
        (b"OggS\x00", SOUND),
        (b"\x00\x00\x00\x20ftypM4A ", SOUND),
    ],
)
def test_what_people_pass_in_place_of_a_feed_is_named(
    document: bytes, found: str, tmp_path: Path
) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(document)
    message = f"expected an RSS feed, found {found}"
    assert (failure(document), failure(path)) == (f"feed: {message}", f"{path}: {message}")


# ------------------------------------------------------------------------ tolerated slips


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("blank", "line", "column"), [("\n\n", 3, 5), (" \r\n\t", 2, 6), ("\r", 2, 5), ("  ", 1, 7)]
)
def test_white_space_before_the_declaration_is_tolerated(
    blank: str, line: int, column: int, mark: str
) -> None:
    head = f"{mark}{blank}<?xml version='1.0'?>"
    assert only((head + rss(item(title="Brød"))).encode()).title == "Brød"
    wrong = f"{mark}{blank}<?xml version='1.0'?></rss>".encode()
    column += len("<?xml version='1.0'?>") - 3
    assert failure(wrong).startswith(f"feed:{line}:{column}: invalid XML: ")


# ------------------------------------------------------------------------------ namespaces


@pytest.mark.parametrize(
    ("itunes", "podcast"),
    [
        (
            "http://www.itunes.com/DTDs/Podcast-1.0.dtd",
            "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
        ),
        ("http://www.itunes.com/dtds/podcast-1.0.dtd/", "https://PodcastIndex.org/namespace/1.0/"),
        ("https://www.itunes.com/dtds/podcast-1.0.dtd", "http://podcastindex.org/namespace/1.0"),
    ],
)
def test_namespaces_are_known_in_each_of_their_spellings(itunes: str, podcast: str) -> None:
    document = rss(
        item(
            title="Bread",
            i_duration="33:13",
            more='<p:person role="guest">Ben Baker</p:person>',
        )
    ).replace(NAMESPACES, f' xmlns:i="{itunes}" xmlns:p="{podcast}"')
    found = only(document)
    assert found.duration == dt.timedelta(minutes=33, seconds=13)
    assert [guest.credited_as for guest in found.guests] == ["Ben Baker"]


def test_the_usual_prefixes_need_no_declaration() -> None:
    more = '<podcast:person role="guest">Ben Baker</podcast:person>'
    document = rss(item(title="Bread", itunes_duration="33:13", more=more)).replace(NAMESPACES, "")
    found = only(document)
    assert found.duration == dt.timedelta(minutes=33, seconds=13)
    assert [guest.credited_as for guest in found.guests] == ["Ben Baker"]


def test_a_prefix_declared_for_something_else_is_not_the_usual_one() -> None:
    document = rss(item(title="Bread", itunes_duration="33:13"))
    other = ' xmlns:itunes="https://example.org/other"'
    assert only(document.replace(NAMESPACES, other)).duration is None


def test_the_old_namespace_of_rss_itself_is_known() -> None:
    document = rss("<title>Bread</title>").replace(
        NAMESPACES, ' xmlns="http://backend.userland.com/rss2"'
    )
    assert tfg.authoring.draft_from_feed(document).show.title == "Bread"


# ---------------------------------------------------------------------------------- recovering


@pytest.mark.parametrize(
    ("document", "positions"),
    [
        ("<rss><channel>\n<title>\né & è & ê</title></channel></rss>".encode(), [(3, 3), (3, 7)]),
        (
            "\ufeff<rss><channel><title>\né & è & ê</title></channel></rss>".encode(),
            [(2, 3), (2, 7)],
        ),
        ("\ufeff<rss><channel><title>&</title></channel></rss>".encode(), [(1, 22)]),
        ("\ufeff<rss><channel/></rss><script/>".encode(), [(1, 22)]),
        (
            '<?xml version="1.0" encoding="iso-8859-1"?><rss><channel>\n<title>\né & è & ê</title>'
            "</channel></rss>".encode("latin-1"),
            [(3, 3), (3, 7)],
        ),
        (rss(item(title="A &amp; B")).encode("utf-16"), []),
    ],
    ids=["UTF-8", "a mark", "a mark on the line", "a mark and a rest", "Latin-1", "UTF-16"],
)
def test_positions_of_mends_count_the_characters_of_the_file(
    document: bytes, positions: list[tuple[int, int]]
) -> None:
    mended = tfg.enrich(tfg.load_catalogue(), document, recover=True).mended
    assert [(mend.line, mend.column) for mend in mended] == positions


def test_an_update_names_what_it_mended(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    items = "<item><title>Bread</title></item>"
    write(tmp_path, "feed.rss", f"<rss><channel>\n<author>A & B</author>\n{items}</channel></rss>")
    update = tfg.authoring.update_folder(tmp_path, tmp_path / "feed.rss", recover=True)
    assert [str(mend).removeprefix(f"{tmp_path}/") for mend in update.mended] == [
        'feed.rss:2:11: warning: read "&" as "&amp;" in: <author>A & B</author>'
    ]
    assert not update.waits


def test_inspecting_reads_the_mended_feed() -> None:
    feed = "<rss><channel><title>A & B</title></channel></rss>"
    (count,) = tfg.authoring.inspect_feed(feed, recover=True)
    assert (count.element, count.reason) == ("title", "")


def test_a_feed_in_utf_16_is_not_mended() -> None:
    with pytest.raises(tfg.FeedError):
        tfg.authoring.draft_from_feed(rss(item(title="A & B")).encode("utf-16"), recover=True)


@pytest.mark.parametrize("start", ["<rss><channel>", "<rss></rss>"])
@pytest.mark.parametrize("opening", ["<![CDATA[", "<!--", "<?a ", "</rss", "</rss>"])
def test_what_never_ends_is_not_searched_again(start: str, opening: str) -> None:
    with pytest.raises(tfg.FeedError):
        tfg.authoring.draft_from_feed(f"{start}{opening * 100_000}&", recover=True)
