"""A podcast without seasons that states everything that directories ask for."""

from __future__ import annotations

from pathlib import Path

import techforgood_podcast as tfg
from case_files import head_of

TEXT = head_of(Path(__file__).parent / "exports" / "published.cases")
FULL = tfg.loads(TEXT, "yaml")
