"""The examples of the page about large catalogues."""

from __future__ import annotations

import re
from pathlib import Path

TEXT = (Path(__file__).parent.parent / "docs" / "scaling.md").read_text(encoding="utf-8")
_SQL = re.compile(
    r"^```sql\n-- ([a-z ]+).*\n((?:.+\n)+)```\n(?:\n```text\n((?:.+\n)*)```)?", re.MULTILINE
)
_EXAMPLE = re.compile(r"^```python\n((?:.*\n)*?)```", re.MULTILINE)
_SPARK = re.compile(r"^```py\n((?:.*\n)+?)```\n\n```text\n((?:.+\n)+)```", re.MULTILINE)

SQL = {name: query for name, query, _ in _SQL.findall(TEXT)}
"""The blocks of SQL, by the comment that they begin with."""
ANSWERS = {
    name: [tuple(line.split(" | ")) for line in answer.splitlines()]
    for name, _, answer in _SQL.findall(TEXT)
    if answer
}
"""What the page says that they answer, line by line."""
SPARK, SHOWN = _SPARK.findall(TEXT)[0]
"""The example in Python, and what it prints."""
ADD_SHOW = _EXAMPLE.findall(TEXT)[-1]
"""The example that adds a show to a folder of many."""
