"""The programs of the documentation with web frameworks, and records in their templates."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

import pytest
from programs import framework, run

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from schemas import validator_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

django = framework("django")
django_conf = framework("django.conf")
django_http = framework("django.http")
django_template = framework("django.template")
django_testing = framework("django.test")
fastapi = framework("fastapi")
fastapi_exceptions = framework("fastapi.exceptions")
fastapi_testing = framework("fastapi.testclient")
flask = framework("flask")
jinja2 = framework("jinja2")
msgspec = framework("msgspec")

CATALOGUE = tfg.load_catalogue()


# ------------------------------------------------------------------------------------------- Django


@pytest.fixture(scope="module", autouse=True)
def _settings_of_django() -> None:
    backend = "django.template.backends.django.DjangoTemplates"
    django_conf.settings.configure(TEMPLATES=[{"BACKEND": backend, "DIRS": ["templates"]}])
    django.setup()


@pytest.fixture
def django_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    run("web-frameworks.md", "Django", tmp_path, monkeypatch)
    with django_testing.override_settings(ROOT_URLCONF="urls", ALLOWED_HOSTS=["testserver"]):
        yield django_testing.Client()


def rendered(text: str, **names: object) -> str:
    return str(django_template.Template(text).render(django_template.Context(names)))


def test_a_template_of_django_shows_every_episode(django_client: Any) -> None:
    page = django_client.get("/").content.decode()
    assert re.findall(r'<article id="(.*)">', page) == [e.id for e in CATALOGUE.episodes]
    assert "<h2>S1E6 – Ethique, tech et soin : un fablab au coeur du CHU de Liège</h2>" in page
    assert "Khamran Yekrangi, Jean Deydier, François Lucas, Karine Gentelet" in page
    assert re.findall(r"<time>(.*)</time>", page) == ["24 February 2022"]
    assert f"{len(CATALOGUE.guests)} guests" in page


def test_django_serves_an_episode_as_json(django_client: Any) -> None:
    served = json.loads(django_client.get("/episodes/S1E3/").content)
    assert served == tfg.to_dict(CATALOGUE.episode(3), expand=True)


def test_django_finds_no_unknown_episode(django_client: Any) -> None:
    assert django_client.get("/episodes/S1E33/").status_code == 404


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
def test_a_template_of_django_reaches_what_its_dots_name(text: str, printed: str) -> None:
    assert rendered(text, catalogue=CATALOGUE) == printed


def test_django_escapes_the_texts_of_a_hostile_catalogue() -> None:
    text = "{% for e in episodes %}<p>{{ e.title }}{{ e.guests.0.role }}</p>{% endfor %}"
    tags = re.findall(r"<[^>]*>", rendered(text, episodes=HOSTILE.episodes))
    assert set(tags) == {"<p>", "</p>"}


def test_django_does_not_send_an_unchanged_catalogue_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("web-frameworks.md", "Cache over HTTP", tmp_path, monkeypatch)
    program = framework("views")
    requests = django_testing.RequestFactory()
    first = program.download(requests.get("/"))
    assert tfg.from_dict(json.loads(first.content)) == CATALOGUE
    again = requests.get("/", headers={"If-None-Match": first["ETag"]})
    assert program.download(again).status_code == 304
    program.ETAG = '"changed"'
    assert program.download(again).status_code == 200


def test_django_refuses_a_record_that_was_not_made_plain() -> None:
    with pytest.raises(TypeError, match="Episode is not JSON serializable"):
        django_http.JsonResponse({"episode": CATALOGUE.episode(3)})


# ------------------------------------------------------------------------------------------ FastAPI


@pytest.fixture
def fastapi_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return run("web-frameworks.md", "FastAPI", tmp_path, monkeypatch)["client"]


def described(fastapi_client: Any, path: str) -> Any:
    """Return what checks a response against the description in ``/openapi.json``."""
    document = fastapi_client.get("/openapi.json").json()
    content = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    return validator_of({**content["schema"], "components": document["components"]})


def test_fastapi_refuses_a_negative_limit(fastapi_client: Any) -> None:
    assert fastapi_client.get("/search?q=emploi&limit=-1").status_code == 422
    assert fastapi_client.get("/search?q=emploi&limit=0").json() == []


@pytest.mark.parametrize("ref", [episode.code for episode in CATALOGUE.episodes])
def test_fastapi_serves_an_episode_in_expanded_form(fastapi_client: Any, ref: str) -> None:
    served = fastapi_client.get(f"/episodes/{ref}").json()
    assert served == tfg.to_dict(CATALOGUE.episode(ref), expand=True)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/episodes", "/episodes"),
        ("/episodes", "/episodes?guest=gentelet"),
        ("/episodes/{ref}", "/episodes/S1E6"),
        ("/search", "/search?q=emploi"),
    ],
)
def test_a_response_is_as_openapi_describes_it(
    fastapi_client: Any, path: str, address: str
) -> None:
    served = fastapi_client.get(address).json()
    assert served
    assert [error.message for error in described(fastapi_client, path).iter_errors(served)] == []


@pytest.mark.parametrize(
    "broken",
    [
        {"code": 3},
        {"title": None},
        {"hosts": ["pauline-bandelier"]},
        {"summary": "of one language"},
    ],
)
def test_a_response_that_the_description_excludes_is_recognised(
    fastapi_client: Any, broken: dict[str, Any]
) -> None:
    served = fastapi_client.get("/episodes/S1E6").json()
    assert not described(fastapi_client, "/episodes/{ref}").is_valid({**served, **broken})


def test_fastapi_suggests_others_for_an_unknown_name(fastapi_client: Any) -> None:
    answer = fastapi_client.get("/episodes/plastik")
    assert answer.status_code == 404
    assert "Plastic Odyssey" in answer.json()["detail"]


def test_a_name_that_several_have_is_not_found_and_says_who(fastapi_client: Any) -> None:
    answer = fastapi_client.get("/episodes?guest=lara")
    assert answer.status_code == 404
    assert "(lara-market) or" in answer.json()["detail"]


def test_plain_values_in_place_of_a_record_are_refused() -> None:
    app = fastapi.FastAPI()

    def wrong() -> tfg.Episode:
        return cast("tfg.Episode", tfg.to_dict(CATALOGUE.episode(3)))

    app.get("/")(wrong)
    with pytest.raises(
        fastapi_exceptions.ResponseValidationError, match="expected an Episode object"
    ):
        fastapi_testing.TestClient(app).get("/")


@pytest.mark.parametrize("sent", ["low-tch", 3, None])
def test_a_wrong_name_in_a_request_is_a_mistake_of_the_client(
    sent: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = run("plain-values.md", "pydantic", tmp_path, monkeypatch)["Request"]
    app = fastapi.FastAPI()

    def count(asked: Any) -> int:
        return len(CATALOGUE.by_theme(asked.theme))

    count.__annotations__["asked"] = model
    app.post("/")(count)
    fastapi_client = fastapi_testing.TestClient(app)
    assert fastapi_client.post("/", json={"theme": "employment"}).json() == 4
    assert fastapi_client.post("/", json={"theme": sent}).status_code == 422


def served_by(annotation: Any, value: object) -> Any:
    """Return the answer of a path operation that is annotated so, or not at all."""
    app = fastapi.FastAPI()

    def operation() -> Any:
        return value

    operation.__annotations__ = {} if annotation is None else {"return": annotation}
    app.get("/")(operation)
    return fastapi_testing.TestClient(app, raise_server_exceptions=False).get("/")


@pytest.mark.parametrize("annotation", [Any, dict[str, Any]])
def test_records_inside_values_of_any_type_are_served(annotation: Any) -> None:
    found = {
        "episode": CATALOGUE.episode(3),
        "related": CATALOGUE.related(3),
        "all": CATALOGUE.by_guest("gentelet"),
        "label": CATALOGUE.themes[0].label,
    }
    assert served_by(annotation, found).json() == tfg.to_dict(found, expand=True)


def test_a_record_without_any_annotation_is_an_error() -> None:
    assert served_by(None, CATALOGUE.episode(3)).status_code == 500


# -------------------------------------------------------------------------------------------- Flask


@pytest.fixture
def flask_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return run("web-frameworks.md", "Flask", tmp_path, monkeypatch)["client"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_flask_serves_an_episode_in_the_language_of_the_browser(
    flask_client: Any, language: str
) -> None:
    answer = flask_client.get("/episodes/S1E6", headers={"Accept-Language": language})
    expected = tfg.to_dict(CATALOGUE.episode(6), expand=True, language=language)
    assert answer.json == expected


def test_without_a_language_of_the_catalogue_an_episode_is_served_in_all(flask_client: Any) -> None:
    answer = flask_client.get("/episodes/S1E6", headers={"Accept-Language": "ja"})
    assert answer.json == tfg.to_dict(CATALOGUE.episode(6), expand=True)


def test_flask_suggests_others_for_an_unknown_name(flask_client: Any) -> None:
    answer = flask_client.get("/episodes/plastik")
    assert answer.status_code == 404
    assert answer.json["error"] == (
        'no episode "plastik"; did you mean "Quel avenir pour la tech avec Plastic Odyssey"?'
    )


def test_flask_does_not_send_an_unchanged_catalogue_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flask_client = run("web-frameworks.md", "Cache over HTTP", tmp_path, monkeypatch)["client"]
    first = flask_client.get("/catalogue.json")
    assert tfg.from_dict(first.json) == CATALOGUE
    known = {"If-None-Match": first.headers["ETag"]}
    assert flask_client.get("/catalogue.json", headers=known).status_code == 304
    framework("app").ETAG = "changed"
    assert flask_client.get("/catalogue.json", headers=known).status_code == 200
    assert flask_client.get("/nothing").headers.get("ETag") is None


def test_flask_refuses_a_record_that_was_not_made_plain() -> None:
    app = flask.Flask("broken")
    app.testing = True
    app.get("/")(lambda: CATALOGUE.episode(3))
    with pytest.raises(TypeError, match="did not return a valid response"):
        app.test_client().get("/")


# -------------------------------------------------------------------------------------------- Jinja


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return run("web-frameworks.md", "Jinja", tmp_path, monkeypatch)["environment"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('{{ catalogue.episode("S1E3").summary.best("de", "en")[:7] }}', "Pauline"),
        ('{{ catalogue.people["karine-gentelet"].name }}', "Karine Gentelet"),
        ("{{ catalogue.episodes[0].code }}", "S1 intro"),
        ("{{ catalogue.episodes.guests | length }}", str(len(CATALOGUE.guests))),
        ('{{ catalogue.by_theme("art") | map(attribute="code") | join }}', "S1E4"),
        ("{{ catalogue.themes[2].label.en or '?' }}", "Digital arts"),
    ],
)
def test_a_template_of_jinja_asks_as_python_does(environment: Any, text: str, printed: str) -> None:
    assert environment.from_string(text).render(catalogue=CATALOGUE) == printed


def test_jinja_escapes_the_texts_of_a_hostile_catalogue(environment: Any) -> None:
    text = "{% for e in episodes %}<p>{{ e.title }}{{ e.guests[0].role }}</p>{% endfor %}"
    page = environment.from_string(text).render(episodes=HOSTILE.episodes)
    assert set(re.findall(r"<[^>]*>", page)) == {"<p>", "</p>"}


@pytest.mark.parametrize(
    "text",
    [
        "{{ catalogue.show.titel }}",
        "{{ catalogue.show.summary.de }}",
        '{{ catalogue.people["karine"].name }}',
        "{{ catalogue.episodes.guest }}",
        "{{ catalogue.episodes[99] }}",
    ],
)
def test_a_name_that_does_not_exist_is_an_error_where_templates_are_strict(
    environment: Any, text: str
) -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment.from_string(text).render(catalogue=CATALOGUE)


# ------------------------------------------------------------------------------------------ msgspec


@pytest.mark.parametrize(
    "value",
    [CATALOGUE, CATALOGUE.people, CATALOGUE.episodes[:0], CATALOGUE.themes[0].label],
    ids=str,
)
def test_msgspec_asks_the_hook_for_what_holds_records(value: Any) -> None:
    encoded = msgspec.json.encode({"value": [value]}, enc_hook=tfg.to_dict)
    assert json.loads(encoded) == {"value": [tfg.to_dict(value)]}
    with pytest.raises(TypeError, match="unsupported"):
        msgspec.json.encode({"value": [value]})


# --------------------------------------------------------------------------------------- Strawberry


@pytest.fixture
def schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    run("web-frameworks.md", "Strawberry", tmp_path, monkeypatch)
    return framework("graph").schema


def test_records_take_the_place_of_the_types_that_strawberry_declares(schema: Any) -> None:
    answer = schema.execute_sync('{ episodes(guest: "gentelet") { code title themes { id } } }')
    assert answer.errors is None
    assert answer.data["episodes"] == [
        {"code": e.code, "title": e.title, "themes": [{"id": theme.id} for theme in e.themes]}
        for e in CATALOGUE.by_guest("gentelet")
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('{ episodes(guest: "gentlet") { code } }', 'did you mean "Karine Gentelet"?'),
        ('{ episodes(guest: "gentelet") { codes } }', "Did you mean 'code'?"),
    ],
)
def test_a_query_for_what_does_not_exist_is_an_error(schema: Any, query: str, message: str) -> None:
    (error,) = schema.execute_sync(query).errors
    assert message in error.message
