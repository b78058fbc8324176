"""Update a folder of YAML files from an RSS feed."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import TYPE_CHECKING

import attrs

from ...errors import UnknownFieldError, UnknownOptionError
from ...models import Episode
from ...models.plain import plain
from ...models.rules import check_flags
from ...reading import Location  # noqa: TC001 -- tools read signatures
from ...reading.loading import load
from ...text.suggestions import closest
from ..feeds.elements import FILLED
from ..feeds.reading import check_items, read_feed
from ..feeds.records import possible_ids
from ..feeds.xml import FeedSource  # noqa: TC001 -- tools read signatures
from .changes import Files, Update, changed_meanwhile, refused
from .decisions import DECISIONS, MOMENT, Answers, Decisions
from .planning import Plan, plan_update
from .proposals import PROPOSALS, SHOW, accept_proposals, propose

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue
    from ..feeds.reading import Feed

# What accepts the proposals, as a field is accepted.
_TAKEN = "proposals"


def update_folder(  # noqa: PLR0913 -- the answers that an owner can give
    folder: str | PathLike[str],
    *feeds: FeedSource,
    overlays: Iterable[Location] = (),
    accept: Iterable[str] = (),
    keep: Iterable[str] = (),
    episode: Episode | str | int | Iterable[Episode | str | int] | None = None,
    withdraw: Iterable[str] = (),
    moved: bool = False,
    recover: bool = False,
    max_bytes: int | None = None,
    dry_run: bool = False,
    with_notes: bool | None = None,
) -> Update:
    r"""Add what is new in a feed to a folder of YAML files, and settle what differs.

    New episodes become new files. Gaps of episodes and of the show are filled by adding lines to
    files; whatever is in the files stays as it is, byte for byte. All new texts are loaded and
    compared with what was intended before the first one is written. Updating again with the same
    feed changes nothing. Episodes and people whose ids were retired do not come back.

    A value that differs is a conflict until you answer. ``accept`` writes the feed's value in place
    of yours; ``keep`` remembers in ``feed.yaml`` that you refused it, until the feed says something
    new. Both are about episodes; about the show, with ``episode="show"``. An answer about
    ``published`` covers ``published_at``, too. To accept a value that you refused before, name
    its ``episode``. An episode that is gone from the feed, while the feed still has older ones, is
    listed once.

    A feed that has moved to another host may give its items new guids. If at most a quarter of the
    guids is known, while three quarters of the items or of the episodes, whichever are fewer, agree
    with one of the others in two of title, day, running time and number, nothing is written:
    :attr:`Update.moved` names the pairs. ``moved=True`` takes their guids and audio files, adds
    what resembles no episode, and asks about the rest. If the feed has not moved,
    ``keep=["guid"]`` adds all of these items.

    An item with a new guid and the audio file of an episode that is gone is this episode, and its
    guid is a conflict. If an item only may be an episode, nothing is added until you answer:
    ``accept=["guid"]`` takes all items that may be one episode only, which no other item may be;
    with an ``episode``, only the item that may be this one. ``keep=["guid"]`` adds all such items
    as new episodes; with all episodes that an item may be, only this one. For an item without a
    guid, name the ``episode`` and say "audio".

    Guests and themes that new items seem to name are proposed in ``proposals.csv``, a spreadsheet,
    and enter the folder by ``accept=["proposals"]`` alone, which removes the file and needs no
    feed.

    Args:
        folder: the folder of a catalogue.
        feeds: the path of a file (``str`` or ``Path``), or the document itself (``str`` or
            ``bytes``); several for the pages of a feed, none to accept proposals only.
        overlays: what you load on top of the folder; what they state counts as stated.
        accept: the fields in which to take the value of the feed, or "all"; "proposals" takes what
            is left in ``proposals.csv``.
        keep: the fields in which to refuse it, or "all".
        episode: the only episode to which ``accept`` and ``keep`` apply, or several; all episodes
            by default. "show" is the show itself.
        withdraw: the ids of episodes to remove; each leaves a redirect, so that none comes back.
        moved: whether the feed has moved, so that items that agree with an episode are this
            episode.
        recover: whether to read a bare ``&`` as ``&amp;``, and to stop after ``</rss>``.
        max_bytes: how many bytes may be read; 16 MiB by default.
        dry_run: whether to write nothing.
        with_notes: whether to take show notes, as they are published; ``None`` does what ``notes``
            in ``feed.yaml`` says, and takes them if it says nothing.

    Raises:
        CatalogueError: the catalogue in the folder is invalid or is changed meanwhile,
            ``folder`` is a file, a file in it is read-only or behind a link that leads out of the
            folder, or an overlay states another value than an accepted one, or an
            episode that is withdrawn; or rows of ``proposals.csv`` name no episode, several, or
            somebody who may be a known person.
        FeedError: the feed cannot be read, has no items, or is of another show: the titles of the
            shows differ, the folder has guids but none of the feed, and few items agree with an
            episode. Or the feed has addresses of one's own machine, such as ``localhost``, where
            the folder has public ones.
        NameLookupError: there is no such episode.
        UnknownFieldError: a feed fills no such field.
        UnknownOptionError: a field is both accepted and kept.
        TypeError: there is no feed, and something else than proposals is to be accepted.
        OSError: a file cannot be written.

    >>> import tempfile
    >>> from pathlib import Path
    >>> feed = "<rss><channel><item><title>1: Oven</title><guid>oven</guid></item></channel></rss>"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "show.yaml").write_text("id: bread\ntitle: Bread\nlanguage: en\n")
    ...     Path(folder, "episodes").mkdir()
    ...     file = Path(folder, "episodes/e01.yaml")
    ...     _ = file.write_text("id: e01\nnumber: 1\ntitle: Oven # mine")
    ...     update = update_folder(folder, feed)
    ...     print(file.read_text())
    id: e01
    number: 1
    title: Oven # mine
    guid: oven
    sources:
      - feed
    >>> [str(change) for change in update.filled]
    ['filled episode e01 guid: none → oven']
    """
    check_flags(dry_run=dry_run, moved=moved)
    files, above, accepted = Files(folder), tuple(overlays), {*accept}
    fields = _fields(accepted - {_TAKEN}), _fields(keep)
    before = load(folder, *above)
    answers = _answers(before, *fields, episode)._replace(moved=moved)
    takes = _TAKEN in accepted and files.text(PROPOSALS)
    if feeds:
        if with_notes is None:
            with_notes = Decisions.read(files.text(DECISIONS)).notes is not False
        feed = read_feed(*feeds, with_notes=with_notes, recover=recover, max_bytes=max_bytes)
        check_items(feed)
        coming = {id_ for item in feed.items for id_ in possible_ids(item)}
        catalogue, filled = accept_proposals(files, before, coming) if takes else (before, [])
        plan = plan_update(files, catalogue, feed, answers, tuple(withdraw))
        if any(change.change == "conflict" for change in plan.update.moved):
            return attrs.evolve(plan.update, catalogue=before)
        _add_proposals(files, feed, plan)
    elif accepted == {_TAKEN} and not (answers.keep or answers.only or withdraw or moved):
        catalogue, filled = accept_proposals(files, before) if takes else (before, [])
        plan = Plan(Update(catalogue=catalogue), [*files.new.items()])
    else:
        message = "expected a feed; only proposals are accepted without one"
        raise TypeError(message)
    update = plan.update
    known = update.catalogue.episodes
    update = attrs.evolve(
        update,
        filled=(*(one for one in filled if one.kind == SHOW or one.id in known), *update.filled),
        files=tuple(dict.fromkeys(name for name, _ in plan.contents)),
    )
    if plan.contents or update.left:
        found = files.load_with(dict(plan.contents), *above)
        if found != update.catalogue:
            message = _contradiction(update, found) if above else ""
            if message and files.load_with({}, *above) == catalogue:
                raise refused(files.folder, message, "change the overlay first")
            raise changed_meanwhile(files.folder)
    if not dry_run:
        files.write(plan.contents)
    return update


def _add_proposals(files: Files, feed: Feed, plan: Plan) -> None:
    """Add the proposals for new episodes to a plan, before these: later, they are new no more.

    Raises:
        CatalogueError: the proposals so far cannot be read.
    """
    update = plan.update
    if plan.new or update.withdrawn:
        before = files.text(PROPOSALS)
        text = propose(feed, update.catalogue, plan.new, before, update.withdrawn)
        if text is not None:
            plan.contents.insert(len(files.new), (PROPOSALS, text.encode() if text else None))


def _contradiction(update: Update, found: Catalogue | None) -> str:
    """Return which episodes or values overlays state that are to be withdrawn or replaced."""
    if found is None:
        named = ", ".join(episode.id for episode in update.withdrawn)
        return f"an overlay states what is to be withdrawn: {named}" if named else ""
    records = {("show", found.show.id): plain(found.show)}
    records |= {("episode", episode.id): plain(episode) for episode in found.episodes}
    named = ", ".join(
        f"{change.id} {change.field}"
        for change in update.accepted
        if records[change.kind, change.id].get(str(change.field)) != change.after
    )
    return f"an overlay states other values than those accepted: {named}" if named else ""


def _answers(
    catalogue: Catalogue,
    accept: frozenset[str],
    keep: frozenset[str],
    named: Episode | str | int | Iterable[Episode | str | int] | None,
) -> Answers:
    """Return what an owner answers, if no answer contradicts another one."""
    accept, keep = (names | MOMENT if names & MOMENT else names for names in (accept, keep))
    if accept and keep and ("all" in accept | keep or accept & keep):
        both = min(accept & keep or (accept | keep) - {"all"})
        raise UnknownOptionError(both, (), reason="is both accepted and kept; choose one")
    several = (named,) if isinstance(named, (Episode, str, int)) else named or ()
    only = frozenset(
        ("show", catalogue.show.id) if one == "show" else ("episode", catalogue.episode(one).id)
        for one in several
    )
    return Answers(accept, keep, only)


def _fields(names: Iterable[str]) -> frozenset[str]:
    """Return the names of fields that an answer is about."""
    chosen = frozenset(names)
    known = sorted({"all"}.union(*FILLED.values()))
    for name in sorted(chosen.difference(known)):
        raise UnknownFieldError(name, known, closest(name, known))
    return chosen
