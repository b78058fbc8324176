"""What episodes say of organisations, worked out again for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techforgood_podcast.text.writing import labels_of, words

if TYPE_CHECKING:
    import techforgood_podcast as tfg


def statements(
    episode: tfg.Episode, language: str
) -> list[tuple[tfg.Organisation, str, list[tfg.Organisation]]]:
    """Return what an episode says of each organisation: a label, and those at its other end."""
    credits_ = (*episode.guests, *episode.mentioned, *episode.crew)
    named = [body for credit in credits_ for body in credit.organisations]
    own: dict[str, tuple[tfg.Organisation, dict[str, None]]] = {}
    found: dict[tuple[str, str], tuple[tfg.Organisation, str, list[tfg.Organisation]]] = {}
    for mention in episode.organisations:
        body, of = mention.organisation, mention.of
        labels = labels_of(mention.relation, language)
        if of is None:
            if mention.relation != "affiliation" or body not in named:
                own.setdefault(body.id, (body, {}))[1][labels.word] = None
            continue
        first, label, other = (of, labels.by, body)
        if mention.relation == "member":
            first, label, other = (body, labels.of, of)
        label += words(language)["colon"]
        others = found.setdefault((first.id, mention.relation), (first, label, []))[2]
        if other not in others:
            others.append(other)
    return [*((body, ", ".join(labels), []) for body, labels in own.values()), *found.values()]
