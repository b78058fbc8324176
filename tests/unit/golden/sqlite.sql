CREATE TABLE "descriptions" (
  "table_name" TEXT NOT NULL,
  "column_name" TEXT,
  "type" TEXT,
  "description" TEXT NOT NULL,
  UNIQUE ("table_name", "column_name")
) STRICT;
-- lines: 291
CREATE TABLE "info" (
  "version" TEXT,
  "schema_version" INTEGER NOT NULL,
  "licence" TEXT,
  "notice_fr" TEXT,
  "notice_en" TEXT,
  "sha256" TEXT NOT NULL
) STRICT;
-- lines: 1
CREATE TABLE "redirects" (
  "id" TEXT NOT NULL,
  "to_id" TEXT,
  PRIMARY KEY ("id")
) STRICT;
-- lines: 2
CREATE TABLE "names" (
  "kind" TEXT NOT NULL CHECK ("kind" IN ('source', 'place', 'theme', 'organisation', 'person', 'show', 'episode')),
  "id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "key" TEXT,
  "hidden" INTEGER NOT NULL CHECK ("hidden" IN (0, 1)),
  PRIMARY KEY ("kind", "id", "position")
) STRICT;
-- lines: 84
CREATE INDEX "names_by_key" ON "names" ("key");
CREATE TABLE "sources" (
  "id" TEXT NOT NULL,
  "title_fr" TEXT,
  "title_en" TEXT,
  "url" TEXT,
  "consulted" TEXT CHECK (date("consulted") IS "consulted"),
  PRIMARY KEY ("id")
) STRICT;
-- lines: 3
CREATE TABLE "places" (
  "id" TEXT NOT NULL,
  "name_fr" TEXT,
  "name_en" TEXT,
  "kind" TEXT CHECK ("kind" IN ('country', 'region', 'department', 'city')),
  "code" TEXT,
  "part_of_id" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("part_of_id") REFERENCES "places" ("id")
) STRICT;
-- lines: 0
CREATE INDEX "places_by_part_of_id" ON "places" ("part_of_id");
CREATE TABLE "place_different_from" (
  "place_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL,
  PRIMARY KEY ("place_id", "position"),
  FOREIGN KEY ("place_id") REFERENCES "places" ("id")
) STRICT;
-- lines: 0
CREATE TABLE "place_lineage" (
  "place_id" TEXT NOT NULL,
  "above_id" TEXT NOT NULL,
  PRIMARY KEY ("place_id", "above_id"),
  FOREIGN KEY ("place_id") REFERENCES "places" ("id"),
  FOREIGN KEY ("above_id") REFERENCES "places" ("id")
) STRICT;
-- lines: 0
CREATE INDEX "place_lineage_by_above_id" ON "place_lineage" ("above_id");
CREATE TABLE "themes" (
  "id" TEXT NOT NULL,
  "label_fr" TEXT,
  "label_en" TEXT,
  "definition_fr" TEXT,
  "definition_en" TEXT,
  "broader_id" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("broader_id") REFERENCES "themes" ("id")
) STRICT;
-- lines: 11
CREATE INDEX "themes_by_broader_id" ON "themes" ("broader_id");
CREATE TABLE "theme_lineage" (
  "theme_id" TEXT NOT NULL,
  "above_id" TEXT NOT NULL,
  PRIMARY KEY ("theme_id", "above_id"),
  FOREIGN KEY ("theme_id") REFERENCES "themes" ("id"),
  FOREIGN KEY ("above_id") REFERENCES "themes" ("id")
) STRICT;
-- lines: 17
CREATE INDEX "theme_lineage_by_above_id" ON "theme_lineage" ("above_id");
CREATE TABLE "organisations" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('association', 'company', 'social_enterprise', 'ngo', 'foundation', 'public_body', 'hospital', 'school', 'university', 'research_chair', 'lab', 'festival', 'troupe', 'media', 'collective', 'network', 'programme')),
  "description_fr" TEXT,
  "description_en" TEXT,
  "founded" INTEGER,
  "place_id" TEXT,
  "url" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("place_id") REFERENCES "places" ("id")
) STRICT;
-- lines: 9
CREATE INDEX "organisations_by_place_id" ON "organisations" ("place_id");
CREATE TABLE "organisation_parents" (
  "organisation_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "parent_id" TEXT NOT NULL,
  PRIMARY KEY ("organisation_id", "position"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id"),
  FOREIGN KEY ("parent_id") REFERENCES "organisations" ("id")
) STRICT;
-- lines: 0
CREATE INDEX "organisation_parents_by_parent_id" ON "organisation_parents" ("parent_id");
CREATE TABLE "organisation_same_as" (
  "organisation_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL,
  PRIMARY KEY ("organisation_id", "position"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id")
) STRICT;
-- lines: 0
CREATE TABLE "organisation_different_from" (
  "organisation_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL,
  PRIMARY KEY ("organisation_id", "position"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id")
) STRICT;
-- lines: 0
CREATE TABLE "organisation_sources" (
  "organisation_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "source_id" TEXT NOT NULL,
  PRIMARY KEY ("organisation_id", "position"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id"),
  FOREIGN KEY ("source_id") REFERENCES "sources" ("id")
) STRICT;
-- lines: 10
CREATE INDEX "organisation_sources_by_source_id" ON "organisation_sources" ("source_id");
CREATE TABLE "organisation_lineage" (
  "organisation_id" TEXT NOT NULL,
  "above_id" TEXT NOT NULL,
  PRIMARY KEY ("organisation_id", "above_id"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id"),
  FOREIGN KEY ("above_id") REFERENCES "organisations" ("id")
) STRICT;
-- lines: 9
CREATE INDEX "organisation_lineage_by_above_id" ON "organisation_lineage" ("above_id");
CREATE TABLE "people" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "given" TEXT,
  "family" TEXT,
  "honorific" TEXT,
  "url" TEXT,
  "image_url" TEXT,
  PRIMARY KEY ("id")
) STRICT;
-- lines: 11
CREATE TABLE "person_organisations" (
  "person_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "organisation_id" TEXT NOT NULL,
  PRIMARY KEY ("person_id", "position"),
  FOREIGN KEY ("person_id") REFERENCES "people" ("id"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id")
) STRICT;
-- lines: 4
CREATE INDEX "person_organisations_by_organisation_id" ON "person_organisations" ("organisation_id");
CREATE TABLE "person_founder_of" (
  "person_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "organisation_id" TEXT NOT NULL,
  PRIMARY KEY ("person_id", "position"),
  FOREIGN KEY ("person_id") REFERENCES "people" ("id"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id")
) STRICT;
-- lines: 6
CREATE INDEX "person_founder_of_by_organisation_id" ON "person_founder_of" ("organisation_id");
CREATE TABLE "person_same_as" (
  "person_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL,
  PRIMARY KEY ("person_id", "position"),
  FOREIGN KEY ("person_id") REFERENCES "people" ("id")
) STRICT;
-- lines: 0
CREATE TABLE "person_different_from" (
  "person_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL,
  PRIMARY KEY ("person_id", "position"),
  FOREIGN KEY ("person_id") REFERENCES "people" ("id")
) STRICT;
-- lines: 0
CREATE TABLE "person_sources" (
  "person_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "source_id" TEXT NOT NULL,
  PRIMARY KEY ("person_id", "position"),
  FOREIGN KEY ("person_id") REFERENCES "people" ("id"),
  FOREIGN KEY ("source_id") REFERENCES "sources" ("id")
) STRICT;
-- lines: 19
CREATE INDEX "person_sources_by_source_id" ON "person_sources" ("source_id");
CREATE TABLE "shows" (
  "id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "language" TEXT NOT NULL,
  "summary_fr" TEXT,
  "summary_en" TEXT,
  "url" TEXT,
  "feed_url" TEXT,
  "cover_url" TEXT,
  "first_published" TEXT CHECK (date("first_published") IS "first_published"),
  "author" TEXT,
  "owner_name" TEXT,
  "copyright" TEXT,
  "explicit" INTEGER CHECK ("explicit" IN (0, 1)),
  "kind" TEXT CHECK ("kind" IN ('episodic', 'serial')),
  "guid" TEXT,
  "blocked" INTEGER CHECK ("blocked" IN (0, 1)),
  "locked" INTEGER CHECK ("locked" IN (0, 1)),
  "new_feed_url" TEXT,
  "funding_label" TEXT,
  "funding_url" TEXT,
  "feed_order" TEXT CHECK ("feed_order" IN ('newest', 'oldest')),
  PRIMARY KEY ("id")
) STRICT;
-- lines: 1
CREATE TABLE "show_hosts" (
  "show_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "person_id" TEXT NOT NULL,
  PRIMARY KEY ("show_id", "position"),
  FOREIGN KEY ("show_id") REFERENCES "shows" ("id"),
  FOREIGN KEY ("person_id") REFERENCES "people" ("id")
) STRICT;
-- lines: 4
CREATE INDEX "show_hosts_by_person_id" ON "show_hosts" ("person_id");
CREATE TABLE "show_producers" (
  "show_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "organisation_id" TEXT NOT NULL,
  PRIMARY KEY ("show_id", "position"),
  FOREIGN KEY ("show_id") REFERENCES "shows" ("id"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id")
) STRICT;
-- lines: 0
CREATE INDEX "show_producers_by_organisation_id" ON "show_producers" ("organisation_id");
CREATE TABLE "show_themes" (
  "show_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "theme_id" TEXT NOT NULL,
  PRIMARY KEY ("show_id", "position"),
  FOREIGN KEY ("show_id") REFERENCES "shows" ("id"),
  FOREIGN KEY ("theme_id") REFERENCES "themes" ("id")
) STRICT;
-- lines: 3
CREATE INDEX "show_themes_by_theme_id" ON "show_themes" ("theme_id");
CREATE TABLE "show_categories" (
  "show_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL,
  PRIMARY KEY ("show_id", "position"),
  FOREIGN KEY ("show_id") REFERENCES "shows" ("id")
) STRICT;
-- lines: 0
CREATE TABLE "show_links" (
  "show_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "label" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  PRIMARY KEY ("show_id", "position"),
  FOREIGN KEY ("show_id") REFERENCES "shows" ("id")
) STRICT;
-- lines: 0
CREATE TABLE "show_sources" (
  "show_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "source_id" TEXT NOT NULL,
  PRIMARY KEY ("show_id", "position"),
  FOREIGN KEY ("show_id") REFERENCES "shows" ("id"),
  FOREIGN KEY ("source_id") REFERENCES "sources" ("id")
) STRICT;
-- lines: 3
CREATE INDEX "show_sources_by_source_id" ON "show_sources" ("source_id");
CREATE TABLE "episodes" (
  "id" TEXT NOT NULL,
  "show_id" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "season" INTEGER,
  "number" INTEGER,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('full', 'trailer', 'bonus')),
  "title" TEXT NOT NULL,
  "short_title" TEXT,
  "duration_seconds" INTEGER,
  "published" TEXT CHECK (date("published") IS "published"),
  "published_at" TEXT CHECK (strftime('%Y-%m-%dT%H:%M:%S', substr("published_at", 1, 19)) || substr("published_at", 20, 6) IS "published_at" AND "published_at" GLOB '*[+-][01][0-9]:[0-5][0-9]'),
  "url" TEXT,
  "guid" TEXT,
  "summary_fr" TEXT,
  "summary_en" TEXT,
  "notes" TEXT,
  "notes_html" TEXT,
  "audio_url" TEXT,
  "audio_media_type" TEXT,
  "audio_length" INTEGER,
  "image_url" TEXT,
  "explicit" INTEGER CHECK ("explicit" IN (0, 1)),
  "blocked" INTEGER CHECK ("blocked" IN (0, 1)),
  "chapters_url" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("show_id") REFERENCES "shows" ("id")
) STRICT;
-- lines: 2
CREATE INDEX "episodes_by_show_id" ON "episodes" ("show_id");
CREATE TABLE "episode_hosts" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "person_id" TEXT NOT NULL,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id"),
  FOREIGN KEY ("person_id") REFERENCES "people" ("id")
) STRICT;
-- lines: 5
CREATE INDEX "episode_hosts_by_person_id" ON "episode_hosts" ("person_id");
CREATE TABLE "episode_guests" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "person_id" TEXT,
  "group_fr" TEXT,
  "group_en" TEXT,
  "role_fr" TEXT,
  "role_en" TEXT,
  "shared" INTEGER NOT NULL CHECK ("shared" IN (0, 1)),
  "credited_as" TEXT NOT NULL,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id"),
  FOREIGN KEY ("person_id") REFERENCES "people" ("id")
) STRICT;
-- lines: 6
CREATE INDEX "episode_guests_by_person_id" ON "episode_guests" ("person_id");
CREATE TABLE "episode_guest_organisations" (
  "episode_id" TEXT NOT NULL,
  "guest_position" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "organisation_id" TEXT NOT NULL,
  PRIMARY KEY ("episode_id", "guest_position", "position"),
  FOREIGN KEY ("episode_id", "guest_position") REFERENCES "episode_guests" ("episode_id", "position"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id")
) STRICT;
-- lines: 8
CREATE INDEX "episode_guest_organisations_by_organisation_id" ON "episode_guest_organisations" ("organisation_id");
CREATE TABLE "episode_mentioned" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "person_id" TEXT,
  "group_fr" TEXT,
  "group_en" TEXT,
  "role_fr" TEXT,
  "role_en" TEXT,
  "shared" INTEGER NOT NULL CHECK ("shared" IN (0, 1)),
  "credited_as" TEXT NOT NULL,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id"),
  FOREIGN KEY ("person_id") REFERENCES "people" ("id")
) STRICT;
-- lines: 1
CREATE INDEX "episode_mentioned_by_person_id" ON "episode_mentioned" ("person_id");
CREATE TABLE "episode_mentioned_organisations" (
  "episode_id" TEXT NOT NULL,
  "mentioned_position" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "organisation_id" TEXT NOT NULL,
  PRIMARY KEY ("episode_id", "mentioned_position", "position"),
  FOREIGN KEY ("episode_id", "mentioned_position") REFERENCES "episode_mentioned" ("episode_id", "position"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id")
) STRICT;
-- lines: 1
CREATE INDEX "episode_mentioned_organisations_by_organisation_id" ON "episode_mentioned_organisations" ("organisation_id");
CREATE TABLE "episode_crew" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "person_id" TEXT,
  "group_fr" TEXT,
  "group_en" TEXT,
  "role_fr" TEXT,
  "role_en" TEXT,
  "shared" INTEGER NOT NULL CHECK ("shared" IN (0, 1)),
  "credited_as" TEXT NOT NULL,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id"),
  FOREIGN KEY ("person_id") REFERENCES "people" ("id")
) STRICT;
-- lines: 0
CREATE INDEX "episode_crew_by_person_id" ON "episode_crew" ("person_id");
CREATE TABLE "episode_crew_organisations" (
  "episode_id" TEXT NOT NULL,
  "crew_position" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "organisation_id" TEXT NOT NULL,
  PRIMARY KEY ("episode_id", "crew_position", "position"),
  FOREIGN KEY ("episode_id", "crew_position") REFERENCES "episode_crew" ("episode_id", "position"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id")
) STRICT;
-- lines: 0
CREATE INDEX "episode_crew_organisations_by_organisation_id" ON "episode_crew_organisations" ("organisation_id");
CREATE TABLE "episode_organisations" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "organisation_id" TEXT NOT NULL,
  "relation" TEXT NOT NULL CHECK ("relation" IN ('subject', 'affiliation', 'funder', 'supporter', 'partner', 'user', 'creator', 'parent', 'associated', 'member', 'venue', 'mentioned')),
  "of_id" TEXT,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id"),
  FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("id"),
  FOREIGN KEY ("of_id") REFERENCES "organisations" ("id")
) STRICT;
-- lines: 10
CREATE INDEX "episode_organisations_by_organisation_id" ON "episode_organisations" ("organisation_id");
CREATE INDEX "episode_organisations_by_of_id" ON "episode_organisations" ("of_id");
CREATE TABLE "episode_themes" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "theme_id" TEXT NOT NULL,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id"),
  FOREIGN KEY ("theme_id") REFERENCES "themes" ("id")
) STRICT;
-- lines: 10
CREATE INDEX "episode_themes_by_theme_id" ON "episode_themes" ("theme_id");
CREATE TABLE "episode_keywords" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id")
) STRICT;
-- lines: 0
CREATE TABLE "episode_places" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "place_id" TEXT NOT NULL,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id"),
  FOREIGN KEY ("place_id") REFERENCES "places" ("id")
) STRICT;
-- lines: 0
CREATE INDEX "episode_places_by_place_id" ON "episode_places" ("place_id");
CREATE TABLE "episode_figures" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "value" REAL,
  "low" REAL,
  "high" REAL,
  "unit_fr" TEXT,
  "unit_en" TEXT,
  "statement_fr" TEXT,
  "statement_en" TEXT,
  "year" INTEGER,
  "as_printed_fr" TEXT,
  "as_printed_en" TEXT,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id")
) STRICT;
-- lines: 1
CREATE TABLE "episode_transcripts" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "url" TEXT NOT NULL,
  "media_type" TEXT NOT NULL,
  "language" TEXT,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id")
) STRICT;
-- lines: 0
CREATE TABLE "episode_chapters" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "start_seconds" INTEGER NOT NULL,
  "title" TEXT NOT NULL,
  "url" TEXT,
  "image_url" TEXT,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id")
) STRICT;
-- lines: 0
CREATE TABLE "episode_sources" (
  "episode_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "source_id" TEXT NOT NULL,
  PRIMARY KEY ("episode_id", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id"),
  FOREIGN KEY ("source_id") REFERENCES "sources" ("id")
) STRICT;
-- lines: 3
CREATE INDEX "episode_sources_by_source_id" ON "episode_sources" ("source_id");
CREATE TABLE "appearances" (
  "episode_id" TEXT NOT NULL,
  "part" TEXT NOT NULL CHECK ("part" IN ('host', 'guest', 'crew', 'mentioned')),
  "position" INTEGER NOT NULL,
  "code" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "person_id" TEXT,
  "name" TEXT NOT NULL,
  "credited_as" TEXT,
  "organisations" TEXT,
  "shared_with" TEXT,
  "role_fr" TEXT,
  "role_en" TEXT,
  PRIMARY KEY ("episode_id", "part", "position"),
  FOREIGN KEY ("episode_id") REFERENCES "episodes" ("id"),
  FOREIGN KEY ("person_id") REFERENCES "people" ("id")
) STRICT;
-- lines: 12
CREATE INDEX "appearances_by_person_id" ON "appearances" ("person_id");
CREATE VIRTUAL TABLE episodes_fts USING fts5 ("title", "guest", "theme", "alias", "search_word", "organisation", "phrase", "broader", "definition", "place", "around", "host", "mentioned", "summary", "figure", "keyword", "crew", "chapter", "notes", "title_stems", "guest_stems", "theme_stems", "alias_stems", "search_word_stems", "organisation_stems", "phrase_stems", "broader_stems", "definition_stems", "place_stems", "around_stems", "host_stems", "mentioned_stems", "summary_stems", "figure_stems", "keyword_stems", "crew_stems", "chapter_stems", "notes_stems", /* content="episodes" */ tokenize="unicode61 remove_diacritics 2 tokenchars '/$+<=>^`|~'");
-- lines: 4
CREATE VIEW founders AS
SELECT organisations.id AS organisation_id, organisations.name, people.id AS person_id,
  people.name AS founder
FROM person_founder_of AS link
JOIN organisations ON organisations.id = link.organisation_id
JOIN people ON people.id = link.person_id;
CREATE VIEW episodes_by_theme AS
SELECT DISTINCT above.id AS theme_id, "label_fr", "label_en", episodes.id AS episode_id, code, title
FROM episode_themes
JOIN theme_lineage ON theme_lineage.theme_id = episode_themes.theme_id
JOIN themes AS above ON above.id = theme_lineage.above_id
JOIN episodes ON episodes.id = episode_themes.episode_id;
CREATE VIEW episodes_by_place AS
SELECT DISTINCT above.id AS place_id, "name_fr", "name_en", episodes.id AS episode_id, episodes.code, title
FROM episode_places
JOIN place_lineage ON place_lineage.place_id = episode_places.place_id
JOIN places AS above ON above.id = place_lineage.above_id
JOIN episodes ON episodes.id = episode_places.episode_id;
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
