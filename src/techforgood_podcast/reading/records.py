"""Check the records that were read against one another, and build them.

The records are compared as plain values: ids, overlays, levels, aliases and redirects. Then each is
built, and each broken rule is reported where the value is stated.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from ..catalogue.consistency import (
    ALIASES,
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
from ..models.structuring import BreachedError, Structurer, unknown_id
from ..syntax import UNKNOWN, describe, is_list, is_mapping
from ..syntax.limits import MAX_SUGGESTED
from ..text.names import NameIndex
from ..text.suggestions import closest
from .folders import ROOTS, SINGLES, catalogue_around
from .raw_records import combined, merged, stating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .problems import Problems
    from .raw_records import Layers, RawRecord, Stated

MODELS: Final[Mapping[str, type[Any]]] = {
    "info": DataInfo,
    "show": Show,
    **{section.name: section.model for section in SECTIONS},
    "redirects": Redirect,
}
"""The class of the records under each key of a catalogue."""
# Maximum number of unknown keys that get suggestions.
_SUGGESTED_KEYS = 1_000


def build(stated: Stated, problems: Problems) -> Indexes | None:
    """Return the indexes of a catalogue, or report what is wrong and return ``None``."""
    _check_ids(stated.records, problems)
    _check_singles(stated, problems)
    _check_overlays(stated, problems)
    unbuildable: dict[str, frozenset[str]] = {}
    for section in SECTIONS:
        unbuildable[section.name] = _check_levels(stated, problems, section)
        _check_aliases(stated.in_use[section.name], problems, section)
    _check_redirects(stated, problems)
    builder = _Builder(stated, problems, unbuildable)
    indexes = builder.build()
    # Its structurer refers to it, and the garbage collector would come for the texts much later.
    vars(builder).clear()
    return indexes


def _check_ids(records: Mapping[str, Layers], problems: Problems) -> None:
    """Report ids that a list has twice.

    An overlay may repeat an id, and an episode's file is named by its id.
    """
    for root in ROOTS:
        first: dict[tuple[int, str], RawRecord] = {}
        for record in () if root in SINGLES else records[root]:
            if record.id is not None and record.path:
                known = first.setdefault((record.layer, record.id), record)
                if known is not record:
                    hint = f"first used at {known.location()}"
                    problems.report(record, duplicate_id(record.id, hint))


def _check_singles(stated: Stated, problems: Problems) -> None:
    """Report a second show, a second "info", an overlay of another show, and a missing show."""
    for root in ("info", "show"):
        for before, record in pairwise(stated.records[root]):
            if before.layer == record.layer:
                problems.report(record, Breach((), f'duplicate "{root}"; the first one counts'))
    shows = stated.records["show"]
    for record in shows:
        own = shows[0].id
        if record.layer and own and record.id and record.id != own:
            found = f"found {describe(record.id)}"
            message = f"expected {describe(own)}, the show of the catalogue, {found}"
            hint = "an overlay adds to one show; load another show as a catalogue of its own"
            problems.report(record, Breach(("id",), message, hint))
    if not shows and "show" not in stated.unread:
        folder = catalogue_around(stated.location)
        advice = f"pass {folder}, which has one" if folder else None
        problems.report_file(stated.show_file, "the catalogue has no show", advice)


def _check_overlays(stated: Stated, problems: Problems) -> None:
    """Report fields for which two overlays state different values."""
    for root, records in stated.records.items():
        for layers in [records] if root in SINGLES else stated.layers[root].values():
            first: dict[str, tuple[RawRecord, Any]] = {}
            for record in layers:
                if record.layer:
                    _check_overlay(record, first, problems)


def _check_overlay(
    record: RawRecord, first: dict[str, tuple[RawRecord, Any]], problems: Problems
) -> None:
    fields = record.read()
    for key, value in fields.items() if is_mapping(fields) else ():
        if value is None or value is UNKNOWN:
            continue
        before, other = first.setdefault(key, (record, value))
        if other != value and before.layer != record.layer:
            message = f"another overlay says {describe(other)}: {before.location(key)}"
            problems.report(record, Breach((key,), message, "keep only one"))


def _check_levels(stated: Stated, problems: Problems, section: Section) -> frozenset[str]:
    """Report a record that is its own ancestor, or has too many levels above it.

    Returns:
        The ids of these records, which cannot be built.
    """
    upward = upward_field(section.model)
    if upward is None:
        return frozenset()
    records, successors = stated.in_use[section.name], stated.successors[section.name]
    above: dict[str, list[str]] = {}
    for id_, layers in records.items():
        value = combined(layers).get(upward)
        others = (str(i) for i in (list_of(value) or [value]) if isinstance(i, str))
        higher = (successors.get(other) or other for other in others)
        above[id_] = [other for other in higher if other in records]
    breaches, impossible = level_breaches(upward, above)
    for id_, breach in breaches:
        problems.report(stating(records[id_], upward), breach)
    return impossible


def _check_aliases(records: Mapping[str, Layers], problems: Problems, section: Section) -> None:
    """Report an alias of two records."""
    if any(field.name == "aliases" for field in fields_of(section.model)):
        values = ((id_, combined(several)) for id_, several in records.items())
        aliases = ((id_, key, list_of(own.get(key))) for id_, own in values for key in ALIASES)
        for id_, breach in shared_aliases(aliases):
            problems.report(stating(records[id_], str(breach.path[0])), breach)


def list_of(value: Any) -> list[Any]:
    """Return the items of a list; none of anything else."""
    return value if is_list(value) else []


def _check_redirects(stated: Stated, problems: Problems) -> None:
    """Report redirects that lead nowhere, and records that have a retired id."""
    records = {section.name: stated.layers[section.name] for section in SECTIONS}
    redirects = stated.redirects
    successors = stated.successors.values()
    circles = {id_ for ends in successors for id_, end in ends.items() if end in ends}
    for id_ in circles & redirects.keys():
        message, hint = "the redirects form a circle", "end them at an id that is in use"
        problems.report(stating(redirects[id_][1], "to"), Breach(("to",), message, hint))
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
                    problems.report(record, breach)
        elif not stated.unread:
            problems.report(stating(layers, "to"), breach)


def _final_redirects(stated: Stated) -> Iterator[Redirect]:
    """Yield the redirects, each with the successor of a target that an overlay retires."""
    for id_, (target, _) in stated.redirects.items():
        ends = [
            successors.get(target, target)
            for name, successors in stated.successors.items()
            if target in stated.layers[name]
        ]
        to = target if target in ends or not ends else ends[0]
        yield filled(Redirect, {"id": id_, "to": to})


class _Builder:
    """Builds each record once, when it is first needed.

    Attributes:
        stated: what the files state.
        problems: where problems are reported.
        unbuildable: for each list the ids that are in a circle, or below too many others.
    """

    def __init__(
        self, stated: Stated, problems: Problems, unbuildable: Mapping[str, frozenset[str]]
    ) -> None:
        self.stated = stated
        self.problems = problems
        self.unbuildable = unbuildable
        self.built: dict[type[Entity], dict[str, Any]] = {s.model: {} for s in SECTIONS}
        self.indexes: dict[str, NameIndex] = {}
        self.ids_to_suggest: int = MAX_SUGGESTED
        self.keys_to_suggest: int = _SUGGESTED_KEYS
        language: Any = merged(stated.records["show"]).get("language")
        known = isinstance(language, str) and LANGUAGE_TAG(language) is None
        self.language: str = str(language) if known else "und"
        self.structurer = Structurer(self.refer, self.language, {}, self.likely)
        self.show: Any = UNKNOWN

    def build(self) -> Indexes | None:
        """Build every record, and report all that is wrong with one.

        Returns:
            The indexes of the catalogue; ``None`` if anything is wrong, here or earlier.
        """
        records = self.stated.records
        self.show = self.single(Show, records["show"])
        lists = {
            section.name: [
                self.entity(section.model, id_) for id_ in self.stated.in_use[section.name]
            ]
            for section in SECTIONS
        }
        info = self.single(DataInfo, records["info"]) if records["info"] else DataInfo()
        for layers in self.stated.layers["redirects"].values():
            self.record(self.structurer, Redirect, layers)
        self.check_the_rest()
        if self.problems.has_errors:
            return None
        redirects = _final_redirects(self.stated)
        return indexes_of(info=info, show=self.show, lists=lists, redirects=redirects)

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
            retired = self.stated.successors.get(root, {})
            layers = self.stated.layers[root]
            for record in _extra_statements(self.stated.records[root], single=root in SINGLES):
                structurer = unresolved if record.id in retired else self.structurer
                known = [] if record.id is None else layers.get(record.id, [])
                below = [other for other in known if other.layer < record.layer]
                self.record(structurer, model, [*below, record], record)
            for id_ in retired:
                if id_ in layers:
                    self.record(unresolved, model, layers[id_])

    def entity(self, model: type[Entity], id_: str) -> Any:
        """Return the record with an id; ``UNKNOWN`` where something is wrong with it."""
        built = self.built[model]
        if id_ not in built:
            built[id_] = UNKNOWN  # what refers back to it has nothing to report
            layers = self.stated.layers[section_of(model).name][id_]
            built[id_] = self.record(self.structurer, model, layers)
        return built[id_]

    def refer(self, id_: Any, model: type[Entity]) -> Any:
        """Return the record that an id refers to, for the structurer."""
        section = section_of(model)
        name = section.name
        if not isinstance(id_, str):
            raise unknown_id(id_, section)
        target = self.stated.successors[name].get(id_, str(id_))
        if target is None or target not in self.stated.layers[name]:
            if name in self.stated.unread:
                raise BreachedError
            if target is None:
                hint = "the overlay that retires it has to replace this reference"
                raise unknown_id(id_, section, (), hint)
            hint = f"correct the id, or add it to the {name}"
            raise unknown_id(id_, section, self.suggested(name, id_), hint)
        found = UNKNOWN if target in self.unbuildable[name] else self.entity(model, target)
        if found is UNKNOWN:
            raise BreachedError
        return found

    def suggested(self, name: str, id_: str) -> tuple[str, ...]:
        """Return the ids of a list that may have been meant."""
        self.ids_to_suggest -= 1
        if self.ids_to_suggest < 0:
            return ()
        if name not in self.indexes:
            successors = self.stated.successors[name]
            known = [known for known in self.stated.layers[name] if successors.get(known, known)]
            self.indexes[name] = NameIndex({known: (known,) for known in known})
        return self.indexes[name].suggest(id_)

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
                    self.problems.report(layer, Breach((), message))
        try:
            return structurer.record(model, value, **implied)
        except BreachedError as error:
            for breach in error.breaches:
                hint = breach.hint or (None if breach.path else _id_hint(model, layers))
                for record in _places_of(breach, layers):
                    if only is None or record is only:
                        self.problems.report(record, breach._replace(hint=hint))
            return UNKNOWN


def _extra_statements(records: Iterable[RawRecord], *, single: bool) -> Iterator[RawRecord]:
    """Yield the records that do not count: those without an id, and a layer's duplicates."""
    first: set[tuple[int, str]] = set()
    for record in records:
        key = record.layer, "" if single else record.id or ""
        if (record.id is None and not single) or key in first:
            yield record
        first.add(key)


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
