"""Citations to copy, in the styles of APA, MLA and Chicago, and in two formats."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citable
import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from settings import examples
from strategies import catalogues
from techforgood_podcast.writers.citations.bibliography import Style, references

if TYPE_CHECKING:
    from command_line import Run

BUNDLED = tfg.load_catalogue()
FULL = citable.CATALOGUE.episode(3)
ZOE = tfg.Person(id="zoe-quill", name="Zoé Quill", given="Zoé", family="Quill")
ADA = tfg.Person(id="ada-miller", name="Ada Miller", given="Ada", family="Miller")
CID = tfg.Person(id="cid-dean", name="Cid Dean", given="Cid", family="Dean")


def episode(title: str = "Steps", *, language: str = "en", **fields: Any) -> tfg.Episode:
    show = tfg.Show(id="s", title="My show", language=language)
    return tfg.Episode(id="e", show=show, title=title, **fields)


def styles(cited: tfg.Episode, language: str = "en") -> list[str]:
    """Return the citations in the three styles, with ordinary spaces."""
    texts = list(references(cited, language).values())[:3]
    return [text.replace("\xa0", " ") for text in texts]


def test_styles_and_formats_have_their_usual_names_in_this_order() -> None:
    names = ["APA", "MLA", "Chicago", "BibTeX", "BibLaTeX", "RIS"]
    assert list(references(FULL, "en")) == names


def test_a_complete_episode_is_cited_in_english() -> None:
    assert styles(FULL) == [
        (
            "Quill, Z. (Host). (2024, February 29). Steps (Season 2, Episode 3) [Audio podcast "
            "episode]. In My show. Studio; Radio & Co. https://example.org/1"
        ),
        (
            "Quill, Zoé, host. “Steps.” My show, season 2, episode 3, Studio / Radio & Co, "
            "29 Feb. 2024, https://example.org/1."
        ),
        (
            "Quill, Zoé, host. “Steps.” February 29, 2024. In My show, season 2, episode 3. "
            "Produced by Studio and Radio & Co. Podcast, 1:02:03. https://example.org/1."
        ),
    ]


def test_a_complete_episode_is_cited_in_french() -> None:
    assert styles(FULL, "fr") == [
        (
            "Quill, Z. (Présentation). (2024, 29 février). Steps (saison 2, épisode 3) [Épisode de "
            "podcast audio]. Dans My show. Studio ; Radio & Co. https://example.org/1"
        ),
        (
            "Quill, Zoé, présentation. « Steps ». My show, saison 2, épisode 3, Studio / "
            "Radio & Co, 29 févr. 2024, https://example.org/1."
        ),
        (
            "Quill, Zoé, présentation. « Steps ». 29 février 2024. Dans My show, saison 2, "
            "épisode 3. Production : Studio et Radio & Co. Podcast, 1:02:03. https://example.org/1."
        ),
    ]


def test_a_language_without_words_gets_the_english_ones() -> None:
    assert references(FULL, "br") == references(FULL, "en") | {
        name: references(FULL, "br")[name] for name in ("BibLaTeX", "RIS")
    }


def test_cite_gives_one_episode_in_each_style() -> None:
    found = references(FULL, "en")
    assert tfg.cite(FULL, language="en") == found["APA"]
    assert tfg.cite(FULL, "mla", language="en") == found["MLA"]
    assert tfg.cite(FULL, "chicago", "en") == found["Chicago"]


def test_cite_speaks_the_language_of_the_show_by_default() -> None:
    assert tfg.cite(FULL) == tfg.cite(FULL, language=FULL.show.language)
    assert tfg.cite(FULL) != tfg.cite(FULL, language="en")


def test_cite_gives_a_selection_in_its_order_a_paragraph_an_episode() -> None:
    chosen = BUNDLED.select([8, 3])
    expected = [tfg.cite(one, "mla") for one in chosen]
    assert tfg.cite(chosen, "mla").split("\n\n") == expected
    assert len(tfg.cite(BUNDLED).split("\n\n")) == len(BUNDLED.episodes)


def test_cite_names_the_styles_where_one_is_unknown() -> None:
    with pytest.raises(tfg.UnknownOptionError, match='no style "APA"; choose from apa, mla, chi'):
        tfg.cite(FULL, "APA")  # type: ignore[arg-type]
    with pytest.raises(tfg.UnknownOptionError, match=r'"7" is not text'):
        tfg.cite(FULL, 7)  # type: ignore[arg-type]


def test_cite_refuses_a_language_in_which_nothing_is_written() -> None:
    with pytest.raises(tfg.UnknownLanguageError):
        tfg.cite(FULL, language="br")


def test_the_command_line_cites_an_episode_in_every_style(run: Run) -> None:
    for style in get_args(Style):
        cited = tfg.cite(BUNDLED.episode(8), style, "en")
        arguments = ("cite", "plastic", "odyssey", "--style", style, "--language", "en")
        assert run(*arguments) == (0, f"{cited}\n", "")
    assert run("cite", "8") == (0, f"{tfg.cite(BUNDLED.episode(8))}\n", "")


def test_the_command_line_names_the_styles_where_one_is_unknown(run: Run) -> None:
    status, _, err = run("cite", "3", "--style", "harvard")
    assert (status, "choose from apa, mla or chicago" in err) == (2, True)


def test_what_is_unknown_is_left_out_but_for_the_date() -> None:
    assert styles(episode()) == [
        "Steps [Audio podcast episode]. (n.d.). In My show.",
        "“Steps.” My show.",
        "“Steps.” n.d. In My show. Podcast.",
    ]
    assert styles(episode(), "fr") == [
        "Steps [Épisode de podcast audio]. (s. d.). Dans My show.",
        "« Steps ». My show.",
        "« Steps ». s. d. Dans My show. Podcast.",
    ]


def test_bibtex_is_an_entry_that_classic_styles_print() -> None:
    assert references(FULL, "en")["BibTeX"].splitlines() == [
        "@misc{my-show_s02e03,",
        "  author = {Quill, Zoé},",
        "  title = {{Steps}},",
        "  howpublished = {Podcast My show},",
        "  year = {2024},",
        "  note = {season 2, episode 3, 1:02:03},",
        "  url = {https://example.org/1},",
        "}",
    ]


def test_bibtex_leaves_out_what_is_unknown() -> None:
    assert references(episode(), "en")["BibTeX"].splitlines()[1:] == [
        "  title = {{Steps}},",
        "  howpublished = {Podcast My show},",
        "}",
    ]


def test_an_episode_without_a_page_has_the_address_of_its_sound_file_or_of_the_show() -> None:
    silent = BUNDLED.episode(4)
    assert silent.url is None
    assert silent.audio is None
    for cited, address in (
        (citable.CATALOGUE.episode(4), "https://example.org/4.mp3"),
        (silent, BUNDLED.show.url),
    ):
        assert address is not None
        apa, mla, chicago = styles(cited)
        found = references(cited, "en")
        assert f"  url = {{{address}}},\n" in found["BibTeX"]
        assert f"  url = {{{address}}},\n" in found["BibLaTeX"]
        assert f"UR  - {address}\n" in found["RIS"]
        assert apa.endswith(f" {address}")
        assert mla.endswith(f" {address}.")
        assert chicago.endswith(f" {address}.")


def test_mla_and_chicago_say_when_a_page_without_a_date_was_read() -> None:
    page = tfg.Source(
        id="page",
        title=tfg.LocalizedText(en="Page"),
        url="https://example.org/1",
        consulted=dt.date(2024, 3, 5),
    )
    cited = episode(url=page.url, sources=(page,))
    assert styles(cited)[1:] == [
        "“Steps.” My show, https://example.org/1. Accessed 5 Mar. 2024.",
        "“Steps.” n.d. In My show. Podcast. Accessed March 5, 2024. https://example.org/1.",
    ]
    assert styles(cited, "fr")[1].endswith("Consulté le 5 mars 2024.")
    dated = styles(episode(url=page.url, sources=(page,), published=dt.date(2024, 2, 29)))
    assert not any("Accessed" in text for text in dated)


def test_a_number_without_a_season_is_a_number_of_the_show() -> None:
    numbered = episode(number=278)
    assert "Steps (No. 278) [" in styles(numbered)[0]
    assert "Steps (n° 278) [" in styles(numbered, "fr")[0]
    assert "My show, episode 278" in styles(numbered)[1]


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        (
            (ZOE, ADA),
            (
                "Quill, Z., & Miller, A. (Hosts).",
                "Quill, Zoé, and Ada Miller, hosts.",
                "Quill, Zoé, and Ada Miller, hosts.",
            ),
        ),
        (
            (ZOE, ADA, CID),
            (
                "Quill, Z., Miller, A., & Dean, C. (Hosts).",
                "Quill, Zoé, et al., hosts.",
                "Quill, Zoé, Ada Miller, and Cid Dean, hosts.",
            ),
        ),
    ],
)
def test_several_hosts_are_listed_as_each_style_does(
    hosts: tuple[tfg.Person, ...], expected: tuple[str, ...]
) -> None:
    for text, start in zip(styles(episode(hosts=hosts)), expected, strict=True):
        assert text.startswith(f"{start} ")


def test_french_joins_hosts_by_a_word() -> None:
    assert styles(episode(hosts=(ZOE, ADA)), "fr")[0].startswith("Quill, Z. et Miller, A. (")


@pytest.mark.parametrize(
    ("given_name", "initials"),
    [
        ("Jean-Marc", "J.-M."),
        ("J.R.R.", "J. R. R."),
        ("Mary Ann", "M. A."),
        ("Élodie", "É."),
        ("bell", "b."),
        ("E\u0301lodie", "E\u0301."),
        ("مريم", "مريم"),
        ("7", "7"),
    ],
)
def test_apa_abbreviates_given_names(given_name: str, initials: str) -> None:
    host = tfg.Person(id="p", name="P", given=given_name, family="Miller")
    assert styles(episode(hosts=(host,)))[0].startswith(f"Miller, {initials} (Host).")


def test_a_name_that_is_known_as_a_whole_only_stays_whole() -> None:
    host = tfg.Person(id="p", name="Radio Pirate")
    assert all(text.startswith("Radio Pirate") for text in styles(episode(hosts=(host,))))


def test_a_title_that_ends_in_a_mark_gets_no_full_stop() -> None:
    assert styles(episode("For whom?"))[1] == "“For whom?” My show."
    assert styles(episode("Pour qui ?"), "fr")[1] == "« Pour qui ? » My show."


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ('The "best" bread', "en", "“The ‘best’ bread.”"),
        ("The “best?”", "en", "“The ‘best?’”"),
        ("Le « bon » pain", "en", "“Le ‘bon’ pain.”"),
        ("Le « bon » pain", "fr", "« Le “bon” pain »."),
        ('Cut 12" deep', "en", '“Cut 12" deep.”'),
    ],
)
def test_quotation_marks_inside_others_are_different_ones(
    title: str, language: str, expected: str
) -> None:
    assert styles(episode(title), language)[1] == f"{expected} My show."


def test_a_title_has_the_typography_of_the_show_in_any_language() -> None:
    cited = episode("L'avenir : pour qui ?", language="fr")
    for language in ("en", "fr"):
        for text in list(references(cited, language).values())[:3]:
            assert "L’avenir\xa0: pour qui\xa0?" in text


def test_a_citation_in_a_style_is_one_line() -> None:
    for one in HOSTILE.episodes:
        for text in styles(one, "fr"):
            assert not set(text) & set("\n\r\t")


@settings(max_examples=examples(50), deadline=None)
@given(catalogues(), st.sampled_from(["fr", "en"]))
def test_entries_and_records_are_those_of_the_formats(
    catalogue: tfg.Catalogue, language: str
) -> None:
    for one in catalogue.episodes:
        found = references(one, language)
        assert found["BibLaTeX"] == tfg.dumps(one, "biblatex", language=language)
        assert found["RIS"] == tfg.dumps(one, "ris", language=language)
