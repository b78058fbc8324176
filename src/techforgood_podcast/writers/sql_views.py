"""The views of the database, for the most common questions in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from .sql_tables import quote

if TYPE_CHECKING:
    from ..relational.schema import Table


@attrs.frozen
class View:
    """A named query.

    In the query, ``{names}`` is replaced by the columns of ``field`` in ``table``, one for each
    language.

    Attributes:
        name: its name.
        description: what a row is.
        query: the query.
        table: the table of ``field``, if the query uses ``{names}``.
        field: a field with a text in each language.
    """

    name: str
    description: str
    query: str
    table: str = ""
    field: str = ""

    def definition(self, tables: dict[str, Table]) -> str:
        """Return the statement that creates the view."""
        columns = tables[self.table].columns if self.table else ()
        localized = (column.name for column in columns if column.form == "localized")
        names = [name for name in localized if name.startswith(f"{self.field}_")]
        query = self.query.replace("{names}", quote(names))
        return f"CREATE VIEW {self.name} AS{query.rstrip()}"


# Each view comes after those that it reads.
VIEWS: Final = (
    View(
        "theme_lineage",
        "Each theme with itself and its broader themes.",
        """
WITH RECURSIVE lineage (theme_id, above_id) AS (
  SELECT id, id FROM themes
  UNION
  SELECT lineage.theme_id, themes.broader_id
  FROM lineage JOIN themes ON themes.id = lineage.above_id
  WHERE themes.broader_id IS NOT NULL
)
SELECT theme_id, above_id FROM lineage
""",
    ),
    View(
        "place_lineage",
        "Each place with itself and the larger places that contain it.",
        """
WITH RECURSIVE lineage (place_id, above_id) AS (
  SELECT id, id FROM places
  UNION
  SELECT lineage.place_id, places.part_of_id
  FROM lineage JOIN places ON places.id = lineage.above_id
  WHERE places.part_of_id IS NOT NULL
)
SELECT place_id, above_id FROM lineage
""",
    ),
    View(
        "organisation_lineage",
        "Each organisation with itself and the bodies above it.",
        """
WITH RECURSIVE lineage (organisation_id, above_id) AS (
  SELECT id, id FROM organisations
  UNION
  SELECT lineage.organisation_id, organisation_parents.parent_id
  FROM lineage
  JOIN organisation_parents ON organisation_parents.organisation_id = lineage.above_id
)
SELECT organisation_id, above_id FROM lineage
""",
    ),
    View(
        "founders",
        "The known founders of each organisation, not necessarily all of them.",
        """
SELECT organisations.id AS organisation_id, organisations.name, people.id AS person_id,
  people.name AS founder
FROM person_founder_of AS link
JOIN organisations ON organisations.id = link.organisation_id
JOIN people ON people.id = link.person_id
""",
    ),
    View(
        "episodes_by_theme",
        "The episodes of each theme and of its narrower ones.",
        """
SELECT DISTINCT above.id AS theme_id, {names}, episodes.id AS episode_id, code, title
FROM episode_themes
JOIN theme_lineage ON theme_lineage.theme_id = episode_themes.theme_id
JOIN themes AS above ON above.id = theme_lineage.above_id
JOIN episodes ON episodes.id = episode_themes.episode_id
""",
        "themes",
        "label",
    ),
    View(
        "episodes_by_place",
        "The episodes of each place and of those inside it.",
        """
SELECT DISTINCT above.id AS place_id, {names}, episodes.id AS episode_id, episodes.code, title
FROM episode_places
JOIN place_lineage ON place_lineage.place_id = episode_places.place_id
JOIN places AS above ON above.id = place_lineage.above_id
JOIN episodes ON episodes.id = episode_places.episode_id
""",
        "places",
        "name",
    ),
    View(
        "episodes_by_organisation",
        "The episodes of each organisation and of the bodies below it: those that mention them, "
        "and those with people who are credited with them.",
        """
SELECT DISTINCT above.id AS organisation_id, name, episodes.id AS episode_id, code, title
FROM (
  SELECT episode_id, organisation_id FROM episode_organisations
  UNION
  SELECT episode_id, organisation_id FROM episode_guest_organisations
  UNION
  SELECT episode_id, organisation_id FROM episode_mentioned_organisations
  UNION
  SELECT episode_id, organisation_id FROM episode_crew_organisations
) AS own
JOIN organisation_lineage ON organisation_lineage.organisation_id = own.organisation_id
JOIN organisations AS above ON above.id = organisation_lineage.above_id
JOIN episodes ON episodes.id = own.episode_id
""",
    ),
    View(
        "overview",
        "The episodes with everything that belongs to them in one row, separated by semicolons.",
        """
SELECT
  id, code, title, season, number, kind, published, duration_seconds,
  (
    SELECT group_concat(name, '; ')
    FROM (
      SELECT name FROM appearances
      WHERE episode_id = episodes.id AND part = 'host' ORDER BY position
    )
  ) AS hosts,
  (
    SELECT group_concat(name, '; ')
    FROM (
      SELECT name FROM appearances
      WHERE episode_id = episodes.id AND part = 'guest' ORDER BY position
    )
  ) AS guests,
  (
    SELECT group_concat(name, '; ')
    FROM (
      SELECT name
      FROM episode_organisations AS link
      JOIN organisations ON organisations.id = link.organisation_id
      WHERE link.episode_id = episodes.id
      GROUP BY organisations.id ORDER BY min(link.position)
    )
  ) AS organisations,
  (
    SELECT group_concat(name, '; ')
    FROM (
      SELECT names.name
      FROM episode_themes AS link
      JOIN names ON names.kind = 'theme' AND names.id = link.theme_id AND names.position = 1
      WHERE link.episode_id = episodes.id
      ORDER BY link.position
    )
  ) AS themes,
  (
    SELECT group_concat(name, '; ')
    FROM (
      SELECT names.name
      FROM episode_places AS link
      JOIN names ON names.kind = 'place' AND names.id = link.place_id AND names.position = 1
      WHERE link.episode_id = episodes.id
      ORDER BY link.position
    )
  ) AS places,
  url
FROM episodes
""",
    ),
    View(
        "datasette_metadata",
        "Metadata for Datasette, under the name of this file, as JSON.",
        """
SELECT json_object(
  'title', shows.title,
  'license', info.licence,
  'databases', json_object(database, json_object('tables', (
    SELECT json_group_object(table_name, json(metadata))
    FROM (
      SELECT table_name, json_object(
        'description', max(CASE WHEN column_name IS NULL THEN description END),
        'columns', json_group_object(column_name, description)
          FILTER (WHERE column_name IS NOT NULL)
      ) AS metadata
      FROM descriptions
      GROUP BY table_name
    )
  )))
) AS json
FROM shows, info, (
  SELECT coalesce(nullif(substr(start, 1, length(start) - 1), ''), name) AS database
  FROM (
    SELECT name, rtrim(name, replace(name, '.', '')) AS start
    FROM (
      SELECT replace(path, rtrim(path, replace(path, '/', '')), '') AS name
      FROM (
        SELECT coalesce(nullif(replace(file, '\\', '/'), ''), 'catalogue') AS path
        FROM pragma_database_list WHERE name = 'main'
      )
    )
  )
)
""",
    ),
)
