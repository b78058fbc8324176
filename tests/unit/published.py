"""A podcast without seasons that states everything that directories ask for."""

from __future__ import annotations

from pathlib import Path

import techforgood_podcast as tfg
from case_files import read_cases

TEXT = read_cases(Path(__file__).parent / "exports" / "published.cases")[0].text.partition("$ ")[0]
FULL = tfg.loads(TEXT, "yaml")
