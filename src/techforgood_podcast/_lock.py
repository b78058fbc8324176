"""The one lock under which everything is built that is built late.

What is registered for a fork stays to the end of the process, and with it all that its module
knows. This module knows next to nothing: beside ``typing``, every process would end later.
"""

import os
from threading import RLock

lock = RLock()


def renew() -> None:
    """Give a forked child a lock that no thread of its parent can be holding."""
    global lock  # noqa: PLW0603 -- the lock itself is what has to be replaced
    lock = RLock()


def _no_fork(**_: object) -> None:
    """Stand in for ``os.register_at_fork`` on Windows."""


getattr(os, "register_at_fork", _no_fork)(after_in_child=renew)
