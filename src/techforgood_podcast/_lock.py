"""The lock shared by everything that is built on first use.

``os.register_at_fork`` keeps this module alive to the very end of the process. It therefore
imports as little as possible: importing ``typing`` alone would slow down every exit.
"""

import os
from threading import RLock

lock = RLock()

# Seconds that a fork waits for other threads to release the lock.
_PATIENCE = 5


def before_fork() -> None:
    """Before a fork, wait until no other thread is using SQLite, whose mutexes the child copies."""
    lock.acquire(timeout=_PATIENCE)


def after_fork_in_parent() -> None:
    """Release the lock in the parent after a fork."""
    try:
        lock.release()
    except RuntimeError:  # another thread held it for too long
        return


def after_fork_in_child() -> None:
    """Replace the lock in a forked child, where no thread could release the parent's."""
    global lock  # noqa: PLW0603 -- the lock itself has to be replaced
    lock = RLock()


def _do_nothing(**_: object) -> None:
    """Replace ``os.register_at_fork``, which Windows lacks."""


getattr(os, "register_at_fork", _do_nothing)(
    before=before_fork, after_in_parent=after_fork_in_parent, after_in_child=after_fork_in_child
)
