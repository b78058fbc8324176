"""Build the records that were read, and report each broken rule where the value is stated."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from ..catalogue.indexes import Contents, contents_of
from ..catalogue.integrity import (
    broken_redirects,
    duplicate_id,
    level_conflicts,
    shared_aliases,
    upward_field,
)
from ..converters import BreachedError, structure_record, structuring
from ..messages import did_you_mean
from ..models import DataInfo, Entity, Episode, Redirect, Show
from ..models.checks import Breach
from ..models.fields import fields_of, filled
from ..models.rules import ID, LANGUAGE_TAG, compiled
from ..models.sections import SECTIONS, Section, section_of
from ..syntax import MAX_SUGGESTED, UNKNOWN, is_list, is_mapping, named
from ..text.names import NameIndex
from ..text.suggestions import closest
from .folders import SINGLES, catalogue_around
from .raw_records import by_id, combined, extra_statements, layers_below, merged, stating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    import cattrs

    from ..catalogue.integrity import Conflict
    from .folders import Gathering
    from .raw_records import Layers, Located

    Moved: TypeAlias = Mapping[str, str | None]
    """The ids of one list that overlays retire, each with the id that replaces it, if any."""

MODELS: Final[Mapping[str, type[Any]]] = {
    "info": DataInfo,
    "show": Show,
    **{section.name: section.model for section in SECTIONS},
    "redirects": Redirect,
}
"""The class of the records under each key of a catalogue."""
# Maximum number of unknown keys that get suggestions.
_SUGGESTED_KEYS = 1_000


def check_ids(gathered: Gathering, root: str) -> None:
    """Report ids that a list has twice.

    An overlay may repeat an id, and an episode's file is named by its id.
    """
    first: dict[tuple[int, str], Located] = {}
    for record in () if root in SINGLES else gathered.records[root]:
        if record.id is not None and record.path:
            known = first.setdefault((record.layer, record.id), record)
            if known is not record:
                where = f"first used at {known.location()}"
                _report(gathered, record, duplicate_id(root, record.id, where))


def check_singles(gathered: Gathering) -> None:
    """Report a second show, a second "info", an overlay of another show, and a missing show."""
    for root in ("info", "show"):
        records = gathered.records[root]
        for before, record in pairwise(records):
            if before.layer == record.layer:
                message = f'duplicate "{root}"; the first one counts'
                gathered.report(record, (), message)
    for record in gathered.records["show"]:
        own = gathered.records["show"][0].id
        if record.layer and own and record.id and record.id != own:
            message = f"expected {named(own)}, the show of the catalogue, found {named(record.id)}"
            hint = "an overlay adds to one show; load another show as a catalogue of its own"
            gathered.report(record, ("id",), message, hint)
    if not gathered.records["show"] and "show" not in gathered.unread:
        folder = catalogue_around(gathered.location)
        advice = f"pass {folder}, which has one" if folder else None
        gathered.report_file(gathered.show_file, "the catalogue has no show", advice)


def check_overlays(gathered: Gathering) -> None:
    """Report fields for which two overlays state different values."""
    for root, records in gathered.records.items():
        groups = [records] if root in SINGLES else by_id(records).values()
        for layers in groups:
            stated: dict[str, tuple[Located, Any]] = {}
            for record in layers:
                if record.layer:
                    _check_overlay(gathered, record, stated)


def _check_overlay(
    gathered: Gathering, record: Located, stated: dict[str, tuple[Located, Any]]
) -> None:
    fields = record.read()
    for key, value in fields.items() if is_mapping(fields) else ():
        if value is None or value is UNKNOWN:
            continue
        before, other = stated.setdefault(key, (record, value))
        if other != value and before.layer != record.layer:
            message = f"another overlay says {named(other)}: {before.location(key)}"
            gathered.report(record, (key,), message, "keep only one")


def check_levels(gathered: Gathering, section: Section, moved: Moved) -> frozenset[str]:
    """Report a record that is its own ancestor, or has too many levels above it.

    Returns:
        The ids of these records, which cannot be built.
    """
    upward = upward_field(section.model)
    if upward is None:
        return frozenset()
    records = kept(gathered, section.name, moved)
    above = {
        id_: [
            higher
            for stated in _ids_in(combined(layers).get(upward))
            if (higher := moved.get(stated) or stated) in records
        ]
        for id_, layers in records.items()
    }
    conflicts, impossible = level_conflicts(section.name, upward, above)
    for conflict in conflicts:
        _report(gathered, stating(records[conflict.id], upward), conflict)
    return impossible


def _ids_in(value: Any) -> list[str]:
    items: list[Any] = value if is_list(value) else [value]
    return [str(item) for item in items if isinstance(item, str)]


def _report(gathered: Gathering, record: Located, conflict: Conflict) -> None:
    """Report a conflict at the record that states what is wrong."""
    gathered.report(
        record, conflict.path, conflict.message, conflict.hint, severity=conflict.severity
    )


def check_aliases(gathered: Gathering, section: Section, moved: Moved) -> None:
    """Report an alias of two entries; warn of one that is another entry's name."""
    if not any(field.name == "aliases" for field in fields_of(section.model)):
        return
    records = kept(gathered, section.name, moved)
    fields = {id_: combined(layers) for id_, layers in records.items()}
    aliases = {id_: list_of(stated.get("aliases")) for id_, stated in fields.items()}
    names = {id_: main_names(stated) for id_, stated in fields.items()}
    for conflict in shared_aliases(section.name, aliases, names):
        _report(gathered, stating(records[conflict.id], "aliases"), conflict)


