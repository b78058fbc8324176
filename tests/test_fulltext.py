import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from settings import examples
from techforgood_podcast.catalogue.fulltext import Question, TextIndex, spans
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.stemming import stem

WORDS = ("pain", "pains", "painful", "vin", "vins", "le", "the", "farine", "farines", "sel", "eau")


def index(*texts: str) -> TextIndex:
    return TextIndex([([(1.0, text)], []) for text in texts])


def found(index: TextIndex, text: str, *, all_words: bool = False) -> list[int]:
    return [place for place, _ in index.search(Question(text, all_words=all_words))]


@pytest.mark.parametrize(
    "words",
    [
        ("imprimante", "imprimantes"),
        ("reseau", "reseaux"),
        ("journal", "journaux"),
        ("recycle", "recycler", "recycled", "recyclage", "recycling"),
        ("finance", "financing", "financement"),
        ("gratuit", "gratuite", "gratuits", "gratuitement"),
        ("chomeur", "chomeuse", "chomeurs", "chomeuses"),
        ("dance", "dancer", "dancers", "dancing"),
        ("charity", "charities"),
        ("technology", "technologie", "technologies"),
        ("volunteer", "volunteers", "volunteering"),
        ("evaluer", "evaluation", "evaluations"),
        ("employee", "employees", "employed", "employment"),
    ],
)
def test_related_words_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize("word", ["", "a", "bus", "gas", "c++", "3d", "2014s", "process", "spring"])
def test_a_word_without_an_ending_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize("words", [("ville", "village"), ("form", "format"), ("man", "manage")])
def test_words_that_are_not_related_keep_stems_of_their_own(words: tuple[str, str]) -> None:
    assert stem(words[0]) != stem(words[1])


@given(st.text(max_size=20))
@settings(max_examples=examples(200), deadline=None)
def test_a_stem_is_no_longer_than_its_word_and_never_empty(text: str) -> None:
    for word in fold(text).split():
        assert 0 < len(stem(word)) <= len(word)


@given(st.text(max_size=12))
@example("L’Œuvre d’ÉTÉ")
@example("हिन्दी में")
@example("a´b ﷺ x½y e\u0301\u0345\u0301")
@settings(max_examples=examples(300), deadline=None)
def test_the_words_of_a_text_are_those_of_its_folded_form(text: str) -> None:
    assert [span.word for span in spans(text)] == fold(text).split()


@given(st.text("aé œ’-ß\u0301", max_size=12))
@settings(max_examples=examples(100), deadline=None)
def test_each_word_stands_where_it_is_said_to(text: str) -> None:
    for word, start, stop in spans(text):
        assert fold(text[start:stop]) == word


def test_a_mark_after_a_letter_belongs_to_its_word() -> None:
    text = "(हिन्दी) ete\u0301."
    assert [text[span.start : span.stop] for span in spans(text)] == ["हिन्दी", "ete\u0301"]


def test_words_that_say_nothing_are_left_out_of_a_question() -> None:
    assert Question("À qui profite la tech ?").words == ("profite", "tech")
    assert Question("who benefits from the commons").words == ("benefits", "commons")


def test_words_that_say_nothing_count_where_there_are_no_others() -> None:
    assert Question("Qui le").words == ("le", "qui")


@pytest.mark.parametrize("text", ["", " ", "?", '""', "« »"])
def test_a_question_without_words_finds_nothing(text: str) -> None:
    assert Question(text).words == ()
    assert found(index("pain", ""), text) == []


@pytest.mark.parametrize("quoted", ['"{}"', "“{}”", "«{}»", "« {} »", "„{}“", "„{}”"])
def test_what_stands_in_quotation_marks_is_a_phrase(quoted: str) -> None:
    question = Question(f"podcast {quoted.format('Tech for Good')}")
    assert question.phrases == ("tech for good",)
    assert question.words == ("good", "podcast", "tech")
    assert question.required == {"tech", "for", "good"}


@pytest.mark.parametrize("text", ['tech "for good', "l'art d'aimer", "tech” for “good"])
def test_a_lone_quotation_mark_begins_no_phrase(text: str) -> None:
    assert Question(text).phrases == ()
    assert Question(text).required == set()


def test_every_word_is_required_where_that_is_wanted() -> None:
    assert Question("le pain", all_words=True).required == {"le", "pain"}


def test_a_phrase_stands_on_one_line_as_whole_words() -> None:
    question = Question('"pain noir"')
    assert question.phrases_stand_in(["Vin", "Le PAIN noir !"])
    assert not question.phrases_stand_in(["Pain noircit", "pain\nnoir", "noir pain", ""])
    assert Question('"pain noir" "vin blanc"').phrases_stand_in(["vin blanc", "pain noir"])
    assert not Question('"pain noir" "vin blanc"').phrases_stand_in(["pain noir"])


def test_documents_with_the_word_are_found_and_no_others() -> None:
    assert found(index("le pain", "le vin", "un pain"), "pain") == [0, 2]
    assert found(index("le pain", "le vin"), "zebra") == []
    assert found(index(), "pain") == []


def test_plurals_and_endings_make_no_difference() -> None:
    assert found(index("Une imprimante", "Des chevaux"), "imprimantes") == [0]
    assert found(index("Une imprimante", "Des chevaux"), "cheval") == [1]


@pytest.mark.parametrize("text", ["c++", "3D", "हिन्दी", "パン", "😀", "ÉTÉ", "c++ ?"])
def test_a_word_of_any_kind_is_found(text: str) -> None:
    documents = index("Rien", "Du C++, en 3D (हिन्दी), パン、とても et 😀 l’été\u00a0!")
    assert found(documents, text) == [1]


