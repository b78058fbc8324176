"""Check the records that were read against one another, and build them.

The records are compared as plain values: ids, overlays, levels, aliases and redirects. Then each is
built, and each broken rule is reported where the value is stated.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ..catalogue.consistency import (
    broken_redirects,
    duplicate_id,
    level_breaches,
    shared_aliases,
    upward_field,
)
from ..catalogue.indexes import Indexes, indexes_of
from ..models import DataInfo, Entity, Episode, Redirect, Show
from ..models.fields import fields_of, filled
from ..models.rules import ID, LANGUAGE_TAG, Breach, compiled
from ..models.sections import SECTIONS, Section, section_of
from ..models.structuring import BreachedError, Structurer
from ..quoting import did_you_mean
from ..syntax import UNKNOWN, describe, is_list, is_mapping
from ..syntax.limits import MAX_SUGGESTED
from ..text.names import NameIndex
from ..text.suggestions import closest
from .folders import ROOTS, SINGLES, catalogue_around
from .raw_records import by_id, combined, merged, stating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .folders import FolderReader
    from .raw_records import Layers, RawRecord

Successors: TypeAlias = "Mapping[str, str | None]"
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


def build(reader: FolderReader) -> Indexes | None:
    """Return the indexes of a catalogue, or report what is wrong and return ``None``."""
    for section in SECTIONS:
        if not all(record.id for record in reader.records[section.name]):
            reader.unread.add(section.name)
    _check_ids(reader)
    _check_singles(reader)
    _check_overlays(reader)
    successors = successors_of(reader)
    unbuildable: dict[str, frozenset[str]] = {}
    for section in SECTIONS:
        records = in_use(reader, section.name, successors)
        unbuildable[section.name] = _check_levels(reader, section, records, successors)
        _check_aliases(reader, section, records)
    _check_redirects(reader, successors)
    builder = _Builder(reader, successors, unbuildable)
    indexes = builder.build()
    # Its structurer refers to it, and the garbage collector would come for the texts much later.
    vars(builder).clear()
    return indexes


def _check_ids(reader: FolderReader) -> None:
    """Report ids that a list has twice.

    An overlay may repeat an id, and an episode's file is named by its id.
    """
    for root in ROOTS:
        first: dict[tuple[int, str], RawRecord] = {}
        for record in () if root in SINGLES else reader.records[root]:
            if record.id is not None and record.path:
                known = first.setdefault((record.layer, record.id), record)
                if known is not record:
                    hint = f"first used at {known.location()}"
                    reader.problems.report(record, duplicate_id(record.id, hint))


def _check_singles(reader: FolderReader) -> None:
    """Report a second show, a second "info", an overlay of another show, and a missing show."""
    for root in ("info", "show"):
        records = reader.records[root]
        for before, record in pairwise(records):
            if before.layer == record.layer:
                message = f'duplicate "{root}"; the first one counts'
                reader.problems.report(record, Breach((), message))
    for record in reader.records["show"]:
        own = reader.records["show"][0].id
        if record.layer and own and record.id and record.id != own:
            found = f"found {describe(record.id)}"
            message = f"expected {describe(own)}, the show of the catalogue, {found}"
            hint = "an overlay adds to one show; load another show as a catalogue of its own"
            reader.problems.report(record, Breach(("id",), message, hint))
    if not reader.records["show"] and "show" not in reader.unread:
        folder = catalogue_around(reader.location)
        advice = f"pass {folder}, which has one" if folder else None
        reader.problems.report_file(reader.show_file, "the catalogue has no show", advice)


def _check_overlays(reader: FolderReader) -> None:
    """Report fields for which two overlays state different values."""
    for root, records in reader.records.items():
        for layers in [records] if root in SINGLES else by_id(records).values():
            stated: dict[str, tuple[RawRecord, Any]] = {}
            for record in layers:
                if record.layer:
                    _check_overlay(reader, record, stated)


def _check_overlay(
    reader: FolderReader, record: RawRecord, stated: dict[str, tuple[RawRecord, Any]]
) -> None:
    fields = record.read()
    for key, value in fields.items() if is_mapping(fields) else ():
        if value is None or value is UNKNOWN:
            continue
        before, other = stated.setdefault(key, (record, value))
        if other != value and before.layer != record.layer:
            message = f"another overlay says {describe(other)}: {before.location(key)}"
            reader.problems.report(record, Breach((key,), message, "keep only one"))


def _check_levels(
    reader: FolderReader,
    section: Section,
    records: Mapping[str, Layers],
    successors: Mapping[str, Successors],
) -> frozenset[str]:
    """Report a record that is its own ancestor, or has too many levels above it.

    Returns:
        The ids of these records, which cannot be built.
    """
    upward = upward_field(section.model)
    if upward is None:
        return frozenset()
    above: dict[str, list[str]] = {}
    for id_, layers in records.items():
        value = combined(layers).get(upward)
        stated = (str(i) for i in (list_of(value) or [value]) if isinstance(i, str))
        higher = (successors[section.name].get(other) or other for other in stated)
        above[id_] = [other for other in higher if other in records]
    breaches, impossible = level_breaches(upward, above)
    for id_, breach in breaches:
        reader.problems.report(stating(records[id_], upward), breach)
    return impossible


def _check_aliases(reader: FolderReader, section: Section, records: Mapping[str, Layers]) -> None:
    """Report an alias of two records."""
    if any(field.name == "aliases" for field in fields_of(section.model)):
        aliases = {
            id_: list_of(combined(several).get("aliases")) for id_, several in records.items()
        }
        for id_, breach in shared_aliases(aliases):
            reader.problems.report(stating(records[id_], "aliases"), breach)


def list_of(value: Any) -> list[Any]:
    """Return the items of a list; none of anything else."""
    return value if is_list(value) else []


def in_use(
    reader: FolderReader, name: str, successors: Mapping[str, Successors]
) -> dict[str, Layers]:
    """Return the records of a list that no overlay retires, by id."""
    records = by_id(reader.records[name])
    return {id_: layers for id_, layers in records.items() if id_ not in successors[name]}


def _check_redirects(reader: FolderReader, successors: Mapping[str, Successors]) -> None:
    """Report redirects that lead nowhere, and records that have a retired id."""
    records = {section.name: by_id(reader.records[section.name]) for section in SECTIONS}
    redirects = _redirects(reader)
    circles = {id_ for ends in successors.values() for id_, end in ends.items() if end in ends}
    for id_ in circles & redirects.keys():
        message, hint = "the redirects form a circle", "end them at an id that is in use"
        reader.problems.report(stating(redirects[id_][1], "to"), Breach(("to",), message, hint))
    targets = {
        id_: target
        for id_, (target, _) in redirects.items()
        if target is None or compiled(ID).fullmatch(target)
    }
    for list_name, id_, breach in broken_redirects(targets, records):
        layers = redirects[id_][1]
        if list_name != "redirects":
            for record in records[list_name][id_]:
                if record.layer >= layers[0].layer:
                    reader.problems.report(record, breach)
        elif not reader.unread:
            reader.problems.report(stating(layers, "to"), breach)


def successors_of(reader: FolderReader) -> dict[str, Successors]:
    """Return for each list the ids that overlays retire in it, and where each leads in the end.

    A redirect counts in each list that has its target, a withdrawal in all lists.
    """
    redirects = _redirects(reader)
    found: dict[str, Successors] = {}
    for section in SECTIONS:
        ids = by_id(reader.records[section.name])
        targets = {
            id_: target for id_, (target, _) in redirects.items() if target is None or target in ids
        }
        ends = _ends(targets)
        found[section.name] = {id_: ends[id_] for id_ in targets if redirects[id_][1][-1].layer}
    return found


def _final_redirects(
    reader: FolderReader, successors: Mapping[str, Successors]
) -> list[dict[str, str | None]]:
    """Return the redirects, each with the successor of a target that an overlay retires."""
    ids = {section.name: by_id(reader.records[section.name]) for section in SECTIONS}
    found: list[dict[str, str | None]] = []
    for id_, (target, _) in _redirects(reader).items():
        ends = [successors[name].get(target, target) for name in ids if target in ids[name]]
        found.append({"id": id_, "to": target if target in ends or not ends else ends[0]})
    return found


def _ends(targets: Mapping[str, str | None]) -> Successors:
    """Return where each id leads in the end; in a circle, that is an id that leads on."""
    ends: dict[str, str | None] = {}
    for start in targets:
        line: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in targets and at not in ends and at not in line:
            line[at] = None
            at = targets[at]
        end = None if at is None else ends.get(at, at)
        ends |= dict.fromkeys(line, end)
    return ends


def _redirects(reader: FolderReader) -> dict[str, tuple[str | None, Layers]]:
    """Return target and layers of each redirect, without those whose target is not text."""
    found: dict[str, tuple[str | None, Layers]] = {}
    for id_, layers in by_id(reader.records["redirects"]).items():
        target: Any = combined(layers).get("to")
        if target is None or isinstance(target, str):
            found[id_] = (None if target is None else str(target)), layers
    return found


class _Builder:
    """Builds each record once, when it is first needed.

    Attributes:
        reader: what was read, and where problems are reported.
        successors: for each list the ids that overlays retire.
        unbuildable: for each list the ids that are in a circle, or below too many others.
    """

    def __init__(
        self,
        reader: FolderReader,
        successors: Mapping[str, Successors],
        unbuildable: Mapping[str, frozenset[str]],
    ) -> None:
        self.reader = reader
        self.successors = successors
        self.unbuildable = unbuildable
        self.layers: dict[str, dict[str, Layers]] = {
            section.name: by_id(reader.records[section.name]) for section in SECTIONS
        }
        self.built: dict[type[Entity], dict[str, Any]] = {s.model: {} for s in SECTIONS}
        self.indexes: dict[str, NameIndex] = {}
        self.ids_to_suggest: int = MAX_SUGGESTED
        self.keys_to_suggest: int = _SUGGESTED_KEYS
        language: Any = merged(reader.records["show"]).get("language")
        known = isinstance(language, str) and LANGUAGE_TAG(language) is None
        self.language: str = str(language) if known else "und"
        self.structurer = Structurer(self.refer, self.language, {}, self.likely)
        self.show: Any = UNKNOWN

    def build(self) -> Indexes | None:
        """Build every record, and report all that is wrong with one.

        Returns:
            The indexes of the catalogue; ``None`` if anything is wrong, here or earlier.
        """
        records = self.reader.records
        self.show = self.single(Show, records["show"])
        lists = {
            section.name: [
                self.entity(section.model, id_)
                for id_ in self.layers[section.name]
                if id_ not in self.successors[section.name]
            ]
            for section in SECTIONS
        }
        info = self.single(DataInfo, records["info"]) if records["info"] else DataInfo()
        for layers in by_id(records["redirects"]).values():
            self.record(self.structurer, Redirect, layers)
        self.check_the_rest()
        if self.reader.problems.has_errors:
            return None
        redirects = _final_redirects(self.reader, self.successors)
        return indexes_of(
            info=info,
            show=self.show,
            lists=lists,
            redirects=[filled(Redirect, redirect) for redirect in redirects],
        )

    def single(self, model: type[Any], records: list[RawRecord]) -> Any:
        """Return the show or the ``info``."""
        first = [r for n, r in enumerate(records) if not n or records[n - 1].layer != r.layer]
        return self.record(self.structurer, model, first) if first else UNKNOWN

    def check_the_rest(self) -> None:
        """Check the statements from which no record is built.

        These are duplicates, records without an id that can be read, and records that an overlay
        retires, whose references may lead nowhere.
        """
        unresolved = Structurer(_unresolved, self.language, likely=self.likely)
        for root, model in MODELS.items():
            retired = self.successors.get(root, {})
            records = self.reader.records[root]
            for record in _extra_statements(records, single=root in SINGLES):
                structurer = unresolved if record.id in retired else self.structurer
                self.record(structurer, model, [*_layers_below(record, records), record], record)
            for id_ in retired:
                if id_ in self.layers[root]:
                    self.record(unresolved, model, self.layers[root][id_])

    def entity(self, model: type[Entity], id_: str) -> Any:
        """Return the record with an id; ``UNKNOWN`` where something is wrong with it."""
        built = self.built[model]
        if id_ not in built:
            built[id_] = UNKNOWN  # what refers back to it has nothing to report
            layers = self.layers[section_of(model).name][id_]
            built[id_] = self.record(self.structurer, model, layers)
        return built[id_]

    def refer(self, id_: Any, model: type[Entity]) -> Any:
        """Return the record that an id refers to, for the structurer."""
        section = section_of(model)
        name = section.name
        if not isinstance(id_, str):
            message = f"expected the id of one of the {name}, found {describe(id_)}"
            raise BreachedError(Breach((), message))
        target = self.successors[name].get(id_, str(id_))
        if target is None or target not in self.layers[name]:
            if name in self.reader.unread:
                raise BreachedError
            if target is None:
                hint = "the overlay that retires it has to replace this reference"
            else:
                hint = self.suggested(name, id_) or f"correct the id, or add it to the {name}"
            raise BreachedError(Breach((), f"no {section.noun} {describe(id_)}", hint))
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
            successors = self.successors[name]
            known = [known for known in self.layers[name] if successors.get(known, known)]
            self.indexes[name] = NameIndex({known: (known,) for known in known})
        return did_you_mean(self.indexes[name].suggest(id_))

    def likely(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """Return the keys that may have been meant."""
        self.keys_to_suggest -= 1
        return closest(key, known) if self.keys_to_suggest >= 0 else ()

    def record(
        self,
        structurer: Structurer,
        model: type[Any],
        layers: Layers,
        only: RawRecord | None = None,
    ) -> Any:
        """Return the record of some layers; report what is wrong, or only what ``only`` states."""
        implied = {"show": self.show} if model is Episode else {}
        if len(layers) == 1:
            value = layers[0].read()
        else:
            value = merged(layers)
            for layer in layers:
                if not is_mapping(stated := layer.read()):
                    message = f"expected keys and values, found {describe(stated)}"
                    self.reader.problems.report(layer, Breach((), message))
        try:
            return structurer.record(model, value, **implied)
        except BreachedError as error:
            for breach in error.breaches:
                hint = breach.hint or (None if breach.path else _id_hint(model, layers))
                for record in _places_of(breach, layers):
                    if only is None or record is only:
                        self.reader.problems.report(record, breach._replace(hint=hint))
            return UNKNOWN


def _extra_statements(records: Iterable[RawRecord], *, single: bool) -> Iterator[RawRecord]:
    """Yield the records that do not count: those without an id, and a layer's duplicates."""
    first: set[tuple[int, str]] = set()
    for record in records:
        key = record.layer, "" if single else record.id or ""
        if (record.id is None and not single) or key in first:
            yield record
        first.add(key)


def _layers_below(record: RawRecord, records: Iterable[RawRecord]) -> Layers:
    """Return what lower layers state of the record that a statement is about."""
    if not record.layer:
        return []
    return [
        other
        for layers in by_id(other for other in records if other.id == record.id).values()
        for other in layers
        if other.layer < record.layer
    ]


def _id_hint(model: type[Any], layers: Layers) -> str | None:
    """Return what to do if only an overlay has an id, which may be misspelt there."""
    first, *others = layers
    noun = next((section.noun for section in SECTIONS if section.model is model), None)
    if noun is None or first.id is None or not first.layer or others:
        return None
    return f"correct the id if it is misspelt: there is no {noun} {describe(first.id)} to add to"


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
