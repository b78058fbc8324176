"""The lock shared by everything that is built on first use.

``os.register_at_fork`` keeps this module alive to the very end of the process. It therefore
imports as little as possible: importing ``typing`` alone would slow down every exit.
"""

import os
from threading import RLock

lock = RLock()

# Seconds that a fork waits for other threads to release the lock.
_PATIENCE = 5


def wait() -> None:
    """Before a fork, wait until no other thread is using SQLite, whose mutexes the child copies."""
    lock.acquire(timeout=_PATIENCE)


def go_on() -> None:
    """Release the lock in the parent after a fork."""
    try:
        lock.release()
    except RuntimeError:  # another thread held it for too long
        return


def renew() -> None:
    """Replace the lock in a forked child, where no thread could release the parent's."""
    global lock  # noqa: PLW0603 -- the lock itself has to be replaced
    lock = RLock()


def _do_nothing(**_: object) -> None:
    """Replace ``os.register_at_fork``, which Windows lacks."""


getattr(os, "register_at_fork", _do_nothing)(
    before=wait, after_in_parent=go_on, after_in_child=renew
)
