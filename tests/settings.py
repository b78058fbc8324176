"""What can be set from outside for all tests."""

from __future__ import annotations

import os


def examples(everyday: int) -> int:
    """Return how many examples to try: ``TFG_EXAMPLES`` multiplies those of an everyday run."""
    return everyday * int(os.environ.get("TFG_EXAMPLES", "1"))
