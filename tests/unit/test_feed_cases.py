"""What feeds say, and what is understood: each line of ``feeds/*.cases`` is a piece of a feed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings

import techforgood_podcast as tfg
from case_files import Case, cases_of, compare, each_case
from rss_strategies import documents, item, rss
from settings import examples
from techforgood_podcast.authoring.feeds.comparing import compare_feeds, is_loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FEEDS = Path(__file__).parent / "feeds"
SHOW = {"id": "my-show", "title": "My show", "language": "en"}
UNTITLED = {"id": "untitled-show", "title": "Untitled show", "language": "und"}
NOTHING = tfg.from_dict({"show": SHOW})
BREAD = {"id": "s01e03", "season": 1, "number": 3, "title": "Bread"}


def expanded(text: str) -> str:
    text = re.sub(r"(.)\{(\d+)\}", lambda found: found[1] * int(found[2]), text)
    return text.replace("\\n", "\n").replace("\\t", "\t")


def channel_of(line: str) -> str:
    """Return the channel that a line describes."""
    text = expanded(line)
    if "<item>" in text or text.startswith("<channel>"):
        return text.removeprefix("<channel>")
    titled = re.search("<(itunes:)?title>", text)
    return item(more=text) if titled else item(title="Bread", more=text)


def flat(value: Any) -> str:
    """Return a value on one line of moderate length."""
    text = value
    if not isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False).replace('"', "")
    return text.replace("\n", "\\n") if len(text) < 500 else f"{text[:20]}… ({len(text)})"


def fields(values: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]:
    """Return the values that are unusual."""
    unusual = {name: value for name, value in values.items() if value != usual.get(name)}
    return [f"{name}: {flat(value)}" for name, value in unusual.items() if name != "sources"]


def taken(text: str, _: Mapping[str, Any]) -> Iterable[str]:
    """Return what a draft takes of a feed, and what is left; but no ids of episodes."""
    document = rss(channel_of(text))
    draft = tfg.to_dict(tfg.authoring.draft_from_feed(document))
    yield from fields(draft["show"], UNTITLED)
    for one in draft.get("episodes", []):
        yield from fields(one, {"id": one["id"], "title": "Bread", "kind": "full"})
    for count in tfg.authoring.inspect_feed(document):
        if count.reason:
            times = f"{count.count} × " if count.count > 1 else ""
            inside = "channel " if count.parent == "channel" else ""
            yield f"left {times}{inside}{count.element} ({count.reason})"


def noted(text: str, _: Mapping[str, Any]) -> Iterable[str]:
    """Return the notes in plain text that a description becomes."""
    notes = channel_of(f"<description><![CDATA[{text}]]></description>")
    feed = rss(f"<link>https://example.org/</link>{notes}")
    (episode,) = tfg.authoring.draft_from_feed(feed, with_notes=True).episodes
    return [] if episode.notes is None else [flat(episode.notes)]


def shown(text: str, _: Mapping[str, Any]) -> Iterable[str]:
    """Return notes in HTML as a web page shows them, and as Markdown."""
    show = tfg.Show(id="s", title="S", language="en")
    notes = expanded(text)
    episode = tfg.Episode(id="e", show=show, title="T", notes_html=notes)
    page = tfg.dumps(episode, "html").partition('<blockquote class="notes">\n')[2]
    yield flat(page.partition("\n</blockquote>")[0])
    yield flat(tfg.dumps(episode, "markdown").partition("## Show notes\n\n")[2].rstrip("\n"))


def enriched(text: str, known: Mapping[str, Any]) -> Iterable[str]:
    """Return what a feed changes in a catalogue: an episode with the title "Bread" or others."""
    catalogue = tfg.from_dict(
        {"show": SHOW, "episodes": [BREAD | known.get("episode", {})]}
        | {name: value for name, value in known.items() if name != "episode"}
    )
    document = rss(channel_of(text))
    kept = tfg.enrich(catalogue, document)
    replaced = tfg.enrich(catalogue, document, on_conflict="replace")
    again = tfg.enrich(replaced.catalogue, document)
    assert (replaced.changes, again.catalogue) == (kept.changes, replaced.catalogue)
    assert {change.change for change in again.changes} <= {"confirmed"}
    for change in kept.changes:
        of = "" if change.id == "s01e03" else f" of {change.id}"
        values = (change.before, change.after) if change.change == "conflict" else (change.after,)
        yield f"{change.change} {change.field}{of}: {' → '.join(map(flat, values))}"
    yield from (f"unmatched: {entry.title or 'no title'}" for entry in kept.unmatched)


def recovered(text: str, _: Mapping[str, Any]) -> Iterable[str]:
    """Return why a whole feed is refused, and what is mended on request, in a part of it, too."""
    whole = text.startswith(("<rss>", "<!"))
    document = expanded(text) if whole else f"<rss><channel>{channel_of(text)}</channel></rss>"
    try:
        tfg.authoring.draft_from_feed(document)
    except tfg.FeedError as error:
        yield from [str(error)] if whole else []
    try:
        found = tfg.enrich(NOTHING, document, recover=True)
    except tfg.FeedError as error:
        yield f"with recover: {error}"
    else:
        yield from (str(one) if whole else f"mended 1:{one.column}" for one in found.mended)
        yield from (f"read: {flat(entry.values)}" for entry in found.unmatched)


def compared(text: str, _: Mapping[str, Any]) -> Iterable[str]:
    """Return the differences between two feeds, and which of them are losses."""
    old, new = (rss(channel_of(part.strip())) for part in text.split(" | "))
    for one in compare_feeds(old, new):
        values = " → ".join(flat(value) for value in (one.before, one.after) if value)
        loss = ", a loss" if is_loss(one) else ""
        yield f"{one.change} {one.kind} {one.field or one.id}: {values}{loss}"


def refused(name: str, _: Mapping[str, Any]) -> Iterable[str]:
    """Return why a file is refused."""
    with pytest.raises(tfg.FeedError) as caught:
        tfg.authoring.draft_from_feed(FEEDS / name)
    assert caught.value.file == str(FEEDS / name)
    yield str(caught.value).removeprefix(f"{FEEDS}/")


ANSWERS = {
    "files": refused,
    "recovering": recovered,
    "items": taken,
    "notes": noted,
    "shown": shown,
    "enriching": enriched,
    "matching": enriched,
    "comparing": compared,
}


@each_case(*cases_of(FEEDS))
def test_a_feed_says_what_is_expected(case: Case) -> None:
    lines = case.text.splitlines()
    given = [line for line in lines if " =>" not in line]
    known: dict[str, Any] = yaml.safe_load("\n".join(given)) or {}
    texts = [line.partition(" =>")[0] for line in lines if " =>" in line]
    answer = ANSWERS[case.file.stem]
    answers = [f"{text} => {'; '.join(answer(text, known)) or 'nothing'}" for text in texts]
    compare(case, "".join(f"{line}\n" for line in (*given, *answers)))


@given(documents())
@settings(max_examples=examples(60))
def test_no_feed_differs_from_itself(document: str) -> None:
    try:
        tfg.authoring.inspect_feed(document)
    except tfg.FeedError:
        return
    assert compare_feeds(document, document) == ()
