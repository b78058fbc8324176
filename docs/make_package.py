"""Generate files of the package, and one that it writes.

    python docs/make_package.py

- ``__init__.pyi``, which type checkers and editors read: the public names are in the façade itself,
  each with its module.
- ``literals.py``: the ids are in the data.
- The JSON Schemas in ``data/schema/``: keys, words and explanations are those of the models; what
  editors need beyond them is in ``_templates/schemas.yaml``.
- ``update.yml``, the workflow that ``package`` writes, for a folder of files.

A test fails if a file is out of date.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reference import FILES, FORMS, meaning, written
from templates import data, write

import techforgood_podcast as tfg
from techforgood_podcast.authoring.literals import literals_of
from techforgood_podcast.authoring.projects import workflow
from techforgood_podcast.models.fields import Field, fields_of
from techforgood_podcast.models.rules import DEVICES, HIDDEN, ID, MAX_ID
from techforgood_podcast.models.schemas import form_schema, key_schema, value_schema
from techforgood_podcast.models.sections import PARTS, SECTIONS
from techforgood_podcast.text.folding import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from techforgood_podcast.models.schemas import Json

PACKAGE = Path(str(tfg.__file__)).parent
FOLDER = PACKAGE / "data" / "schema"
WORKFLOW = Path(__file__).with_name("update.yml")
HEAD = "# What the façade imports on first use; docs/make_package.py writes this file.\n\n"
SHARED = "definitions.schema.json"


def escaped(characters: str) -> str:
    """Return what is between the brackets of a class of characters, as JavaScript reads it."""
    return "".join(c if c == "-" else f"\\u{ord(c):04x}" for c in characters[1:-1])


def editors() -> Any:
    """Return what editors need beyond the models, for forms and for records."""
    stated = data("schemas")
    parts = {"devices": DEVICES, "id": ID, "longest": str(MAX_ID), **stated["parts"]}
    parts |= {"hidden": escaped(HIDDEN), "bad": escaped(FORBIDDEN)}

    def fill(value: Any) -> Any:
        if hasattr(value, "items"):
            return {key: fill(one) for key, one in value.items()}
        if isinstance(value, str):
            return re.sub("<([a-z]+)>", lambda found: fill(parts[found[1]]), value)
        return value

    return fill(stated)


EDITORS = editors()


def pages() -> dict[Path, str]:
    """Return the text of each file by its path."""
    return {
        PACKAGE / "__init__.pyi": facade(),
        PACKAGE / "literals.py": literals_of(tfg.load_catalogue(tfg.data_files())),
        WORKFLOW: workflow("my-podcast", "https://example.org/feed.xml"),
        **schemas(),
    }


def facade() -> str:
    """Return the stub of the façade."""
    module_of: Mapping[str, str] = vars(tfg)["_MODULE_OF"]
    # Editors take only what is imported "as" its own name for public, and offer the module as well
    # after a relative import.
    imports = sorted(
        (f"{tfg.__name__}.{module}".rstrip("."), f"import {name} as {name}\n")
        for name, module in module_of.items()
    )
    names = "".join(f'    "{name}",\n' for name in module_of)
    lines = "".join(f"from {module} {line}" for module, line in imports)
    return f"{HEAD}{lines}\n__all__ = [\n{names}]\n"


def schemas() -> dict[Path, str]:
    """Return the text of each schema by its path."""
    found = {SHARED: definitions(), "episode.schema.json": file_schema(tfg.Episode)}
    found |= {f"{name}.schema.json": file_schema(model) for model, name in FILES.items()}
    return {
        FOLDER / name: f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n"
        for name, schema in found.items()
    }


def definitions() -> Json:
    """Return the schema of what the others share."""
    found: Json = {}
    for form, more in EDITORS["forms"].items():
        words = FORMS[form]
        shape = f" ({words.shape})" if words.shape else ""
        found[form] = described(words.name, f"{words.files}{shape}.") | form_schema(form) | more
    for section in SECTIONS[:-1]:
        head = described(section.noun, f"The id of a record in {section.name}.yaml.")
        found[f"{section.noun}_id"] = head | {"$ref": "#/$defs/id"}
    for model in PARTS:
        found[model.__name__.lower()] = record(model, "")
    text = "The kinds of values, and the records inside an episode, to which the schemas refer."
    return headed({**described("shared definitions", text), "$defs": found})


def file_schema(model: type[Any]) -> Json:
    """Return the schema of a file with one record, or with a list of them."""
    one = record(model, SHARED)
    if model is tfg.Episode:
        text = "A file in the folder episodes, named after the id of the episode."
        return headed(one | {"description": text})
    name = FILES[model]
    if model in {tfg.DataInfo, tfg.Show}:
        return headed(one | described(name, f"The file {name}.yaml. {one['description']}"))
    head = described(name, f"The file {name}.yaml, a list of {name}.")
    return headed({**head, "type": ["array", "null"], "items": one})


def record(model: type[object], shared: str) -> Json:
    """Return the schema of a record, which refers to the definitions in a file."""
    fields = fields_of(model)
    required = [field.name for field in fields if field.required]
    return {
        **described(model.__name__, str(model.__doc__).partition("\n")[0]),
        "type": "object",
        "properties": {field.name: key(field, shared) for field in fields},
        **({"required": required} if required else {}),
        **EDITORS["records"].get(model.__name__, {}),
        "additionalProperties": False,
    }


def key(field: Field, shared: str) -> Json:
    """Return the schema of a key."""
    if field.choices:
        value: Json = {
            **value_schema(field),
            "enumDescriptions": list(field.meanings.values()),
        }
    elif field.model or field.form in EDITORS["forms"]:
        value = {"$ref": f"{shared}#/$defs/{definition(field)}"}
    else:
        value = value_schema(field)
    if field.name == "schema_version":
        value["const"] = field.default
    form = written(field) if field.form not in {"text", "boolean"} else ""
    text = " ".join(filter(None, (meaning(field), form and f"Format: {form}.")))
    head = described(field.name, text)
    found: Json = {
        "title": head["title"],
        **key_schema(field, value),
        "description": head["description"],
    }
    if field.default not in {None, ()}:
        found["default"] = field.default
    if field.examples:
        found["examples"] = field.examples
    return found


def definition(field: Field) -> str:
    """Return the name of the definition that a field refers to."""
    if field.form == "reference":
        return next(f"{section.noun}_id" for section in SECTIONS if section.model is field.model)
    return field.model.__name__.lower() if field.model else field.form


def headed(schema: Json) -> Json:
    """Return the schema of a file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def described(name: str, text: str) -> dict[str, str]:
    """Return a title in words and a description without the marks of Markdown."""
    title = name.replace("_", " ").replace("url", "URL").replace("guid", "GUID")
    text = text.replace("`", "")
    return {
        "title": f"{title[:1].upper()}{title[1:]}",
        "description": f"{text[:1].upper()}{text[1:]}",
    }


if __name__ == "__main__":
    write(pages())
