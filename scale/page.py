"""The examples on the documentation page about large catalogues."""

from __future__ import annotations

import re
from pathlib import Path

TEXT = (Path(__file__).parent.parent / "docs" / "scaling.md").read_text(encoding="utf-8")
_SQL = re.compile(
    r"^```sql\n-- ([a-z ]+).*\n((?:.+\n)+)```\n(?:\n```text\n((?:.+\n)*)```)?", re.MULTILINE
)
_EXAMPLE = re.compile(r"^```python\n((?:.*\n)*?)```", re.MULTILINE)
_SPARK = re.compile(r"^```py\n((?:.*\n)+?)```\n\n```text\n((?:.+\n)+)```", re.MULTILINE)

# The SQL blocks, by the comment in their first line.
SQL = {name: query for name, query, _ in _SQL.findall(TEXT)}
# The results shown below them, line by line.
ANSWERS = {
    name: [tuple(line.split(" | ")) for line in answer.splitlines()]
    for name, _, answer in _SQL.findall(TEXT)
    if answer
}
# The Python example for Spark, and its output.
SPARK, SHOWN = _SPARK.findall(TEXT)[0]
# The example that adds a show to a folder of several shows.
ADD_SHOW = _EXAMPLE.findall(TEXT)[-1]