def list_of(value: Any) -> list[Any]:
    """Return the items of a list; none of anything else."""
    return value if is_list(value) else []


def main_names(fields: Mapping[str, Any]) -> Iterator[str]:
    """Give the name, label or title of a record, in each of its languages."""
    for key in ("name", "label"):
        value: Any = fields.get(key)
        texts: Sequence[Any] = list(value.values()) if is_mapping(value) else [value]
        yield from (text for text in texts if isinstance(text, str))


def check_redirects(gathered: Gathering) -> None:
    """Report redirects that lead nowhere, and records that have a retired id."""
    records = {s.name: by_id(gathered.records[s.name]) for s in SECTIONS}
    redirects = _redirects(gathered)
    circles = {
        id_ for moved in retired(gathered).values() for id_, end in moved.items() if end in moved
    }
    for id_ in circles & redirects.keys():
        message, hint = "the redirects form a circle", "end them at an id that is in use"
        gathered.report(stating(redirects[id_][1], "to"), ("to",), message, hint)
    targets = {
        id_: target
        for id_, (target, _) in redirects.items()
        if target is None or compiled(ID).fullmatch(target)
    }
    for conflict in broken_redirects(targets, records):
        layers = redirects[conflict.id][1]
        if conflict.list_name != "redirects":
            for record in records[conflict.list_name][conflict.id]:
                if record.layer >= layers[0].layer:
                    _report(gathered, record, conflict)
        elif not gathered.unread:
            _report(gathered, stating(layers, "to"), conflict)


def retired(gathered: Gathering) -> dict[str, Moved]:
    """Return for each list the ids that overlays retire in it, and where each leads in the end.

    A redirect counts in each list that has its target, a withdrawal in all lists.
    """
    redirects = _redirects(gathered)
    found: dict[str, Moved] = {}
    for section in SECTIONS:
        ids = by_id(gathered.records[section.name])
        moves = {
            id_: target for id_, (target, _) in redirects.items() if target is None or target in ids
        }
        ends = _ends(moves)
        found[section.name] = {id_: ends[id_] for id_ in moves if redirects[id_][1][-1].layer}
    return found


def settled_redirects(
    gathered: Gathering, retired: Mapping[str, Moved]
) -> list[dict[str, str | None]]:
    """Return the redirects; one to an id that an overlay retires leads to that one's successor."""
    ids = {section.name: by_id(gathered.records[section.name]) for section in SECTIONS}
    found: list[dict[str, str | None]] = []
    for id_, (target, _) in _redirects(gathered).items():
        ends = [retired[name].get(target, target) for name in ids if target in ids[name]]
        found.append({"id": id_, "to": target if target in ends or not ends else ends[0]})
    return found


