"""Guests and themes that a feed seems to name, proposed in ``proposals.yaml``, an overlay."""

from __future__ import annotations

from collections import Counter, defaultdict
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ...errors import CatalogueError
from ...models import Episode, Person
from ...models.plain import plain
from ...models.records import names_of
from ...models.sections import SECTIONS
from ...quoting import quoted
from ...reading.loading import load
from ...syntax.yaml import write
from ...text.folding import fold
from ..feeds.enriching import combine_record, with_records
from ..feeds.guests import find_authors, find_guests, person_key, without_title
from ..feeds.records import NamedRecords, name_key, theme_names
from .editing import Editor, UncertainPlaceError
from .planning import fault_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ...catalogue.answers import Difference
    from ...catalogue.catalogue import Catalogue
    from ...catalogue.collection import Collection
    from ...errors import Problem
    from ...models.plain import Plain
    from ...reading import Location
    from ..feeds.reading import Feed, FeedItem
    from .changes import Files

PROPOSALS: Final = "proposals.yaml"
_HEAD: Final = (
    "# Guests and themes that the feed seems to name, for you to review: delete what is wrong.\n"
    "# --overlay DIR/proposals.yaml shows the catalogue with them, and update DIR FEED --accept\n"
    "# proposals writes what is left into the folder. Until then, loading leaves them out.\n"
)
# Fewest new episodes that share a keyword which is proposed as a theme.
_SEVERAL: Final = 3
_Reading: TypeAlias = tuple[str, str, str]
"""The id of an episode, if any, a name that was read, and the words that it was read from."""


def propose(
    feed: Feed,
    catalogue: Catalogue,
    new: Sequence[tuple[str, FeedItem]],
    before: str = "",
    proposed: Catalogue | None = None,
) -> str:
    """Return the text of the proposals with those for new episodes.

    Args:
        feed: the feed with all its items.
        catalogue: the catalogue with the new episodes.
        new: the ids of the new episodes, each with its item.
        before: the proposals so far.
        proposed: a catalogue with the proposals so far, if there are any.

    Raises:
        UncertainPlaceError: the text before has no certain place for more.
    """
    authors = find_authors(feed, catalogue) if len(new) == len(catalogue.episodes) else ()
    guests = [*find_guests(feed, catalogue, new), *(("", *author) for author in authors)]
    proposed = proposed or catalogue
    words = [*_theme_words(catalogue, new, theme_names(proposed))]
    people, credits_ = _identify("people", guests, catalogue, proposed)
    themes, subjects = _identify("themes", words, catalogue, proposed)
    records: dict[str, Plain] = {id_: {"id": id_} for id_, _ in new}
    quotes: dict[str, list[str]] = defaultdict(list)
    for field, stated in (("guests", credits_), ("themes", subjects)):
        for (episode, _), (value, quote) in stated.items():
            if episode:
                records[episode].setdefault(field, []).append(value)
                quotes[episode].append(quote)
    episodes = [_item(quotes[id_], record) for id_, record in records.items() if id_ in quotes]
    lists = {"people": people, "themes": themes, "episodes": "".join(episodes)}
    if not before and any(lists.values()):
        texts = (f"{name}:\n{indent(items, '  ')}" for name, items in lists.items() if items)
        return _HEAD + "".join(texts)
    editor = Editor(before)
    for name, items in lists.items():
        if items:
            editor.append_text(name, items)
    return editor.result()


def _identify(
    section: str, found: Sequence[_Reading], catalogue: Catalogue, proposed: Catalogue
) -> tuple[str, dict[tuple[str, str], tuple[Any, str]]]:
    """Say which people or themes have the names that were read.

    Names that several have are nobody's, nor are those of records that the owner withdrew.

    Returns:
        The new records as a list in YAML, the most frequent first, and by the ids of an episode and
        a record what the episode gets and the words that say so.
    """
    is_people = section == "people"
    key_of, shorten = (person_key, without_title) if is_people else (name_key, str)
    known = {
        one.id: names_of(one) for some in (proposed, catalogue) for one in getattr(some, section)
    }
    register = NamedRecords(
        {key_of(name): {"name": shorten(name)} for _, name, _ in reversed(found)},
        {id_: map(key_of, names) for id_, names in known.items()},
        catalogue.redirects,
        noun="person" if is_people else "theme",
    )
    times = Counter[str]()
    first: dict[str, str] = {}
    stated: dict[tuple[str, str], tuple[Any, str]] = {}
    for episode, name, words in found:
        id_ = register.find(key_of(name))
        if id_ is not None:
            shown = known[id_][0] if id_ in known else register.new[id_]["name"]
            credit = {"person": id_, **({} if shown == name else {"credited_as": name})}
            stated.setdefault((episode, id_), (credit if is_people else id_, words))
            first.setdefault(id_, f"{episode}, {words}" if episode else words)
            times[id_] += 1
    items: list[str] = []
    for id_ in sorted(register.new, key=lambda id_: (-times[id_], id_)):
        more = f" and {times[id_] - 1} more" if times[id_] > 1 else ""
        record = {"id": id_, "name" if is_people else "label": register.new[id_]["name"]}
        items.append(_item([first[id_] + more], record))
    return "".join(items), stated


