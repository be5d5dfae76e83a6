"""Words laid beside words: vectors of words, the contrary of a sentence, and what passes as certain."""

from functools import lru_cache

import numpy as np
import pytest

from rag.check import ALIGNED_PARAPHRASE, judge
from rag.check_align import align, measure_fit
from rag.check_forest import Forest, Tree, load_forest
from rag.check_general import opposition, sides_of
from rag.check_lexicon import load_lexicon
from rag.check_polarity import Polarity, measure_polarity
from rag.check_signals import make_units
from rag.check_text import read
from rag.draft import Evidence
from rag.embedding import load_embedder
from rag.llm_check import Bench
from rag.records import Passage, PassageKind, Support
from rag.settings import CheckMode
from rag.text import WORD
from rag.word_vectors import WordEmbed, mean_words, word_embed

TEXT = (
    "Persoonlijke contacten versterken het vertrouwen tussen de partners. "
    "Een alliantie mislukt vaak door gebrek aan kennis. "
    "In de productieve fase zoeken partners tegenspraak op."
)
PASSAGE = Passage("bron:001", "bron", ("Vertrouwen",), PassageKind.TEXT, TEXT, 0, 0)
EVIDENCE = (Evidence(PASSAGE, TEXT),)
LEXICON = load_lexicon()


@lru_cache(maxsize=1)
def words() -> WordEmbed:
    found = word_embed(load_embedder())
    assert found is not None
    return found


def polarity(claim: str) -> Polarity:
    units = make_units((PASSAGE,), LEXICON)
    return measure_polarity(align(read(claim, LEXICON), units, LEXICON, words()), LEXICON)


def test_every_word_of_a_text_has_a_vector_of_length_one() -> None:
    texts = ["Eén alliantie (win-win) kost 7 miljoen euro.", "Vertrouwen"]
    for text, found in zip(texts, words()(texts), strict=True):
        assert len(found.words) == len(WORD.findall(text))
        assert np.allclose(np.linalg.norm(found.words, axis=1), 1, atol=1e-3)
        assert np.allclose(found.text, load_embedder().embed_queries([text])[0], atol=1e-4)


def test_a_word_is_more_like_its_synonym_than_like_another_word() -> None:
    claim, other = words()(["De samenwerking eindigt.", "De samenwerking stopt in mei."])
    likeness = claim.words @ other.words.T
    assert likeness[2].argmax() == 2


def test_the_mean_of_a_word_without_tokens_is_zero() -> None:
    states = np.array([[2.0, 0.0], [0.0, 2.0], [9.0, 9.0]], dtype=np.float32)
    found = mean_words(states, [0, 0, -1], 2)
    assert np.allclose(found, [[2**-0.5, 2**-0.5], [0, 0]])


def test_an_engine_without_word_vectors_gives_none() -> None:
    class Plain:
        model_id, engine, dimension = "x", "x", 2

    assert word_embed(Plain()) is None  # type: ignore[arg-type]
    assert word_embed(None) is None


@pytest.mark.parametrize(
    ("claim", "is_contrary"),
    [
        ("Persoonlijke contacten verzwakken het vertrouwen tussen de partners.", True),
        ("Persoonlijke contacten verzwakken het vertrouwen tussen de partners niet.", False),
        ("Persoonlijke contacten versterken het vertrouwen tussen de partners niet.", True),
        ("Door gebrek aan kennis slaagt een alliantie vaak niet.", False),
        ("Door gebrek aan kennis slaagt een alliantie vaak.", True),
    ],
)
def test_denials_and_opposites_count_together(claim: str, is_contrary: bool) -> None:
    assert (polarity(claim).odd >= 0.5) is is_contrary


def test_a_prefix_that_denies_makes_opposites() -> None:
    one, other = (read(word, LEXICON).tokens[0] for word in ("onbelangrijk", "belangrijk"))
    assert opposition(one, other, frozenset(), frozenset()) == 1
    assert opposition(other, other, frozenset(), frozenset()) == -1


def test_a_phrase_stands_on_the_side_of_its_scale() -> None:
    plus, minus = sides_of("Het aantal neemt toe", LEXICON), sides_of("Het aantal neemt af", LEXICON)
    assert {axis for axis, side in plus[2] if side == 1} & {axis for axis, side in minus[2] if side == -1}


def test_an_added_clause_is_the_worst_covered() -> None:
    units = make_units((PASSAGE,), LEXICON)

    def gap(claim: str) -> float:
        return measure_fit(align(read(claim, LEXICON), units, LEXICON, words()), LEXICON).clause_gap

    plain = "Een alliantie mislukt vaak door gebrek aan kennis."
    assert gap(plain[:-1] + ", omdat boeren geen belasting betalen.") > gap(plain) + 0.2


@pytest.mark.parametrize(
    "claim",
    [
        "Persoonlijke contacten versterken het vertrouwen tussen de partners niet.",
        "Persoonlijke contacten verzwakken het vertrouwen tussen de partners.",
        "Een alliantie mislukt altijd door gebrek aan kennis.",
        "Een alliantie mislukt vaak door gebrek aan kennis, vooral bij boeren in Friesland.",
    ],
)
def test_a_copied_sentence_with_one_thing_changed_is_not_certain(claim: str) -> None:
    assert judge(claim, EVIDENCE, LEXICON, words=words()).support not in (Support.PARAPHRASE, Support.VERBATIM)


def test_a_sentence_close_to_its_passage_is_certain_and_judged_the_same_twice() -> None:
    claim = "Persoonlijke contacten vergroten het vertrouwen tussen de partners."
    first, second = (judge(claim, EVIDENCE, LEXICON, words=words()) for _ in range(2))
    assert first == second
    assert first.support is Support.PARAPHRASE
    assert first.score >= ALIGNED_PARAPHRASE


def test_copied_sentences_need_no_word_vectors() -> None:
    def refuse(texts: object) -> list[object]:
        raise AssertionError(texts)

    verdict = judge("Een alliantie mislukt vaak door gebrek aan kennis.", EVIDENCE, LEXICON, words=refuse)  # type: ignore[arg-type]
    assert verdict.support is Support.VERBATIM


def test_no_score_lets_a_sentence_pass_in_strict_mode() -> None:
    claim = "Persoonlijke contacten vergroten het vertrouwen tussen de partners."
    bench = Bench({PASSAGE.id: PASSAGE}, LEXICON, frozenset(), words=words())
    assert judge(claim, EVIDENCE, LEXICON, words=words()).support is Support.PARAPHRASE
    assert bench.judge(claim, [PASSAGE]).support is Support.UNSUPPORTED
    shown = Bench(bench.passages, LEXICON, frozenset(), CheckMode.SHOW, words())
    assert shown.judge(claim, [PASSAGE]).support is Support.INFERRED


def test_a_forest_is_the_mean_of_its_trees() -> None:
    tree = Tree((0, -1, -1), (0.5, 0.0, 0.0), (1, 0, 0), (2, 0, 0), (0.5, 0.2, 0.8))
    other = Tree((-1,), (0.0,), (0,), (0,), (0.4,))
    forest = Forest(("near",), (tree, other))
    assert forest.score({"near": 0.5}) == pytest.approx(0.3)
    assert forest.score({"near": 0.6}) == pytest.approx(0.6)


def test_the_shipped_forest_is_whole() -> None:
    forest = load_forest()
    assert len(forest.trees) == 60
    for tree in forest.trees:
        for node, feature in enumerate(tree.feature):
            assert feature == -1 or (0 <= feature < len(forest.names) and node < min(tree.left[node], tree.right[node]))
            assert 0 <= tree.value[node] <= 1
