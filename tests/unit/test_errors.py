import copy
import errno
import pickle
from typing import Any

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import Problem

PROBLEM = Problem(
    file="episodes/s01e03.yaml",
    line=15,
    column=13,
    path="guests[5].person",
    message='no person "karine-gentlet"',
    hint='did you mean "karine-gentelet"?',
)
ERRORS: tuple[tfg.PodcastError, ...] = (
    tfg.UnknownNameError("gentlet", "person", [("karine-gentelet", "Karine Gentelet")]),
    tfg.UnknownNameError("gentlet", "person", [("karine-gentelet", "Karine Gentelet")], "id"),
    tfg.UnknownNameError("S1E12", "episode", hint="there are S1E1–S1E8"),
    tfg.AmbiguousNameError("lara", "person", [("lara-a", "Lara A"), ("lara-b", "Lara B")]),
    tfg.UnknownFormatError("jsn", ["json", "yaml"], ["json"]),
    tfg.UnknownLanguageError("de", ["fr", "en"]),
    tfg.UnknownFieldError("duraton", ["duration", "title"], ["duration"]),
    tfg.UnknownOptionError("langauge", ["language"], ["language"]),
    tfg.UnknownOptionError("funded", ["funder"], ["funder"], noun="relation"),
    tfg.CatalogueError([PROBLEM]),
    tfg.UnknownFormatError("sqlite", ["json"], reason="is a file"),
    tfg.MissingExtraError("parquet", "arrow"),
    tfg.SearchUnavailableError("3.46.1"),
    tfg.TargetExistsError("emploi.json"),
    tfg.TargetExistsError("emploi", foreign="notes.txt"),
    tfg.TargetExistsError("my-podcast", replaceable=False),
)
each_error = pytest.mark.parametrize("error", ERRORS, ids=map(str, ERRORS))


@each_error
def test_an_error_survives_pickling_with_its_parts(error: tfg.PodcastError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 -- pickled in this line
    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == str(error)


@each_error
def test_an_error_survives_copying_with_its_parts(error: tfg.PodcastError) -> None:
    for again in (copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert vars(again) == vars(error)
        assert str(again) == str(error)


@each_error
def test_every_error_has_the_one_root(error: tfg.PodcastError) -> None:
    with pytest.raises(tfg.PodcastError):
        raise error


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (tfg.NameLookupError, LookupError),
        (tfg.UnknownNameError, KeyError),
        (tfg.UnknownNameError, tfg.NameLookupError),
        (tfg.AmbiguousNameError, tfg.NameLookupError),
        (tfg.UnknownFormatError, LookupError),
        (tfg.UnknownLanguageError, LookupError),
        (tfg.UnknownFieldError, LookupError),
        (tfg.UnknownOptionError, TypeError),
        (tfg.CatalogueError, ValueError),
        (tfg.MissingExtraError, ImportError),
        (tfg.SearchUnavailableError, RuntimeError),
        (tfg.TargetExistsError, FileExistsError),
    ],
)
def test_an_error_is_caught_as_what_python_calls_it(
    error: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, builtin)


def test_an_unknown_name_keeps_its_parts() -> None:
    error = tfg.UnknownNameError("gentlet", "person", [("karine-gentelet", "Karine Gentelet")])
    assert (error.text, error.kind) == ("gentlet", "person")
    assert error.suggestions == (("karine-gentelet", "Karine Gentelet"),)


def test_an_unknown_name_without_suggestions_says_no_more_than_that() -> None:
    assert str(tfg.UnknownNameError("zzz", "theme")) == 'no theme "zzz"'


def test_a_long_name_is_cut_after_it_was_escaped() -> None:
    assert len(str(tfg.UnknownNameError("\U000e0001" * 1_000, "person"))) < 330


