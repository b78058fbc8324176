"""Make one person of two in a folder of YAML files."""

from __future__ import annotations

import re
from os import PathLike
from typing import TYPE_CHECKING, Any, Final

from ...catalogue.answers import Difference
from ...catalogue.consistency import ALIASES
from ...converters import to_dict
from ...errors import Problem
from ...models import Episode, Person, Show
from ...models.algebra import walk
from ...models.fields import fields_of
from ...models.plain import plain
from ...models.records import names_of
from ...models.rules import ID, check_flags
from ...reading.loading import from_dict, load
from ...text.folding import fold, squash
from .changes import Files, Update, changed_meanwhile, refused
from .editing import Editor, UncertainPlaceError, put

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...catalogue.catalogue import Catalogue
    from ...models.plain import Plain
    from ...syntax import Path as ValuePath

# Fields whose values belong to one record, or are made of those of both.
_OWN: Final = frozenset({"id", "name", *ALIASES, "different_from"})
# Parts of a name, which are not those of another name.
_PARTS: Final = frozenset({"given", "family"})
# Keeps the id of a person in redirects.yaml who is in people.yaml no more, and not yet redirected.
_NOTE: Final = re.compile(rf"# same-person: ({ID}) is now ({ID})\n")
_LISTS: Final = frozenset(field.name for field in fields_of(Person) if field.many)


def same_person(
    folder: str | PathLike[str], keep: str, drop: str, *, dry_run: bool = False
) -> Update:
    r"""Make one person of two who are the same, in a folder of YAML files.

    The name and aliases of the one who goes become aliases of the other, search names stay search
    names, gaps are filled, every reference follows, and the old id becomes a redirect. Whatever
    else is in the files stays as it is, byte for byte. Every new text is loaded and compared with
    what was intended before the first one is written.

    Args:
        folder: the folder of a catalogue.
        keep: the id or name of the person who stays.
        drop: the id or name of the person who goes.
        dry_run: whether to write nothing.

    Returns:
        What the person who stays got (``filled``), what was not taken over (``left``), and the
        ``files`` that changed.

    Raises:
        AmbiguousNameError: several people have one of the names; pass ids.
        CatalogueError: the catalogue is invalid, the two cannot be one, or a file has a form in
            which this cannot be written with certainty.
        UnknownNameError: nobody has one of the names.

    >>> import tempfile
    >>> from pathlib import Path
    >>> people = "- id: ada\n  name: Ada Miller # mine\n- id: a-miller\n  name: A. Miller\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "show.yaml").write_text("id: s\ntitle: S\nlanguage: en\n")
    ...     _ = Path(folder, "people.yaml").write_text(people)
    ...     update = same_person(folder, "ada", "a-miller")
    ...     print(Path(folder, "people.yaml").read_text(), end="")
    - id: ada
      name: Ada Miller # mine
      aliases:
        - A. Miller
    >>> update.files, update.catalogue.person("A. Miller")
    (('redirects.yaml', 'people.yaml'), <Person ada "Ada Miller">)
    """
    check_flags(dry_run=dry_run)
    files = Files(folder)
    catalogue = load(folder)
    joiner = _Joiner(files, catalogue, *_find_two(files, catalogue, keep, drop))
    expected = joiner.expected()
    try:
        contents = [*joiner.contents()]
    except UncertainPlaceError:
        hint = "write people with a key on each line, or merge the two by hand"
        raise refused(files.folder, "no certain place for the changes", hint) from None
    if files.load_with(dict(contents)) != expected:
        raise changed_meanwhile(files.folder)
    if not dry_run:
        files.write(contents)
    return Update(
        catalogue=expected,
        filled=tuple(joiner.filled()),
        left=tuple(joiner.left),
        files=tuple(dict.fromkeys(name for name, _ in contents)),
    )


def _find_two(files: Files, catalogue: Catalogue, keep: str, drop: str) -> tuple[Person, Person]:
    """Return the person who stays and the one who goes.

    A killed run may have removed the one who goes already, and only a comment has the old id.
    """
    people = catalogue.people
    stays = people.resolve(keep)
    noted = _NOTE.match(files.text("redirects.yaml"))
    is_gone = noted and noted[1] not in people and noted[2] == stays.id
    if noted and is_gone and (drop == noted[1] or people.resolve(drop) == stays):
        return stays, Person(id=noted[1], name=stays.name)
    return stays, people.resolve(drop)


