"""Tuning the encoder, as far as it needs no torch: what is learnt from what, what is measured, what is written."""

import re
from collections import Counter
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from evals import tune_encoder
from evals.cases import read_all_cases
from evals.tune_encoder import read_samples
from evals.tune_export import dense_rows, layer_values, narrow, read_arrays, widen, write_tuning
from evals.tune_hits import hit_rates
from evals.tune_samples import BATCH, RUN, Batch, Question, Samples, batches, leave_out
from rag.e5_tuned import NORMS, PRODUCTS, read_tuning
from rag.e5_weights import Shape, find_weights, read_weights
from rag.settings import CORPUS_DIR
from tests.ingest.small_library import write_library

Floats = NDArray[np.float32]

SECTIONS, PER_SECTION = 12, 40
SMALL = Shape(width=8, layers=12, heads=2, inner_width=16, max_tokens=10, epsilon=1e-12)
LAYERS = range(10, 12)


@pytest.fixture(scope="module")
def many() -> Samples:
    """Return questions of twelve sections, two to a sentence, the tenth of them gaps, and some tellings."""
    questions = []
    for number in range(SECTIONS * PER_SECTION):
        row = number // 2
        is_gap = number % 20 in (8, 9, 10)
        nearby = ("proef", f"Deel {number // PER_SECTION:02}")
        questions.append(
            Question(f"Vraag {number}", (row,), frozenset((row,)), (row,), nearby, is_gap, is_pointer=True)
        )
    for number in range(40):
        case, first = number // 10, number // 10 * 7
        bearing = frozenset(range(first, first + 5))
        questions.append(Question(f"Verhaal {number}", (first, first + 1), bearing, ("case", case), ("~case", "0000")))
    return Samples(tuple(questions), tuple(f"Zin {row}." for row in range(SECTIONS * PER_SECTION // 2)))


def bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def drawn(samples: Samples, learnt: list[int], count: int, seed: int = 1) -> list[Batch]:
    return list(islice(batches(samples, learnt, np.random.default_rng(seed)), count))


def layers_of(seed: int) -> dict[str, Floats]:
    """Return the values of two small layers, drawn."""
    random = np.random.default_rng(seed)
    values: dict[str, Floats] = {}
    sizes = {"fi": (16, 8), "fo": (8, 16)}
    for layer in LAYERS:
        for matrix in (name for matrices in PRODUCTS for name in matrices):
            rows, columns = sizes.get(matrix, (8, 8))
            values[f"l{layer}.{matrix}.w"] = random.standard_normal((rows, columns)).astype(np.float32)
            values[f"l{layer}.{matrix}.b"] = random.standard_normal(rows).astype(np.float32)
        for norm in NORMS:
            for part in "wb":
                values[f"l{layer}.{norm}.{part}"] = random.standard_normal(8).astype(np.float32)
    return values


def test_every_question_that_leads_to_sentences_is_learnt_from(tmp_path: Path) -> None:
    samples = read_samples(write_library(tmp_path).corpus_dir)
    said = samples.said
    by_text = {question.text: question for question in samples.questions}
    assert len(by_text) == 7 + 2 + 1 + 2
    assert sum(question.is_pointer for question in samples.questions) == 7
    told = by_text["Onze partner houdt zijn cijfers achter."]
    assert [said[row].split(": ")[-1] for row in told.answers] == ["Openheid over cijfers voorkomt ruzie."]
    assert {said[row].split(": ")[-1] for row in told.bearing} == {
        "Openheid over cijfers voorkomt ruzie.",
        "Wantrouwen groeit door geheimen.",
        "Vertrouwen groeit door kleine successen.",
    }
    assert len(by_text["Wat zeggen beide bronnen over vertrouwen?"].answers) == 3
    assert by_text["Hoeveel maanden duurt vertrouwen opbouwen?"].is_gap


def test_the_questions_of_composed_answers_lead_to_all_they_say(tmp_path: Path) -> None:
    questions = {question.text: question for question in read_samples(write_library(tmp_path).corpus_dir).questions}
    asked = [question for question in questions.values() if question.kin[0] == "outline"]
    assert len(asked) == 2
    assert {question.kin for question in asked} == {("outline", 0)}
    assert len({question.answers for question in asked}) == 1
    assert len(asked[0].answers) > 1


def test_no_evaluation_case_is_learnt_from() -> None:
    """What is measured on must be new to the model."""
    learnt = {bare(question.text) for question in read_samples(CORPUS_DIR).questions}
    assert len(learnt) > 10_000
    assert [case.id for case in read_all_cases() if bare(case.question) in learnt] == []


def test_questions_for_the_same_are_kin_and_of_one_section_neighbours(tmp_path: Path) -> None:
    questions = {question.text: question for question in read_samples(write_library(tmp_path).corpus_dir).questions}
    one, other = questions["Waardoor groeit vertrouwen langzaam?"], questions["Welke successen geven vertrouwen?"]
    agreed, elsewhere = (
        questions["Wat regelt een contract over betalen?"],
        questions["Waarom helpt openheid over cijfers?"],
    )
    told = questions["Onze partner houdt zijn cijfers achter."], questions["De partner wil de boeken niet laten zien."]
    assert one.kin == other.kin != agreed.kin
    assert told[0].kin == told[1].kin
    assert one.nearby == other.nearby != agreed.nearby
    assert agreed.nearby[0] == one.nearby[0] != elsewhere.nearby[0]


def test_one_source_gives_its_own_questions_only(tmp_path: Path) -> None:
    """What cases and subjects choose of other sources is left out with them."""
    samples = read_samples(write_library(tmp_path).corpus_dir, "ander")
    assert len(samples.said) == 2
    assert {question.nearby[0] for question in samples.questions if question.is_pointer} == {"ander"}
    assert all(row < 2 for question in samples.questions for row in question.bearing)


def test_only_pointers_are_left_out_and_never_learnt_from(many: Samples) -> None:
    """Cases and subjects are few; what is left out is neither asked, nor a sibling, in any batch."""
    learnt, out = leave_out(many, 0.2, np.random.default_rng(1))
    assert 0.1 * len(many.questions) < len(out) < 0.3 * len(many.questions)
    assert all(many.questions[number].is_pointer for number in out)
    assert sorted(learnt + out) == list(range(len(many.questions)))
    seen = {n for batch in drawn(many, learnt, 30) for n in (*batch.questions, *batch.siblings)}
    assert not seen & set(out)
    assert leave_out(many, 0.0, np.random.default_rng(1))[1] == []
    assert leave_out(many, 0.2, np.random.default_rng(1)) == (learnt, out)


def test_batches_are_full_and_have_each_question_at_most_once_a_round(many: Samples) -> None:
    learnt = list(range(len(many.questions)))
    per_round = len(learnt) // BATCH
    found = drawn(many, learnt, 3 * per_round)
    assert max(len(batch.questions) for batch in found) == BATCH
    for start in range(0, len(found), per_round):
        counts = Counter(n for batch in found[start : start + per_round] for n in batch.questions)
        assert max(counts.values()) == 1
    assert {n for batch in found for n in batch.questions} == set(learnt)


def test_a_batch_is_made_of_runs_of_neighbours(many: Samples) -> None:
    """Runs of 16 of one or two sections; drawn at random a batch of 64 would hold nearly all twelve."""
    for batch in drawn(many, list(range(len(many.questions))), 8):
        for start in range(0, len(batch.questions), RUN):
            run = batch.questions[start : start + RUN]
            assert len({many.questions[number].nearby for number in run}) <= 2


def test_each_question_has_a_sentence_and_a_sibling_of_its_own(many: Samples) -> None:
    alone = 0
    for batch in drawn(many, list(range(len(many.questions))), 8):
        for number, row, sibling in zip(batch.questions, batch.said, batch.siblings, strict=True):
            own, other = many.questions[number], many.questions[sibling]
            assert row in own.answers
            assert (other.kin, other.is_gap) == (own.kin, own.is_gap)
            alone += number == sibling
    assert 0 < alone < 0.3 * 8 * BATCH


def test_a_question_without_kin_is_its_own_sibling(many: Samples) -> None:
    """The gap beside an answered question asks for something else: it is no sibling of it."""
    single = Samples(many.questions[10:12], many.said)
    assert single.questions[0].kin == single.questions[1].kin
    assert [q.is_gap for q in single.questions] == [True, False]
    (batch,) = drawn(single, [0, 1], 1)
    assert batch.siblings == batch.questions


def test_questions_that_bear_on_the_same_are_no_wrong_answers_to_each_other(many: Samples) -> None:
    learnt = list(range(len(many.questions)))
    apart = 0
    for batch in drawn(many, learnt, 8):
        own = [many.questions[number] for number in batch.questions]
        for one, question in enumerate(own):
            assert not batch.related[one, one]
            for other, second in enumerate(own):
                if one != other:
                    assert batch.related[one, other] == bool(question.bearing & second.bearing)
                    akin = batch.related[one, other] and question.is_gap == second.is_gap
                    assert batch.akin[one, other] == akin
                    apart += bool(batch.related[one, other] and not akin)
    assert apart


def test_the_same_seed_draws_the_same_batches(many: Samples) -> None:
    learnt = list(range(len(many.questions)))
    one, other = drawn(many, learnt, 9, seed=4), drawn(many, learnt, 9, seed=4)
    assert [(b.questions, b.said, b.siblings) for b in one] == [(b.questions, b.said, b.siblings) for b in other]
    assert [b.questions for b in drawn(many, learnt, 9, seed=5)] != [b.questions for b in one]


def test_hit_rates_are_those_of_the_questions_left_out_that_have_an_answer() -> None:
    def question(row: int, is_gap: bool = False) -> Question:
        return Question("", (row,), frozenset((row,)), (row,), ("p",), is_gap, is_pointer=True)

    axes = np.eye(8, dtype=np.float32)
    # Left out: one that finds its sentence, one whose sentence comes second, one whose comes last, and a gap.
    questions = (question(0), question(1), question(7), question(2, is_gap=True), question(0), question(5))
    samples = Samples(questions, tuple("abcdefgh"))
    last = np.linspace(1, 0, 8, dtype=np.float32)
    asked = np.stack([axes[0], axes[0] + 0.5 * axes[1], last, axes[6], axes[0], axes[1]])
    rates = hit_rates(samples, [0, 1, 2, 3], [4, 5], asked, axes)
    assert rates.questions == 3
    assert rates.first == pytest.approx(1 / 3)
    assert rates.among_few == pytest.approx(2 / 3)
    assert rates.reciprocal_rank == pytest.approx((1 + 1 / 2 + 1 / 8) / 3)
    assert rates.kin == pytest.approx(1 / 3)


def test_with_all_directions_kept_what_is_written_is_what_was_trained() -> None:
    plain, tuned = layers_of(1), layers_of(2)
    found = widen(narrow(tuned, plain, LAYERS, rank=8), plain, LAYERS)
    assert found.keys() == tuned.keys()
    for name, value in tuned.items():
        assert np.abs(found[name] - value).max() < 0.02, name


def test_an_earlier_tuning_is_gone_on_from_where_it_stopped(tmp_path: Path) -> None:
    plain, tuned = layers_of(1), layers_of(2)
    write_tuning(tmp_path / "earlier.npz", narrow(tuned, plain, LAYERS, rank=8))
    start = widen(read_arrays(tmp_path / "earlier.npz"), plain, LAYERS)
    assert max(np.abs(start[name] - value).max() for name, value in tuned.items()) < 0.02


def test_the_strongest_directions_are_kept() -> None:
    """Each direction more brings what is written nearer to what was trained, as the best of that rank does."""
    plain, tuned = layers_of(1), layers_of(2)
    name = "l11.fi.w"
    strengths = np.linalg.svd(tuned[name] - plain[name], compute_uv=False)
    for rank in range(1, 8):
        found = widen(narrow(tuned, plain, LAYERS, rank), plain, LAYERS)
        assert np.linalg.norm(found[name] - tuned[name]) == pytest.approx(np.linalg.norm(strengths[rank:]), abs=0.02)


def test_what_is_written_is_read_as_a_tuning_and_is_the_same_twice(tmp_path: Path) -> None:
    paths = tmp_path / "one.npz", tmp_path / "two.npz"
    for path in paths:
        write_tuning(path, narrow(layers_of(2), layers_of(1), LAYERS, rank=2))
    assert paths[0].read_bytes() == paths[1].read_bytes()
    tuning = read_tuning(SMALL, paths[0])
    assert tuning.first_layer == 10
    assert tuning.values["l10.q.out.A"].shape == (8, 4)
    assert tuning.values["l10.fo.out.A"].shape == (16, 2)


def test_layers_that_did_not_change_are_written_as_no_difference() -> None:
    plain = layers_of(1)
    written = narrow(plain, plain, LAYERS, rank=2)
    assert all(not np.asarray(value).any() for name, value in written.items() if name.endswith(".A"))
    for layer in LAYERS:
        biases = [plain[f"l{layer}.{matrix}.b"] for matrix in "qkv"]
        assert np.array_equal(written[f"l{layer}.q.out.b"], np.concatenate(biases))


def test_a_layer_of_the_model_has_all_its_matrices_biases_and_normalisations() -> None:
    weights = read_weights(find_weights())
    shapes = {name.removeprefix("l11."): value.shape for name, value in layer_values(weights, 11).items()}
    assert shapes.keys() == {name.removeprefix("l11.") for name in layers_of(1) if name.startswith("l11.")}
    assert [shapes["q.w"], shapes["fi.w"], shapes["fo.w"]] == [(384, 384), (1536, 384), (384, 1536)]
    assert [shapes["fi.b"], shapes["fo.b"], shapes["oln.w"]] == [(1536,), (384,), (384,)]


def test_chosen_rows_of_a_matrix_are_those_of_the_whole() -> None:
    weights = read_weights(find_weights())
    whole = dense_rows(weights, "l0.fo.w", weights.shape.inner_width)
    assert whole.shape == (384, 1536)
    assert np.array_equal(dense_rows(weights, "l0.fo.w", 1536, np.array([5, 383])), whole[[5, 383]])


def test_without_torch_it_says_where_to_read_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(tune_encoder, "find_spec", lambda name: None)
    assert tune_encoder.main(["--out", str(tmp_path / "tuned.npz")]) == 2
    assert "docs/embedding.md" in capsys.readouterr().err
    assert not (tmp_path / "tuned.npz").exists()
