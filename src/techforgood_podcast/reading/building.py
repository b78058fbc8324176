"""Build the records that were read, and report each broken rule where the value is stated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..catalogue.indexes import Contents, contents_of
from ..converters import BreachedError, structure_hooks, structure_record
from ..messages import did_you_mean
from ..models import DataInfo, Entity, Episode, Redirect, Show
from ..models.fields import filled
from ..models.rules import LANGUAGE_TAG, Breach
from ..models.sections import SECTIONS, section_of
from ..syntax import MAX_SUGGESTED, UNKNOWN, is_mapping, named
from ..text.names import NameIndex
from ..text.suggestions import closest
from .layers import by_id, extra_statements, layers_below, merged, stating
from .references import settled_redirects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..converters import Hooks
    from .folders import Gathering
    from .layers import Layers
    from .positions import Located
    from .references import Moved

MODELS: Final[Mapping[str, type[Any]]] = {
    "info": DataInfo,
    "show": Show,
    **{section.name: section.model for section in SECTIONS},
    "redirects": Redirect,
}
"""The class of the records under each key of a catalogue."""
# Maximum number of unknown keys that get suggestions.
_SUGGESTED_KEYS = 1_000


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
        self.hooks: Hooks = structure_hooks(self.refer, self.language, {})
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
            self.record(self.hooks, Redirect, layers)
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
        return self.record(self.hooks, model, first) if first else UNKNOWN

    def check_the_rest(self) -> None:
        """Check the entries from which no record is built.

        These are duplicates, records without an id that can be read, and records that an overlay
        retires, whose references may lead nowhere.
        """
        unresolved = structure_hooks(_unresolved, self.language)
        for root, model in MODELS.items():
            retired = self.moved.get(root, {})
            records = self.gathered.records[root]
            for record in extra_statements(records, single=root in ("info", "show")):
                hooks = unresolved if record.id in retired else self.hooks
                self.record(hooks, model, [*layers_below(record, records), record], record)
            for id_ in retired:
                if id_ in self.layers[root]:
                    self.record(unresolved, model, self.layers[root][id_])

    def entity(self, model: type[Entity], id_: str) -> Any:
        """Return the record with an id; ``UNKNOWN`` where something is wrong with it."""
        built = self.built[model]
        if id_ not in built:
            built[id_] = UNKNOWN  # what refers back to it has nothing to report
            layers = self.layers[section_of(model).name][id_]
            built[id_] = self.record(self.hooks, model, layers)
        return built[id_]

    def refer(self, id_: Any, model: type[Entity]) -> Any:
        """Return the record that an id refers to, as a hook of the converter."""
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
        hooks: Hooks,
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
            return structure_record(hooks, model, value, implied, self.likely)
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