def _item(words: Iterable[str], record: Plain) -> str:
    """Return a record as an item of a list in YAML, below comments with words."""
    return "".join(f"# {one}\n" for one in dict.fromkeys(words)) + write([record])


def _theme_words(
    catalogue: Catalogue, new: Sequence[tuple[str, FeedItem]], known: Container[str]
) -> Iterator[_Reading]:
    """Yield the keywords of new episodes that are themes, or may be one, each with the episode."""
    words = [(id_, word) for id_, item in new for word in item.values.get("keywords", ())]
    counts = Counter(fold(word) for _, word in words)
    for id_, word in words:
        is_theme = fold(word) in known or _SEVERAL <= counts[fold(word)] <= len(new) / 2
        if is_theme and not catalogue.episodes[id_].themes:
            yield id_, word, f"keyword: {quoted(word)}"


def accept_proposals(
    files: Files, catalogue: Catalogue, overlays: Iterable[Location]
) -> tuple[Catalogue, list[Difference], list[Problem]]:
    """Take what is left of proposals; the new texts wait in ``files``.

    Returns:
        The catalogue with the proposals, what episodes get, and what was left.

    Raises:
        CatalogueError: the proposals are invalid, state more than new records and what episodes
            lack, or a file has no certain place for them.
    """
    filled: list[Difference] = []
    left: list[Problem] = []
    after = load(files.folder, *overlays, files.folder / PROPOSALS)
    _check_namesakes(catalogue.people, after.people)
    records: dict[str, Any] = {"episodes": []}
    for name in (section.name for section in SECTIONS[:-1]):
        known = getattr(catalogue, name)
        records[name] = [plain(one) for one in getattr(after, name) if one.id not in known]
        _edit(files, f"{name}.yaml", records[name], {})
    for episode in catalogue.episodes:
        stated = plain(after.episodes[episode.id])
        combined, changes = combine_record(Episode, plain(episode), stated, "fill")
        gaps = [change for change in changes if change.change == "filled"]
        for credit in (one for gap in gaps if gap.field == "guests" for one in gap.after):
            person = after.people.get(str(credit.get("person")))
            if person and credit["credited_as"] == person.name:
                del credit["credited_as"]  # so that the credit follows the person's name
        _edit(files, f"episodes/{episode.id}.yaml", [], {str(gap.field): gap.after for gap in gaps})
        filled += gaps
        left += [
            fault_in(PROPOSALS, f"{one.id} keeps its own {one.field}", "add the rest by hand")
            for one in changes
            if one.change == "conflict"
        ]
        records["episodes"].append(combined)
    expected = with_records(catalogue, **records)
    if with_records(after, episodes=records["episodes"]) != expected:
        message = "it states more than new records and what episodes lack"
        hint = "write the rest into the folder by hand"
        raise CatalogueError([fault_in(PROPOSALS, message, hint)])
    files.new[PROPOSALS] = None
    return expected, filled, left


def _check_namesakes(known: Collection[Person], after: Collection[Person]) -> None:
    """Refuse a new person who has the name of a known one, unless the record says they differ."""
    ids = {person_key(name): one.id for one in known for name in names_of(one)}
    for one in after:
        other = ids.get(person_key(one.name), one.id)
        if one.id not in known and other not in {one.id, *one.different_from}:
            message = f'"{one.id}" has the name of "{other}"'
            hint = f'credit "{other}" and delete "{one.id}", or write "different_from: [{other}]"'
            raise CatalogueError([fault_in(PROPOSALS, message, hint)])


def _edit(files: Files, name: str, records: Sequence[Plain], values: Mapping[str, Any]) -> None:
    """Add records to the list in a file, or values to its record."""
    if not (records or values):
        return
    try:
        editor = Editor(files.text(name))
        editor.append((), records)
        for key, value in values.items():
            editor.set((key,), value)
        files.new[name] = files.encode(name, editor.result())
    except UncertainPlaceError:
        hint = "write each key on a line of its own, with a value"
        raise CatalogueError([fault_in(PROPOSALS, f"no certain place in {name}", hint)]) from None
