"""What can be set from outside for all tests."""

from __future__ import annotations

import math
import os


def examples(usual: int) -> int:
    """Return how many examples to try: ``TFG_EXAMPLES`` multiplies the usual number.

    That is a seventh in ``make test``, one in ``make slow``, and sixteen in ``make fuzz-tests``.
    """
    return math.ceil(usual * float(os.environ.get("TFG_EXAMPLES", "1")))