def _ends(moves: Mapping[str, str | None]) -> Moved:
    """Return where each id leads in the end; in a circle, that is an id that leads on."""
    ends: dict[str, str | None] = {}
    for start in moves:
        line: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in moves and at not in ends and at not in line:
            line[at] = None
            at = moves[at]
        end = None if at is None else ends.get(at, at)
        ends |= dict.fromkeys(line, end)
    return ends


def _redirects(gathered: Gathering) -> dict[str, tuple[str | None, Layers]]:
    """Return target and layers of each redirect, without those whose target is not text."""
    found: dict[str, tuple[str | None, Layers]] = {}
    for id_, layers in by_id(gathered.records["redirects"]).items():
        target: Any = combined(layers).get("to")
        if target is None or isinstance(target, str):
            found[id_] = (None if target is None else str(target)), layers
    return found


def kept(gathered: Gathering, name: str, moved: Moved) -> dict[str, Layers]:
    """Return the records of a list that no overlay retires."""
    records = by_id(gathered.records[name])
    return {id_: layers for id_, layers in records.items() if id_ not in moved}


class Builder:
    """Builds each record once, when it is first needed.

    Attributes:
        gathered: what was read, and where problems are reported.
        moved: for each list the ids that overlays retire.
        unbuildable: for each list the ids that are in a circle, or below too many others.
    """

    def __init__(
        self,
        gathered: Gathering,
        moved: Mapping[str, Moved],
        unbuildable: Mapping[str, frozenset[str]],
    ) -> None:
        self.gathered = gathered
        self.moved = moved
        self.unbuildable = unbuildable
        self.layers: dict[str, dict[str, Layers]] = {
            section.name: by_id(gathered.records[section.name]) for section in SECTIONS
        }
        self.built: dict[type[Entity], dict[str, Any]] = {s.model: {} for s in SECTIONS}
        self.indexes: dict[str, NameIndex] = {}
        self.ids_to_suggest: int = MAX_SUGGESTED
        self.keys_to_suggest: int = _SUGGESTED_KEYS
        language: Any = merged(gathered.records["show"]).get("language")
        known = isinstance(language, str) and LANGUAGE_TAG(language) is None
        self.language: str = str(language) if known else "und"
        self.converter: cattrs.BaseConverter = structuring(self.refer, self.language, {})
        self.show: Any = UNKNOWN

    def build(self) -> Contents | None:
        """Build every record, and report all that is wrong with one.

        Returns:
            The contents of the catalogue; ``None`` if anything is wrong, here or earlier.
        """
        records = self.gathered.records
        self.show = self.single(Show, records["show"])
        lists = {
            section.name: [self.entity(section.model, id_) for id_ in self.kept(section.name)]
            for section in SECTIONS
        }
        info = self.single(DataInfo, records["info"]) if records["info"] else DataInfo()
        for layers in by_id(records["redirects"]).values():
            self.record(self.converter, Redirect, layers)
        self.check_the_rest()
        if self.gathered.has_errors:
            return None
        redirects = settled_redirects(self.gathered, self.moved)
        return contents_of(
            info=info,
            show=self.show,
            lists=lists,
            redirects=[filled(Redirect, redirect) for redirect in redirects],
        )

    def kept(self, name: str) -> list[str]:
        """Return the ids of a list that no overlay retires."""
        return [id_ for id_ in self.layers[name] if id_ not in self.moved[name]]

    def single(self, model: type[Any], records: list[Located]) -> Any:
        """Return the show or the ``info``."""
        first = [r for n, r in enumerate(records) if not n or records[n - 1].layer != r.layer]
        return self.record(self.converter, model, first) if first else UNKNOWN

    def check_the_rest(self) -> None:
        """Check the entries from which no record is built.

        These are duplicates, records without an id that can be read, and records that an overlay
        retires, whose references may lead nowhere.
        """
        unresolved = structuring(_unresolved, self.language)
        for root, model in MODELS.items():
            retired = self.moved.get(root, {})
            records = self.gathered.records[root]
            for record in extra_statements(records, single=root in ("info", "show")):
                converter = unresolved if record.id in retired else self.converter
                self.record(converter, model, [*layers_below(record, records), record], record)
            for id_ in retired:
                if id_ in self.layers[root]:
                    self.record(unresolved, model, self.layers[root][id_])

    def entity(self, model: type[Entity], id_: str) -> Any:
        """Return the record with an id; ``UNKNOWN`` where something is wrong with it."""
        built = self.built[model]
        if id_ not in built:
            built[id_] = UNKNOWN  # what refers back to it has nothing to report
            layers = self.layers[section_of(model).name][id_]
            built[id_] = self.record(self.converter, model, layers)
        return built[id_]

    def refer(self, id_: Any, model: type[Entity]) -> Any:
        """Return the record that an id refers to, as a hook of cattrs."""
        section = section_of(model)
        name = section.name
        if not isinstance(id_, str):
            message = f"expected the id of one of the {name}, found {named(id_)}"
            raise BreachedError(Breach((), message))
        target = self.moved[name].get(id_, str(id_))
        if target is None or target not in self.layers[name]:
            if name in self.gathered.unread:
                raise BreachedError
            if target is None:
                hint = "the overlay that retires it has to replace this reference"
            else:
                hint = self.suggested(name, id_) or f"correct the id, or add it to the {name}"
            raise BreachedError(Breach((), f"no {section.noun} {named(id_)}", hint))
        found = UNKNOWN if target in self.unbuildable[name] else self.entity(model, target)
        if found is UNKNOWN:
            raise BreachedError
        return found

    def suggested(self, name: str, id_: str) -> str:
        """Return the ids of a list that may have been meant."""
        self.ids_to_suggest -= 1
        if self.ids_to_suggest < 0:
            return ""
        if name not in self.indexes:
            moved = self.moved[name]
            known = [known for known in self.layers[name] if moved.get(known, known)]
            self.indexes[name] = NameIndex({known: (known,) for known in known})
        return did_you_mean(self.indexes[name].suggest(id_))

    def likely(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """Return the keys that may have been meant."""
        self.keys_to_suggest -= 1
        return closest(key, known) if self.keys_to_suggest >= 0 else ()

    def record(
        self,
        converter: cattrs.BaseConverter,
        model: type[Any],
        layers: Layers,
        only: Located | None = None,
    ) -> Any:
        """Return the record of some layers; report what is wrong, or only what ``only`` states."""
        implied = {"show": self.show} if model is Episode else {}
        if len(layers) == 1:
            value = layers[0].read()
        else:
            value = merged(layers)
            for layer in layers:
                if not is_mapping(stated := layer.read()):
                    message = f"expected keys and values, found {named(stated)}"
                    self.gathered.report(layer, (), message)
        try:
            return structure_record(converter, model, value, implied, self.likely)
        except BreachedError as error:
            for breach in error.breaches:
                for record in _places_of(breach, layers):
                    if only is None or record is only:
                        hint = breach.hint or (None if breach.path else _id_hint(model, layers))
                        self.gathered.report(
                            record, breach.path, breach.message, hint, key=breach.key
                        )
            return UNKNOWN


def _id_hint(model: type[Any], layers: Layers) -> str | None:
    """Return what to do if only an overlay has an id, which may be misspelt there."""
    first, *others = layers
    noun = next((section.noun for section in SECTIONS if section.model is model), None)
    if noun is None or first.id is None or not first.layer or others:
        return None
    return f"correct the id if it is misspelt: there is no {noun} {named(first.id)} to add to"


def _unresolved(_id: Any, _model: type[Entity]) -> Any:
    """Skip a reference whose target does not matter."""
    raise BreachedError


def _places_of(breach: Breach, layers: Layers) -> Layers:
    """Return the layers at which a breach is reported: those that state what is wrong."""
    if not breach.path or len(layers) == 1:
        return layers[:1]
    field = str(breach.path[0])
    if breach.key and len(breach.path) == 1:
        return [record for record in layers if field in record.read()]
    return [stating(layers, field)]