def test_an_unknown_name_shows_three_suggestions_and_keeps_all() -> None:
    named = [(letter, letter.upper()) for letter in "abcde"]
    error = tfg.UnknownNameError("x", "person", named)
    assert str(error) == 'no person "x"; did you mean "A" or "B" or "C"?'
    assert error.suggestions == tuple(named)


def test_an_ambiguous_name_names_every_candidate() -> None:
    error = tfg.AmbiguousNameError("lara", "person", [("lara-a", "Lara A"), ("lara-b", "Lara B")])
    assert str(error) == 'the person "lara" could be "Lara A" (lara-a) or "Lara B" (lara-b)'
    assert error.candidates == (("lara-a", "Lara A"), ("lara-b", "Lara B"))


def test_a_very_ambiguous_name_counts_the_candidates_that_it_does_not_show() -> None:
    named = [(letter, letter.upper()) for letter in "abcdefgh"]
    error = tfg.AmbiguousNameError("x", "person", named)
    assert str(error) == (
        'the person "x" could be "A" (a) or "B" (b) or "C" (c) or "D" (d) or "E" (e) or "F" (f)'
        " or 2 more"
    )
    assert error.candidates == tuple(named)


def test_an_unknown_word_shows_the_suggestions() -> None:
    error = tfg.UnknownFormatError("jsn", ["json", "yaml"], ["json"])
    assert str(error) == 'no format "jsn"; did you mean "json"?'
    assert (error.text, error.known, error.suggestions) == ("jsn", ("json", "yaml"), ("json",))


def test_an_unknown_word_without_suggestions_shows_the_known_ones() -> None:
    error = tfg.UnknownFieldError("zzz", ["duration", "title"])
    assert str(error) == 'no field "zzz"; choose from duration, title'


def test_an_unknown_word_where_there_is_none_says_so() -> None:
    assert (
        str(tfg.UnknownOptionError("indent", [])) == 'no option "indent"; no options are available'
    )


def test_a_catalogue_error_prints_one_problem_a_line() -> None:
    error = tfg.CatalogueError(
        [
            Problem(path="people.ann.name", message="the text is empty"),
            Problem(path="people.bob.name", message="the text is empty"),
        ]
    )
    assert str(error) == "people.ann.name: the text is empty\npeople.bob.name: the text is empty"
    assert [problem.path for problem in error.problems] == ["people.ann.name", "people.bob.name"]


def test_an_existing_target_is_an_os_error_with_its_path() -> None:
    error = tfg.TargetExistsError("emploi.json")
    assert (error.errno, error.filename) == (errno.EEXIST, "emploi.json")
    assert str(error) == '"emploi.json" already exists; pass force=True to replace it'


def test_a_problem_prints_position_path_message_and_hint() -> None:
    assert str(PROBLEM) == (
        'episodes/s01e03.yaml:15:13: guests[5].person: no person "karine-gentlet";'
        ' did you mean "karine-gentelet"?'
    )


def test_a_problem_of_the_whole_file_prints_no_path() -> None:
    problem = Problem(file="show.yaml", line=1, column=1, path="", message="the file is empty")
    assert str(problem) == "show.yaml:1:1: the file is empty"


def test_a_warning_is_called_one() -> None:
    problem = Problem(path="show.title", message="it ends in a space", severity="warning")
    assert str(problem) == "warning: show.title: it ends in a space"


def test_a_problem_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        PROBLEM.line = 3  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def test_a_problem_survives_pickling_and_copying() -> None:
    assert pickle.loads(pickle.dumps(PROBLEM)) == PROBLEM  # noqa: S301 -- pickled in this line
    assert copy.deepcopy(PROBLEM) == PROBLEM
    assert hash(copy.deepcopy(PROBLEM)) == hash(PROBLEM)


def test_a_question_shows_at_most_three_texts() -> None:
    error = tfg.UnknownFormatError("x", ["json"], ["a", "b", "c", "d"])
    assert str(error) == 'no format "x"; did you mean "a" or "b" or "c"?'


