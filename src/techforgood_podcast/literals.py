"""The records of the bundled catalogue by their ids.

``literals.pyi`` lists them for type checkers and editors, so that an id that is gone is a type
error; the build writes it from the data.

>>> people.karine_gentelet
<Person karine-gentelet "Karine Gentelet">
"""

from __future__ import annotations

from .packaged.namespaces import namespaces

globals().update(namespaces(__name__))
