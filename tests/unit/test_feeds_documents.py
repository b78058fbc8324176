"""Documents are read in any encoding and spelling, and refused where they break."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path

import pytest

import techforgood_podcast as tfg
from rss_strategies import NAMESPACES, item, rss
from techforgood_podcast import Episode

FEEDS = Path(__file__).parent / "feeds"


def only(document: str | bytes) -> Episode:
    """Return the one episode of a feed."""
    (episode,) = tfg.authoring.draft_from_feed(document).episodes
    return episode


def failure(document: str | bytes | Path) -> str:
    with pytest.raises(tfg.FeedError) as caught:
        tfg.authoring.draft_from_feed(document)
    return str(caught.value)


# ------------------------------------------------------------------------------ where from


def test_a_feed_is_a_text_bytes_or_the_path_of_a_file(tmp_path: Path) -> None:
    document = rss("<title>Été</title>")
    (tmp_path / "feed.xml").write_text(document, encoding="utf-8")
    for feed in (document, document.encode(), tmp_path / "feed.xml"):
        assert tfg.authoring.draft_from_feed(feed).show.title == "Été"


def test_a_file_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    with pytest.raises(tfg.FeedError) as caught:
        tfg.authoring.draft_from_feed(path)
    assert str(caught.value) == f"{path}: there is no such file"
    assert (caught.value.line, caught.value.column) == (0, 0)


def test_a_folder_is_no_feed(tmp_path: Path) -> None:
    with pytest.raises(tfg.FeedError, match="expected the file of an RSS feed, found a folder"):
        tfg.authoring.draft_from_feed(tmp_path)


def test_a_path_that_no_file_can_have_is_no_feed() -> None:
    with pytest.raises(tfg.FeedError, match="null byte"):
        tfg.authoring.draft_from_feed(Path("a\0b"))


def test_a_device_is_refused() -> None:
    with pytest.raises(tfg.FeedError, match="neither a file nor a folder"):
        tfg.authoring.draft_from_feed(Path("/dev/zero"))


@pytest.mark.parametrize("as_path", [str, Path])
def test_the_path_of_a_feed_may_be_text(as_path: type[str | Path], tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<rss><channel><title>Bread</title></channel></rss>", encoding="utf-8")
    assert tfg.authoring.draft_from_feed(as_path(path)).show.title == "Bread"
    assert failure(as_path(tmp_path / "no.xml")) == f"{tmp_path / 'no.xml'}: there is no such file"


@pytest.mark.parametrize("name", ["show.yaml", "show.YML"])
def test_a_yaml_file_is_no_feed(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("show:\n  title: <b>\n", encoding="utf-8")
    assert failure(path) == f"{path}: this is a YAML file, not a feed"


def test_an_address_is_no_feed() -> None:
    address = "https://example.org/feed.xml"
    message = f'"{address}" is an address; download it and pass the file'
    assert failure(address) == message


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


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_document_that_ends_with_its_byte_order_mark_is_located(mark: bytes) -> None:
    advice = "correct the file, or ask the feed's host to fix it"
    assert failure(mark) == f"feed:1:1: invalid XML: no element found; {advice}"


def test_half_a_character_in_a_text_is_located() -> None:
    assert failure("<rss>\né\ud800") == "feed:2:2: invalid Unicode: lone surrogate"


# ---------------------------------------------------------------------------------- broken


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "ampersand",
            '2:12: invalid XML: a bare "&" in: <title>Éé & co</title>; write "&amp;" instead',
        ),
        ("atom", "2:1: expected an RSS feed: <rss> with a <channel>"),
        ("cut-off", "2:12: invalid XML: no element found in: <title>Half; correct the file"),
        ("doctype", "2:15: a DOCTYPE is not allowed in a feed"),
        ("empty", "1:1: invalid XML: no element found; correct the file"),
        ("html", "1:1: invalid XML: syntax error in: <!doctype html>"),
        ("nesting", "2:19: invalid XML: mismatched tag in: <title>Été<item></title>"),
        ("no-channel", "2:3: expected an RSS feed: <rss> with a <channel>"),
    ],
)
def test_a_broken_feed_is_refused_where_it_breaks(name: str, message: str) -> None:
    path = FEEDS / f"broken-{name}.xml"
    with pytest.raises(tfg.FeedError) as caught:
        tfg.authoring.draft_from_feed(path)
    assert str(caught.value).startswith(f"{path}:{message}")
    assert caught.value.file == str(path)


def test_every_broken_feed_is_refused() -> None:
    for path in FEEDS.glob("broken-*.xml"):
        with pytest.raises(tfg.FeedError):
            tfg.authoring.draft_from_feed(path)


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


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Salt & bread", 'a bare "&" in: <title>Salt & bread</title>'),
        ("R&D", 'a bare "&" in: <title>R&D</title>'),
        ("A&B&C", 'a bare "&" in: <title>A&B&C</title>'),
    ],
)
def test_a_bare_ampersand_is_shown_with_what_to_write(text: str, problem: str) -> None:
    message = failure(f"<rss><channel>\n<title>{text}</title>")
    assert (
        message.partition("XML: ")[2] == f'{problem}; write "&amp;" instead, or pass recover=True'
    )


def test_an_unknown_entity_that_no_html_has_comes_with_general_advice() -> None:
    message = failure("<rss><channel>\n<title>&nothing;</title>")
    assert message.endswith(
        'the entity "&nothing;" is not defined in XML in: <title>&nothing;</title>; '
        "correct the file, or ask the feed's host to fix it"
    )


def test_only_a_part_of_a_long_line_is_shown() -> None:
    message = failure("<rss>" + "x" * 1000 + "&" + "y" * 1000)
    assert len(message) < 200


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


def test_an_element_of_another_namespace_says_nothing() -> None:
    media = '<media:title xmlns:media="http://search.yahoo.com/mrss/">Another</media:title>'
    assert only(rss(item(title="Bread", more=media))).title == "Bread"


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


def test_a_prefix_means_what_the_innermost_declaration_says() -> None:
    inner = '<x:duration xmlns:x="http://www.itunes.com/dtds/podcast-1.0.dtd">60</x:duration>'
    found = only(rss(item(title="Bread", x_duration="33:13", more=inner)))
    assert found.duration == dt.timedelta(minutes=1)


def test_the_old_namespace_of_rss_itself_is_known() -> None:
    document = rss("<title>Bread</title>").replace(
        NAMESPACES, ' xmlns="http://backend.userland.com/rss2"'
    )
    assert tfg.authoring.draft_from_feed(document).show.title == "Bread"
