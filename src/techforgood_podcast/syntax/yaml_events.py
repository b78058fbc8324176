"""Make libyaml refuse what it reads and PyYAML does not, so that both read the same texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from yaml import CollectionEndEvent, CollectionStartEvent, Mark, MarkedYAMLError, ScalarEvent

if TYPE_CHECKING:
    from collections.abc import Iterator

# Problems in the words of PyYAML.
_TAB: Final = "found a tab character that cannot start any token"
_HEADER: Final = "expected chomping or indentation indicators"
_QUESTION_MARK: Final = "expected ',' or a bracket, but got '?'"
_BLOCKS: Final = frozenset("|>")
# Something right after the sign that introduces a block of text.
_BAD_HEADER: Final = r"[|>][-+0-9]*(?:#| *\t)"
# A tab between two values that is in no comment.
_LOOSE_TAB: Final = r"(?:^|[\r\n])[^#\r\n]*\t"


def as_pyyaml(events: Iterator[Any], text: str) -> Iterator[Any]:
    """Yield the events of libyaml, as far as PyYAML reads the same text.

    Raises:
        MarkedYAMLError: there is something that only libyaml accepts.
    """
    if "?" in text or re.search(_BAD_HEADER, text):
        events = _certain(events, text)
    return _without_tabs(events, text) if "\t" in text else events


def _without_tabs(events: Iterator[Any], text: str) -> Iterator[Any]:
    """Yield the events of libyaml, up to a tab outside of comments, quotes and blocks of text.

    Raises:
        MarkedYAMLError: there is such a tab, which PyYAML refuses.
    """
    end = 0
    tab = text.find("\t")
    for event in events:
        start, stop = event.start_mark.index, event.end_mark.index
        if -1 < tab < start:
            loose = re.search(_LOOSE_TAB, text[end:start])
            if loose:
                raise _error(_TAB, end + loose.end() - 1)
            end, tab = start, text.find("\t", start)
        if isinstance(event, ScalarEvent):
            if -1 < tab < stop:
                if not event.style or event.anchor or event.tag:
                    raise _error(_TAB, tab)
                tab = text.find("\t", stop)
            end = max(end, stop)
        yield event


def _certain(events: Iterator[Any], text: str) -> Iterator[Any]:
    """Yield the events of libyaml, up to other signs that PyYAML refuses.

    Raises:
        MarkedYAMLError: there is a question mark in plain text between brackets, or something
            right after "|" or ">".
    """
    flow = 0
    for event in events:
        if isinstance(event, CollectionStartEvent):
            flow += bool(flow or event.flow_style)
        elif flow and isinstance(event, CollectionEndEvent):
            flow -= 1
        elif isinstance(event, ScalarEvent):
            start: Any = event.start_mark
            stop: Any = event.end_mark
            if event.style in _BLOCKS:
                header = re.compile(_BAD_HEADER)
                # An anchor or tag comes before the sign.
                find = header.search if event.anchor or event.tag else header.match
                bad = find(text, start.index, stop.index)
                if bad:
                    raise _error(_HEADER, bad.end() - 1)
            elif flow and not event.style and "?" in event.value:
                raise _error(_QUESTION_MARK, text.find("?", start.index))
        yield event


def _error(problem: str, offset: int) -> MarkedYAMLError:
    """Return an error such as PyYAML raises at an offset."""
    return MarkedYAMLError(None, None, problem, Mark("", offset, 0, 0, None, 0))
