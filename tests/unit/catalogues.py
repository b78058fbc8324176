"""Catalogues that the tests of catalogues and of selections ask."""

import techforgood_podcast as tfg
from techforgood_podcast import Catalogue, Episode, Episodes

BUNDLED = tfg.load_catalogue()
WHOLE = BUNDLED.episodes
SHOW = tfg.Show(id="my-show", title="My show", language="en")


def episode(season: int, number: int | None, title: str, id_: str | None = None) -> Episode:
    return Episode(
        id=id_ or f"s{season:02}e{number:02}",
        show=SHOW,
        season=season,
        number=number,
        title=title,
    )


def of(*episodes: Episode) -> Catalogue:
    return Catalogue(show=SHOW, episodes=episodes)


TWO_SEASONS = of(
    episode(1, 1, "Bread"),
    episode(1, 3, "Water"),
    episode(2, 3, "Wine and bread"),
    episode(1, None, "Welcome, the intro!", "s01-intro"),
)
LINKED = tfg.loads(
    """
show:
  id: my-show
  title: My show
  language: en
  hosts: [zoe-quill]
  producers: [studio]
  sources: [page]
sources:
  - {id: page, title: Page}
  - {id: unused-page, title: Unused page}
places:
  - {id: belgium, name: Belgium, kind: country}
  - {id: namur, name: Namur, kind: city, part_of: belgium}
  - {id: france, name: France, kind: country}
themes:
  - {id: art, label: Art}
  - {id: dance, label: Dance, broader: art}
  - {id: food, label: Food}
organisations:
  - {id: studio, name: Studio, kind: company}
  - {id: group, name: Group, kind: company}
  - {id: branch, name: Branch, kind: company, parents: [group], place: namur}
  - {id: backer, name: Backer, kind: foundation}
  - {id: bakery, name: Bakery, kind: company, place: france}
people:
  - {id: zoe-quill, name: Zoé Quill, organisations: [group]}
  - {id: ann-bell, name: Ann Bell}
  - {id: bob-cole, name: Bob Cole}
  - {id: cid-dean, name: Cid Dean}
episodes:
  - id: s01e01
    season: 1
    number: 1
    title: Steps
    hosts: [zoe-quill]
    guests:
      - {person: ann-bell, organisations: [branch], credited_as: Ann Bell}
      - {group: the public, organisations: [branch], credited_as: The public}
    mentioned:
      - {person: cid-dean, credited_as: Cid}
    organisations:
      - {organisation: branch, relation: subject}
      - {organisation: backer, relation: supporter, of: branch}
    themes: [dance]
  - id: s01e02
    season: 1
    number: 2
    title: Bread
    guests:
      - {person: bob-cole, organisations: [bakery], credited_as: Bob Cole}
      - {person: ann-bell, credited_as: Ann}
    themes: [food]
redirects:
  - {id: a-bell, to: ann-bell}
  - {id: b-cole, to: bob-cole}
  - {id: forgotten}
""",
    "yaml",
)
MINE = tfg.loads(
    """
show: {id: my-show, title: My show, language: fr, hosts: [zoe-quill]}
people:
  - {id: ann-bell, name: Ann Bell}
  - {id: bob-cole, name: Bob Cole}
  - {id: cid-dean, name: Cid Dean}
  - {id: zoe-quill, name: Zoé Quill}
organisations:
  - {id: group, name: Group, kind: company}
  - {id: branch, name: Branch, kind: company, parents: [group]}
  - {id: team, name: Team, kind: lab, parents: [branch]}
  - {id: payer, name: Payer, kind: company}
themes:
  - {id: art, label: Art}
  - {id: dance, label: Danse, broader: art}
  - {id: ballet, label: Ballet, broader: dance}
  - {id: food, label: Cuisine}
places:
  - {id: belgique, name: Belgique, kind: country}
  - {id: wallonie, name: Wallonie, kind: region, part_of: belgique}
  - {id: namur, name: Namur, kind: city, part_of: wallonie}
  - {id: france, name: France, kind: country}
episodes:
  - {id: s01-intro, season: 1, kind: trailer, title: Intro, hosts: [zoe-quill]}
  - id: s01e01
    season: 1
    number: 1
    title: Été
    duration: "30:00"
    published: 2022-01-17
    hosts: [ann-bell]
    guests:
      - {person: bob-cole, organisations: [team], credited_as: Bob}
    organisations:
      - {organisation: branch, relation: subject}
      - {organisation: payer, relation: supporter, of: branch}
    themes: [ballet]
    places: [namur]
  - id: s01e02
    season: 1
    number: 2
    title: Eau
    duration: "45:10"
    published: 2022-02-24
    hosts: [ann-bell, zoe-quill]
    guests:
      - {person: bob-cole, credited_as: Bob}
      - {person: cid-dean, credited_as: Cid}
    organisations:
      - {organisation: team, relation: partner}
    themes: [art, food]
    places: [wallonie]
  - id: s02e01
    season: 2
    number: 1
    title: Zèbre
    duration: "15:00"
    hosts: [zoe-quill]
    mentioned:
      - {person: cid-dean, organisations: [payer], credited_as: Cid}
    themes: [food]
    places: [france]
""",
    "yaml",
)


def codes(episodes: Episodes) -> list[str]:
    return [episode.code for episode in episodes]
