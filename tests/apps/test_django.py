"""The Django programs of the documentation."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from programs import framework, run

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

django = framework("django")
conf = framework("django.conf")
http = framework("django.http")
template = framework("django.template")
test = framework("django.test")

CATALOGUE = tfg.load_catalogue()


@pytest.fixture(scope="module", autouse=True)
def _settings() -> None:
    backend = "django.template.backends.django.DjangoTemplates"
    conf.settings.configure(TEMPLATES=[{"BACKEND": backend, "DIRS": ["templates"]}])
    django.setup()


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    run("web-frameworks.md", "Django", tmp_path, monkeypatch)
    with test.override_settings(ROOT_URLCONF="urls", ALLOWED_HOSTS=["testserver"]):
        yield test.Client()


def rendered(text: str, **names: object) -> str:
    return str(template.Template(text).render(template.Context(names)))


def test_a_template_shows_every_episode(client: Any) -> None:
    page = client.get("/").content.decode()
    assert re.findall(r'<article id="(.*)">', page) == [e.id for e in CATALOGUE.episodes]
    assert "<h2>S1E6 – Ethique, tech et soin : un fablab au coeur du CHU de Liège</h2>" in page
    assert "Khamran Yekrangi, Jean Deydier, François Lucas, Karine Gentelet" in page
    assert re.findall(r"<time>(.*)</time>", page) == ["24 February 2022"]
    assert f"{len(CATALOGUE.guests)} guests" in page


def test_an_episode_is_served_as_json(client: Any) -> None:
    served = json.loads(client.get("/episodes/S1E3/").content)
    assert served == tfg.to_dict(CATALOGUE.episode(3), expand=True)


def test_an_unknown_episode_is_not_found(client: Any) -> None:
    assert client.get("/episodes/S1E33/").status_code == 404


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ catalogue.episodes.0.code }}", "S1 intro"),
        ("{{ catalogue.episodes.guests|length }}", str(len(CATALOGUE.guests))),
        ("{{ catalogue.episodes.3.summary.en|truncatewords:2 }}", "Pauline Bandelier …"),
        ("{{ catalogue.themes.2.label }}", "Arts numériques"),
        ("{% for tag, text in catalogue.themes.0.label.items %}{{ tag }} {% endfor %}", "fr en "),
        ("{{ catalogue.episodes.guest }}", ""),
        ("{{ catalogue.show.summary.de }}", ""),
    ],
)
def test_a_template_reaches_what_its_dots_name(text: str, printed: str) -> None:
    assert rendered(text, catalogue=CATALOGUE) == printed


def test_texts_of_a_hostile_catalogue_are_escaped() -> None:
    text = "{% for e in episodes %}<p>{{ e.title }}{{ e.guests.0.role }}</p>{% endfor %}"
    tags = re.findall(r"<[^>]*>", rendered(text, episodes=HOSTILE.episodes))
    assert set(tags) == {"<p>", "</p>"}


def test_an_unchanged_catalogue_is_not_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("web-frameworks.md", "Cache over HTTP", tmp_path, monkeypatch)
    program = framework("views")
    requests = test.RequestFactory()
    first = program.download(requests.get("/"))
    assert tfg.from_dict(json.loads(first.content)) == CATALOGUE
    again = requests.get("/", headers={"If-None-Match": first["ETag"]})
    assert program.download(again).status_code == 304
    program.ETAG = '"changed"'
    assert program.download(again).status_code == 200


def test_a_record_that_was_not_made_plain_is_refused() -> None:
    with pytest.raises(TypeError, match="Episode is not JSON serializable"):
        http.JsonResponse({"episode": CATALOGUE.episode(3)})
