"""A small catalogue in which every field of every record has a value somewhere."""

import techforgood_podcast as tfg

OWN = tfg.loads(
    """
info: {version: "1", licence: MIT}
show:
  id: bread
  title: Bread
  language: en
  summary: {en: All about bread, de: Alles über Brot}
  url: https://example.org/
  feed_url: https://example.org/feed.xml
  cover_url: https://example.org/cover.png
  first_published: 2024-02-29
  hosts: [zoe]
  producers: [mill]
  themes: [baking]
  sources: [page]
sources:
  - {id: page, title: The page, url: https://example.org/page, consulted: 2024-03-01}
  - {id: atlas, title: An atlas}
places:
  - {id: belgium, name: Belgium, kind: country, code: BE, aliases: [Kingdom of Belgium]}
  - {id: wallonia, name: Wallonia, kind: region, part_of: belgium}
  - {id: namur, name: {en: Namur, de: Namür}, kind: city, part_of: wallonia}
themes:
  - {id: baking, label: {en: Baking, de: Backen}, definition: Making bread, aliases: [bakery]}
  - {id: ovens, label: Ovens, broader: baking}
organisations:
  - id: mill
    name: The mill
    aliases: [Mill]
    kind: company
    description: {en: It grinds, de: Sie mahlt}
    founded: 987
    place: namur
    url: https://example.org/mill
    same_as: [https://example.org/Q1]
    sources: [atlas]
  - {id: stones, name: The stones, kind: programme, parents: [mill]}
people:
  - id: zoe
    name: Zoé Quill
    given: Zoé
    family: Quill
    honorific: Dr
    aliases: [Zed]
    organisations: [mill]
    same_as: [https://example.org/Q2]
  - {id: ann, name: Ann}
episodes:
  - id: s01-intro
    season: 1
    kind: trailer
    title: Welcome
  - id: s01e01
    season: 1
    number: 1
    title: The oven
    duration: 1:25:10
    published: 2024-02-29
    url: https://example.org/1
    guid: abc-1
    summary: {en: How it is heated, de: Wie er geheizt wird}
    hosts: [zoe]
    guests:
      - person: ann
        role: {en: miller, de: Müllerin}
        organisations: [stones]
        credited_as: Ann B.
      - {group: {en: the neighbours, de: die Nachbarn}, organisations: [mill], credited_as: All}
    mentioned: [{person: zoe, role: founder, credited_as: Zoé}]
    organisations:
      - {organisation: mill, relation: subject}
      - {organisation: stones, relation: supporter, of: mill}
    themes: [ovens]
    places: [namur]
    figures:
      - {value: 13000000, unit: loaves, statement: Baked in a year, year: 1999, as_printed: 13 m}
      - {low: 0.5, high: 2, unit: kg, statement: Weight, as_printed: ½ to 2 kg}
    audio: {url: https://example.org/1.mp3, media_type: audio/mpeg, length: 4000000}
    sources: [page]
  - {id: s02e01, season: 2, number: 1, title: Crumbs, audio: {url: https://example.org/2.ogg,
     media_type: audio/ogg}}
""",
    "yaml",
)
