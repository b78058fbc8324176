"""The modules below the public names that tests import, and what for.

What the documentation names needs no reason. A test that asks for anything else asks through the
package, the command line or a format, unless the reason here is its own.
"""

from __future__ import annotations

REASONS = {
    "authoring.folders.editing": "edits of YAML that no update makes, and places it is unsure of",
    "authoring.folders.skeleton": "folders of catalogues that no feed and no command makes",
    "authoring.projects": "the workflow, names and examples of a package, without building one",
    "catalogue.catalogue": "the indexes of a catalogue, of which compiled forms are made",
    "catalogue.changes": "how private values are told apart, where no report compares them",
    "catalogue.full_text": "the kinds and weights of passages, which the page's search has too",
    "catalogue.search": "the table behind the search: when it is built, shared and closed",
    "catalogue.snippets": "the caches, emptied or full",
    "cli": "the program, run in the process of the tests",
    "cli.parsers": "parsers made once for hundreds of commands",
    "cli.terminal": "tables, links and escapes in terminals of any width",
    "files": "writing that is killed, raced or out of space",
    "models.durations": "the error of a running time that the loader has not checked",
    "models.fields": "every field of every record, to try each one",
    "models.records": "the names of any record, and whether two are the same",
    "models.sections": "every kind of record, to try each one",
    "packaged.compiled": "the compiled form, damaged and of other releases",
    "reading.folders": "limits, lowered so that small files pass them; the type of a path",
    "relational.schema": "the tables that each format of tables is compared with",
    "syntax": "the limits of files, which the security policy states; the type of positions",
    "syntax.json": "what the reader of JSON says beside the values, and when it looks for places",
    "syntax.yaml": "both loaders of PyYAML, compared in values, problems and positions",
    "text.names": "the index of names, with names that no catalogue has",
    "text.near_words": "distances between words, compared with a slow reference",
    "text.search_terms": "words, stems and stop words, which the page's search has too",
    "text.writing": "typography and labels, with which readers of every format compare",
    "writers": "the type of what can be written, and the module of any format",
    "writers.citations.bibliography": "citations to copy, in the one style that no format has",
    "writers.formats": "the list of formats and options, compared with the modules",
    "writers.text.phrases": "phrases such as roles and places, with which readers compare",
}
