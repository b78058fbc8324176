"""The questions of the library in SQL, each of which both engines take as it stands.

Names are asked for in bulk: a table `asked` has their kind, what was typed, and its key.
"""

from __future__ import annotations

from types import MappingProxyType

# Of several records none is chosen, as in the library.
RESOLVED = """
resolved(text, id) AS (
    SELECT asked.text, min(names.id)
    FROM asked JOIN names ON names.kind = asked.kind AND names.key = asked.key
    WHERE asked.kind = '{kind}'
    GROUP BY asked.text
    HAVING count(DISTINCT names.id) = 1
)
"""

GUEST = f"""
WITH {RESOLVED.format(kind="person")}
SELECT DISTINCT text, episode_id
FROM resolved JOIN episode_guests ON person_id = resolved.id
"""

# Spark recurses by UNION ALL alone; records that stand above one another make no circles.
ORGANISATION = f"""
WITH RECURSIVE {RESOLVED.format(kind="organisation")},
below(text, id) AS (
    SELECT text, id FROM resolved
    UNION ALL
    SELECT below.text, organisation_id
    FROM below JOIN organisation_parents ON parent_id = below.id
), named AS (
    SELECT organisation_id, episode_id FROM episode_organisations
    UNION SELECT organisation_id, episode_id FROM episode_guest_organisations
    UNION SELECT organisation_id, episode_id FROM episode_mentioned_organisations
)
SELECT DISTINCT text, episode_id
FROM below JOIN named ON organisation_id = below.id
"""

THEME = f"""
WITH RECURSIVE {RESOLVED.format(kind="theme")},
below(text, id) AS (
    SELECT text, id FROM resolved
    UNION ALL
    SELECT below.text, themes.id FROM below JOIN themes ON broader_id = below.id
)
SELECT DISTINCT text, episode_id
FROM below JOIN episode_themes ON theme_id = below.id
"""

QUESTIONS = MappingProxyType({"person": GUEST, "organisation": ORGANISATION, "theme": THEME})
"""By the kind of the record that is asked for."""

CANDIDATES = """
SELECT asked.text, count(DISTINCT names.id)
FROM asked LEFT JOIN names ON names.kind = asked.kind AND names.key = asked.key
GROUP BY asked.text
"""
"""How many records each text may mean: none, the one, or several."""
