"""A catalogue whose texts mean something to every format that they are written in."""

from __future__ import annotations

import datetime as dt

import techforgood_podcast as tfg

HOSTILE = (
    "</script><script>alert(1)</script>",
    "]]> & <!-- -- --> &amp; &#0; &nosuch;",
    '"; DROP TABLE episodes; --',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "'=1",
    "\\input{/etc/passwd} \\textbraceright{} {}} $x_1^2$ 100% # ~",
    "| a | # _b_ * c * `d` [e](javascript:f) ![g](h)",
    "end",
    "subgraph x; style y",
    "<b>bold</b> <img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "it's \"quoted\" 'twice' “and again” «enfin»",
    "a; b, c: d | e / f \\ g",
    "\u202eright to left\u202c \u200bwide",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀 👩\u200d🔬",
    "NULL",
    "TRUE",
    "1.0e5",
    "2022-01-17",
    "ER  - ",
    "TY  - BOOK",
    "@book{x, title = {y}}",
    "Rock and Roll and others",
    "1. not a list",
    "- nor this",
    "> nor a quotation",
    "    nor code",
    "trailing space ",
    " leading space",
    "tab\there",
    "{{ jinja }} {% raw %} ${shell} $(command) %s %(name)s {0}",
    "d'Ormesson, Jean, Jr.",
    "%00 %0A %3Cscript%3E",
    "#anchor ?query=1&b=2",
)
"""Texts on one line, each with a meaning somewhere."""

LONG = "first line\nsecond </summary> line\n\n# not a heading\n\n- not a list\n\n    not code"
"""A text of several lines."""


def _both(text: str) -> tfg.LocalizedText:
    return tfg.LocalizedText(fr=text, en=f"{text} (en)")


def _hostile() -> tfg.Catalogue:
    """Return a catalogue with an episode for each text, in every field."""
    show = tfg.Show(
        id="hostile",
        kind="serial",
        title=HOSTILE[0],
        language="fr",
        summary=_both(LONG),
        url="https://example.org/?a=1&b='2'",
        feed_url="https://example.org/feed.xml?a=1&b=2",
        first_published=dt.date(2022, 1, 17),
    )
    episodes: list[tfg.Episode] = []
    for number, text in enumerate(HOSTILE, 1):
        word = f"h{number:02}"
        source = tfg.Source(
            id=word, title=tfg.LocalizedText(en=text), url=f"https://example.org/{word}?a=1&b='2'"
        )
        place = tfg.Place(id=word, name=_both(text), kind="city", aliases=(f"{word} {text}",))
        theme = tfg.Theme(id=word, label=_both(text), definition=_both(text))
        body = tfg.Organisation(
            id=word,
            name=text,
            kind="association",
            aliases=(f"{word} {text}",),
            description=_both(text),
            place=place,
            sources=(source,),
        )
        person = tfg.Person(id=word, name=text, given=text, family=text, sources=(source,))
        figure = tfg.Figure(
            value=number, unit=_both(text), statement=_both(text), as_printed=_both(text)
        )
        credit = tfg.Credit(
            person=person, role=_both(text), organisations=(body,), credited_as=text
        )
        group = tfg.Credit(group=_both(text), role=_both(text), credited_as=text)
        episodes.append(
            tfg.Episode(
                id=word,
                show=show,
                season=1,
                number=number,
                title=text,
                duration=dt.timedelta(seconds=number),
                published=dt.date(2022, 1, 17),
                url=f"https://example.org/{word}?a=1&b='2'",
                guid=text,
                summary=_both(f"{text}\n\n{LONG}"),
                hosts=(person,),
                guests=(credit, group),
                mentioned=(credit,),
                organisations=(tfg.Mention(organisation=body, relation="subject", of=body),),
                themes=(theme,),
                search_words=(text,),
                places=(place,),
                figures=(figure,),
                sources=(source,),
            )
        )
    return tfg.Catalogue(show=show, episodes=episodes)


CATALOGUE = _hostile()
