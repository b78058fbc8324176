"""A podcast without seasons that states everything that directories ask for."""

from __future__ import annotations

import techforgood_podcast as tfg

TEXT = """
info: {version: "1"}
show:
  id: bread
  title: Bread & code
  language: en
  summary: About <bread>.
  url: https://example.org/
  feed_url: https://example.org/feed.xml
  cover_url: https://example.org/cover.jpg?a&b
  author: Zoé & Ann
  owner_name: The <Guild>
  owner_email: owner@example.org
  copyright: © 2024 The Guild
  explicit: false
  kind: serial
  categories: ["Arts > Food", "Society & Culture"]
  guid: 11111111-2222-5333-8444-555555555555
  hosts: [zoe]
people:
  - id: zoe
    name: Zoé Quill
    url: https://example.org/zoe?a&b
    image_url: https://example.org/zoé.jpg
    same_as: [https://example.org/elsewhere]
  - {id: ann, name: Ann Bell, same_as: [https://example.org/ann]}
  - {id: bob, name: Bob Cole}
themes:
  - {id: baking, label: Baking}
episodes:
  - id: e278
    number: 278
    title: Flour
    published: 2024-02-29
    published_at: 2024-02-29T23:30:00-05:00
    guid: g-278
    summary: Our own words.
    notes: "Theirs & <b>.\\n\\nPumpernickel."
    hosts: [zoe]
    guests:
      - {person: ann, credited_as: Ann Bell}
    crew:
      - {person: bob, role: {fr: monteur, en: Audio Editor}, credited_as: Bob Cole}
      - {person: ann, role: {fr: boulangère}, credited_as: Ann}
      - {person: bob, credited_as: Bob}
      - {group: the choir, role: singers, credited_as: The choir}
    themes: [baking]
    keywords: ["flour, white", salt]
    audio: {url: https://example.org/278.mp3, media_type: audio/mpeg, length: 4}
    image_url: https://example.org/278.jpg?a&b
    explicit: true
    transcripts:
      - {url: https://example.org/278.vtt, media_type: text/vtt, language: fr}
      - {url: "https://example.org/278.srt?a&b", media_type: application/x-subrip}
    chapters_url: https://example.org/278.json?a&b
    chapters:
      - {start: 00:00, title: Yeast & "water"}
      - start: 1:02:03
        title: The oven
        url: https://example.org/oven?a&b
        image_url: https://example.org/four-à-pain.jpg
  - {id: water, title: Water, published: 2024-03-01}
"""
FULL = tfg.loads(TEXT, "yaml")
