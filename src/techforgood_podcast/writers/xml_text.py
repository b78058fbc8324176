"""Texts inside elements of XML."""

from __future__ import annotations


def escape_text(text: str) -> str:
    r"""Return a text for an element of XML, or for HTML within CDATA.

    Readers take a carriage return for a line break, unless it is written by number.

    >>> escape_text("<b> & \r")
    '&lt;b&gt; &amp; &#13;'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")