def test_there_is_no_question_where_nothing_is_to_be_suggested() -> None:
    assert str(tfg.UnknownNameError("x", "theme")) == 'no theme "x"'


def test_a_question_shows_the_alias_that_resembles_the_text_beside_the_name() -> None:
    known = [("emploi", "Emploi"), ("art", "Art")]
    error = tfg.UnknownNameError("jobs", "theme", known, aliases=["job", ""])
    assert str(error) == 'no theme "jobs"; did you mean "Emploi" (also "job") or "Art"?'


def test_a_reason_replaces_the_advice() -> None:
    error = tfg.UnknownFormatError("sqlite", ["json"], reason="is a file and not a text")
    assert str(error) == '"sqlite" is a file and not a text'
    assert (error.known, error.reason) == (("json",), "is a file and not a text")


def test_a_missing_extra_names_the_command_that_installs_it() -> None:
    error = tfg.MissingExtraError("parquet", "arrow")
    assert str(error) == 'parquet needs an extra; run: pip install "techforgood-podcast[arrow]"'
    assert (error.feature, error.extra) == ("parquet", "arrow")
    assert error.command == 'pip install "techforgood-podcast[arrow]"'


def test_a_folder_that_would_lose_a_file_is_kept_and_the_file_named() -> None:
    error = tfg.TargetExistsError("emploi", foreign="notes.txt")
    assert str(error) == (
        '"emploi" already exists; replacing it would delete "notes.txt"; move that away'
    )
    assert error.foreign == "notes.txt"


def test_where_nobody_can_replace_a_target_another_name_is_asked_for() -> None:
    assert str(tfg.TargetExistsError("my-podcast", replaceable=False)) == (
        '"my-podcast" already exists; choose another name'
    )


SPOOFED = "a\u202eb\ud800\n" + "c" * 100_000
ARGUMENTS: tuple[tfg.PodcastError, ...] = (
    tfg.UnknownNameError(SPOOFED, "person", [("a", SPOOFED)], aliases=[SPOOFED]),
    tfg.UnknownNameError(SPOOFED, "person", sought="id"),
    tfg.AmbiguousNameError(SPOOFED, "person", [("a", SPOOFED), ("b", "B")]),
    tfg.UnknownFormatError(SPOOFED, ["json"]),
    tfg.UnknownOptionError(SPOOFED, (), reason="is not text"),
    tfg.RecordError("Show", f"summary.{SPOOFED}", "the text is empty"),
    tfg.CatalogueError([Problem(path=SPOOFED, message="unknown key")]),
    tfg.FeedError(f"unknown element {SPOOFED[:90]}", 1, 1),
    tfg.TargetExistsError(SPOOFED, foreign=SPOOFED),
)


@pytest.mark.parametrize("error", ARGUMENTS, ids=range(len(ARGUMENTS)))
def test_a_message_is_short_and_can_be_printed_whatever_was_passed(error: tfg.PodcastError) -> None:
    assert str(error).isprintable()
    assert r"a\u202eb\ud800\n" in str(error)
    assert len(str(error)) < 1100
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 -- pickled here


def test_the_spaces_of_french_typography_stay_in_messages() -> None:
    assert str(tfg.UnknownNameError("emploi\xa0?", "theme")) == 'no theme "emploi\xa0?"'


def test_what_a_record_refuses_is_escaped() -> None:
    with pytest.raises(tfg.RecordError, match=r'found "a\\u202eb"'):
        tfg.Person(id="a\u202eb", name="A")


@pytest.mark.parametrize("key", [print, lambda: None, 10**5000, memoryview(b"fr")], ids=range(4))
def test_the_error_of_a_look_up_by_anything_but_a_text_survives_pickling(key: Any) -> None:
    with pytest.raises(tfg.UnknownLanguageError) as caught:
        tfg.LocalizedText(fr="emploi")[key]
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 -- pickled in this line
    assert str(again) == str(caught.value)