class _Joiner:
    """What makes one person of two: the records, and the texts of the files.

    Attributes:
        keep: the person who stays.
        drop: the person who goes.
        added: what the record of the one who stays gets.
        files: the files that exist.
        redirect: what the id of the one who goes becomes.
        left: what was not taken over, and what to look at.
    """

    def __init__(self, files: Files, catalogue: Catalogue, keep: Person, drop: Person) -> None:
        self.catalogue = catalogue
        self.keep = keep
        self.drop = drop
        self.files = files
        self.redirect: Plain = {"id": drop.id, "to": keep.id}
        self.left: list[Problem] = []
        if keep == drop:
            raise refused(files.folder, f'"{keep.id}" is one person already', "name two people")
        if drop.id in keep.different_from or keep.id in drop.different_from:
            message = f'"{keep.id}" and "{drop.id}" are said to be different people'
            raise refused(files.folder, message, "remove the different_from that says so")
        self.added: Plain = self._added()

    def _added(self) -> Plain:
        """Return what the record that stays gets from the other one."""
        below, above = plain(self.keep), plain(self.drop)
        added: Plain = dict(self._new_names())
        apart = [id_ for id_ in self.drop.different_from if id_ not in self.keep.different_from]
        if apart:
            added["different_from"] = apart
        for field in fields_of(Person):
            if field.name in _OWN or field.name not in above:
                continue
            value = above[field.name]
            if field.many:
                new_items = [item for item in value if item not in below.get(field.name, ())]
                if new_items:
                    added[field.name] = new_items
            elif field.name in below:
                if value != below[field.name]:
                    hint = f"it is {below[field.name]} in the record that stays"
                    self._leave_value(field.name, value, hint)
            elif field.name in _PARTS and self.keep.name != self.drop.name:
                self._leave_value(field.name, value, f"it belongs to the name {self.drop.name}")
            else:
                added[field.name] = value
        return added

    def _new_names(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the new aliases, and the new search names, each after its field."""
        known = {squash(fold(name)) for name in names_of(self.keep)}
        printed = self.drop.name, *self.drop.aliases
        for field, names in zip(ALIASES, (printed, self.drop.search_names), strict=True):
            new = {squash(fold(name)): name for name in reversed(names)}
            if aliases := [name for key, name in reversed(new.items()) if key not in known]:
                yield field, aliases
            known |= new.keys()

    def _leave_value(self, name: str, value: Any, hint: str) -> None:
        message = f'{name} of "{self.drop.id}" was not taken over: {value}'
        self._leave("people.yaml", message, hint)

    def _leave(self, file: str, message: str, hint: str) -> None:
        problem = Problem(file=file, path="", message=message, hint=hint, severity="warning")
        self.left.append(problem)

    def filled(self) -> Iterator[Difference]:
        """Yield what the record that stays gets, by field."""
        below = plain(self.keep)
        for name, value in self.added.items():
            yield Difference(
                change="filled",
                kind="person",
                id=self.keep.id,
                field=name,
                before=below.get(name),
                after=[*below.get(name, ()), *value] if name in _LISTS else value,
            )

    def expected(self) -> Catalogue:
        """Return the catalogue that is intended."""
        document: dict[str, Any] = to_dict(self.catalogue)
        self._follow(Show, document["show"])
        for episode in document.get("episodes", ()):
            self._follow(Episode, episode)
        people: list[dict[str, Any]] = [
            person for person in document["people"] if person["id"] != self.drop.id
        ]
        for person in people:
            for path in self._namesakes(person):
                put(person, path, self.keep.id)
            if person["id"] == self.keep.id:
                person.update((str(one.field), one.after) for one in self.filled())
        document["people"] = people
        redirects: list[dict[str, Any]] = document.get("redirects", [])
        for redirect in redirects:
            if redirect.get("to") == self.drop.id:
                redirect["to"] = self.keep.id
        document["redirects"] = [*redirects, self.redirect]
        return from_dict(document)

    def _references(
        self, model: type[Episode | Show], record: Any, person: Person | None = None
    ) -> list[ValuePath]:
        """Return the paths of the references to a person, by default the one who goes."""
        return [
            path
            for path, field, id_ in walk(record, "reference", model=model)
            if field.model is Person and id_ == (person or self.drop).id
        ]

    def _follow(self, model: type[Episode | Show], record: dict[str, Any]) -> None:
        """Make the references of a record those to the person who stays."""
        repeated = self._repeated(model, record)
        for path in self._references(model, record):
            put(record, path, self.keep.id)
        for name, index in reversed(repeated):
            del record[name][index]

    def _repeated(self, model: type[Episode | Show], record: Any) -> list[tuple[str, int]]:
        """Return the paths of ids that name the one person again in a list that changes."""
        changed = {path[0] for path in self._references(model, record)}
        found: list[tuple[str, int]] = []
        for field in fields_of(model):
            if field.name in changed and field.form == "reference" and field.model is Person:
                ids = enumerate(record[field.name])
                both = [index for index, id_ in ids if id_ in {self.keep.id, self.drop.id}]
                found += [(field.name, index) for index in both[1:]]
        return found

    def _namesakes(self, person: Mapping[str, Any]) -> list[ValuePath]:
        """Return the paths at which a record says that it is not the person who goes."""
        ids = person.get("different_from") or ()
        if self.keep.id in ids:
            return []
        return [("different_from", i) for i, id_ in enumerate(ids) if id_ == self.drop.id]

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield the new content of the files, what refers to people before people.

        A folder of which only the first files were written loads, and a second run finishes it.

        Raises:
            UncertainPlaceError: a file has a form in which a change has no certain place.
        """
        for episode in self.catalogue.episodes:
            if self._references(Episode, plain(episode)):
                yield self._with_references(f"episodes/{episode.id}.yaml", Episode)
        if self._references(Show, plain(self.catalogue.show)):
            yield self._with_references("show.yaml", Show)
        editor = Editor(_NOTE.sub("", self.files.text("redirects.yaml"), count=1))
        for index, past in enumerate(editor.value or ()):
            if past.get("to") == self.drop.id:
                editor.set((index, "to"), self.keep.id)
        if self.drop in self.catalogue.people:
            note = f"# same-person: {self.drop.id} is now {self.keep.id}\n"
            yield "redirects.yaml", self.files.encode("redirects.yaml", note + editor.result())
            yield self._encoded("people.yaml", self._people())
        editor.append((), [self.redirect])
        yield self._encoded("redirects.yaml", editor)

    def _with_references(self, name: str, model: type[Episode | Show]) -> tuple[str, bytes]:
        """Return the new content of a file in which references follow."""
        editor = Editor(self.files.text(name))
        record = editor.value
        repeated = self._repeated(model, record)
        paths = [path for path in self._references(model, record) if path not in repeated]
        kept = [p for p in self._references(model, record, self.keep) if p not in repeated]
        if not {path[0] for path in paths}.isdisjoint(path[0] for path in kept):
            self._leave(name, f'"{self.keep.id}" is there twice', "keep one of the entries")
        for path in paths:
            editor.set(path, self.keep.id)
            *credit, last = path
            if last == "person" and record[path[0]][path[1]].get("credited_as") is None:
                # The credit has the name of the person who goes, and keeps it.
                editor.set((*credit, "credited_as"), self.drop.name)
        for again in repeated:
            editor.remove(again)
        return self._encoded(name, editor)

    def _people(self) -> Editor:
        editor = Editor(self.files.text("people.yaml"))
        ids = [person["id"] for person in editor.value]
        for index, person in enumerate(editor.value):
            for path in self._namesakes(person):
                editor.set((index, *path), self.keep.id)
        kept = ids.index(self.keep.id)
        for change in self.filled():
            editor.set((kept, str(change.field)), change.after)
        editor.remove((ids.index(self.drop.id),))
        return editor

    def _encoded(self, name: str, editor: Editor) -> tuple[str, bytes]:
        return name, self.files.encode(name, editor.result())
