-- The views of the database, for the most common questions in SQL. Each view comes after those that
-- it reads, and the comment above a view is its description in the table "descriptions".
-- {themes.label} stands for the columns of a text, one for each language: label_en, label_fr, ...

-- The known founders of each organisation, not necessarily all of them.
CREATE VIEW founders AS
SELECT organisations.id AS organisation_id, organisations.name, people.id AS person_id,
  people.name AS founder
FROM person_founder_of AS link
JOIN organisations ON organisations.id = link.organisation_id
JOIN people ON people.id = link.person_id;

-- The episodes of each theme and of its narrower ones.
CREATE VIEW episodes_by_theme AS
SELECT DISTINCT above.id AS theme_id, {themes.label}, episodes.id AS episode_id, code, title
FROM episode_themes
JOIN theme_lineage ON theme_lineage.theme_id = episode_themes.theme_id
JOIN themes AS above ON above.id = theme_lineage.above_id
JOIN episodes ON episodes.id = episode_themes.episode_id;

-- The episodes of each place and of those inside it.
CREATE VIEW episodes_by_place AS
SELECT DISTINCT above.id AS place_id, {places.name}, episodes.id AS episode_id, episodes.code, title
FROM episode_places
JOIN place_lineage ON place_lineage.place_id = episode_places.place_id
JOIN places AS above ON above.id = place_lineage.above_id
JOIN episodes ON episodes.id = episode_places.episode_id;

-- The episodes of each organisation and of the bodies below it: those that mention them, and those
-- with people who are credited with them.
CREATE VIEW episodes_by_organisation AS
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
JOIN episodes ON episodes.id = own.episode_id;

-- The episodes with everything that belongs to them in one row, separated by semicolons.
CREATE VIEW overview AS
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
FROM episodes;

-- Metadata for Datasette, under the name of this file, as JSON.
CREATE VIEW datasette_metadata AS
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
        SELECT coalesce(nullif(replace(file, '\', '/'), ''), 'catalogue') AS path
        FROM pragma_database_list WHERE name = 'main'
      )
    )
  )
);