def test_the_more_of_the_words_a_document_has_the_better() -> None:
    documents = index("pain", "vin", "farine", "pain et vin", "pain, vin et farine")
    assert found(documents, "farine vin pain")[:2] == [4, 3]


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    assert found(index("pain", "vin", "pain", "pain"), "pain vin")[0] == 1


def test_a_word_counts_by_the_weight_of_its_text() -> None:
    documents = TextIndex([([(1, "pain")], []), ([(5, "pain")], []), ([(1, "vin")], [(3, "pain")])])
    assert found(documents, "pain") == [1, 2, 0]


def test_the_weightiest_text_alone_counts() -> None:
    twice = TextIndex([([(5, "pain"), (1, "vin")], []), ([(5, "pain"), (1, "pain")], [])])
    (_, first), (_, second) = twice.search(Question("pain"))
    assert first == second


def test_a_longer_word_that_begins_alike_counts_less() -> None:
    assert found(index("Boulangerie", "Un boulang", "Le lange"), "boulang") == [1, 0]


@pytest.mark.parametrize("word", ["Boulangerie", "Gaspillage", "technologies", "Chevaux", "Bosses"])
def test_a_word_begins_a_longer_one_from_three_letters_on(word: str) -> None:
    documents = index("vin", word)
    assert found(documents, word[:2]) == []
    for size in range(3, len(word) + 1):
        assert found(documents, word[:size]) == [1]


def test_the_beginning_of_a_word_without_its_ending_is_enough() -> None:
    assert found(index("Entrepreneuriat", "Les entrées"), "entrepreneuses") == [0]
    assert found(index("Robotique"), "robots") == [0]
    assert found(index("Technologique"), "technologies") == [0]


def test_a_word_that_nothing_has_stands_for_one_that_is_spelt_nearly_so() -> None:
    documents = index("Une imprimante", "Gaspillage")
    assert found(documents, "imprimente") == [0]
    assert found(documents, "gazpillage") == [1]


def test_a_word_that_something_has_stands_for_itself() -> None:
    assert found(index("gaspillage", "gaspilla"), "gaspilla") == [1, 0]
    assert found(index("vendre", "tendre"), "vendre") == [0]


@pytest.mark.parametrize("text", ["paim", "zaspillage", "gaspigglaze", "xylophone"])
def test_nothing_is_made_of_short_words_other_first_letters_and_many_mistakes(text: str) -> None:
    assert found(index("pain", "gaspillage"), text) == []


def test_a_word_of_any_length_is_compared_with_those_of_the_documents() -> None:
    assert found(index("pain", "e" * 20_000), "e" * 20_001) == [1]
    assert found(index("pain"), "e" * 1_000_000) == []
    assert found(index("pain"), "p" * 1_000_000) == []
    assert found(index("pain", "p" * 20_000), "p" * 19_999 + "q") == [1]


def test_a_required_word_is_not_mended() -> None:
    assert found(index("gaspillage"), "gazpillage", all_words=True) == []


def test_every_document_has_all_required_words() -> None:
    documents = index("pain vin", "pain", "vin", "pains et vins, farine")
    assert found(documents, "pain vin", all_words=True) == [0, 3]
    assert found(documents, "le pain et le vin", all_words=True) == [0, 3]
    assert found(documents, "pain zebra", all_words=True) == []
    assert found(documents, 'farine "vin"') == [3, 2, 0]


def test_a_text_that_many_documents_have_is_found_in_each() -> None:
    theme = (3.0, "Gaspillage alimentaire\nFood waste")
    documents = TextIndex([([], [theme]), ([(1, "Rien")], []), ([], [theme, (1, "waste")])])
    assert found(documents, "gaspillages") == [0, 2]
    assert found(documents, "waste") == [0, 2]


def test_of_equal_documents_the_shorter_and_then_the_first_comes_first() -> None:
    documents = index("pain et plus encore de choses", "pain noir", "pain blanc")
    assert found(documents, "pain") == [1, 2, 0]


def test_a_document_counts_at_most_a_tenth_more_for_being_short() -> None:
    long, short = index("pain " * 1_000, "pain").search(Question("pain"))
    assert (long[0], short[0]) == (1, 0)
    assert long[1] / short[1] <= 1.1**2 + 1e-9


def test_the_order_of_the_words_makes_no_difference() -> None:
    documents = index("pain vin", "vin sel", "farine pain sel")
    assert documents.search(Question("pain sel vin")) == documents.search(Question("vin pain sel"))


def test_words_that_nearly_all_documents_have_change_little() -> None:
    documents = index(*("pain" for _ in range(400)), *("pain rare" for _ in range(12)))
    assert found(documents, "rare pain")[:12] == list(range(400, 412))
    best = documents.search(Question("rare pain"), 3)
    assert [place for place, _ in best] == [400, 401, 402]


TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
WEIGHTED = st.lists(st.tuples(st.sampled_from((0.5, 1.0, 5.0)), TEXTS), max_size=3)


@given(
    st.lists(st.tuples(WEIGHTED, WEIGHTED), max_size=12),
    st.lists(st.sampled_from((*WORDS, '"pain"', "farinne", "zebra")), max_size=5).map(" ".join),
    st.integers(0, 6),
    st.booleans(),
)
@settings(max_examples=examples(100), deadline=None)
def test_the_best_are_the_first_of_all(
    documents: list[tuple[list[tuple[float, str]], list[tuple[float, str]]]],
    text: str,
    limit: int,
    all_words: bool,  # noqa: FBT001 -- hypothesis passes it by name
) -> None:
    index, question = TextIndex(documents), Question(text, all_words=all_words)
    some, every = index.search(question, limit), index.search(question)
    assert [place for place, _ in some] == [place for place, _ in every][:limit]
    assert [score for _, score in some] == pytest.approx([score for _, score in every][:limit])
    assert all(score > 0 for _, score in every)
