"""The lock shared by everything that is built on first use.

``os.register_at_fork`` keeps this module alive to the very end of the process. It therefore
imports as little as possible: importing ``typing`` alone would slow down every exit.
"""

import os
from threading import RLock

lock = RLock()


def renew() -> None:
    """Replace the lock in a forked child, where no thread could release the parent's."""
    global lock  # noqa: PLW0603 -- the lock itself has to be replaced
    lock = RLock()


def _do_nothing(**_: object) -> None:
    """Replace ``os.register_at_fork``, which Windows lacks."""


getattr(os, "register_at_fork", _do_nothing)(after_in_child=renew)
