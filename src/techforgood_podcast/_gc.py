"""A pause of the garbage collector while many objects are built."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def uncollected() -> Generator[None]:
    """Pause the garbage collector while many objects that all stay alive are built."""
    # Each collection would traverse all objects built so far and find nothing to free. A threshold
    # of 0 pauses the collector too, and unlike gc.enable() at the end, restoring the threshold does
    # not undo a gc.disable() that another thread called in the meantime.
    threshold, *_ = gc.get_threshold()
    gc.set_threshold(0)
    try:
        yield
    finally:
        if threshold:  # otherwise another thread has paused the collector, and will resume it
            gc.set_threshold(threshold)
