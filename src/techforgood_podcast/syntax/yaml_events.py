"""Make libyaml refuse what PyYAML refuses, so that both read the same texts."""

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
_BLOCKS: Final = ("|", ">")
# Something right after the sign that introduces a block of text.
_BAD_HEADER: Final = r"[|>][-+0-9]*(?:#| *\t)"
_SUSPICIOUS: Final = rf"[\t?]|{_BAD_HEADER}"
# A tab between two values that is in no comment.
_LOOSE_TAB: Final = r"(?:^|[\r\n])[^#\r\n]*\t"


def as_pyyaml(events: Iterator[Any], text: str) -> Iterator[Any]:
    """Return the events of libyaml, as far as PyYAML reads the same text.

    Raises:
        MarkedYAMLError: only libyaml accepts the text; raised when that event is due.
    """
    return _refusing(events, text) if re.search(_SUSPICIOUS, text) else events


def _refusing(events: Iterator[Any], text: str) -> Iterator[Any]:
    # Most events are far from any tab or question mark, and cost few calls.
    tab = _next_tab(text, 0)
    flow = end = 0
    for event in events:
        start = event.start_mark.index
        if tab < start:
            loose = re.search(_LOOSE_TAB, text[end:start])
            if loose:
                raise _error(_TAB, end + loose.end() - 1)
            tab = _next_tab(text, start)
        if start > end:  # noqa: PLR1730 -- a call of max for each event would show
            end = start
        if type(event) is ScalarEvent:
            stop: int = event.end_mark.index  # type: ignore[union-attr]
            is_near = tab < stop or (flow and "?" in event.value)
            if is_near or event.style in _BLOCKS:
                _check_scalar(event, text, in_flow=flow > 0)
            if tab < stop:
                tab = _next_tab(text, stop)
            end = stop
        elif isinstance(event, CollectionStartEvent):
            flow += bool(flow or event.flow_style)
        elif flow and isinstance(event, CollectionEndEvent):
            flow -= 1
        yield event


def _next_tab(text: str, start: int) -> int:
    """Return where the next tab is, or the end of the text."""
    found = text.find("\t", start)
    return len(text) if found < 0 else found


def _check_scalar(event: Any, text: str, *, in_flow: bool) -> None:
    """Refuse a text as PyYAML does; an anchor or tag may come before what introduces it."""
    start: int = event.start_mark.index
    written = text[start : event.end_mark.index]
    marked = event.anchor or event.tag
    if event.style in _BLOCKS:
        bad = (re.search if marked else re.match)(_BAD_HEADER, written)
        if bad:
            raise _error(_HEADER, start + bad.end() - 1)
    elif in_flow and not event.style and "?" in event.value:
        raise _error(_QUESTION_MARK, start + written.find("?"))
    if (marked or not event.style) and "\t" in written:
        raise _error(_TAB, start + written.index("\t"))


def _error(problem: str, offset: int) -> MarkedYAMLError:
    """Return an error such as PyYAML raises at an offset."""
    return MarkedYAMLError(None, None, problem, Mark("", offset, 0, 0, None, 0))
