"""What the encoder learns from hand-made cases: whole pointers against wrong ones, and nothing that lies sealed."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from evals.cases import CASES_DIR, SEALED, read_cases
from evals.growing import Bench
from evals.match import find_groups, prepare
from evals.pointer_fit import LEARNT_KINDS
from evals.tune_cases import CASES_A_STEP, FAR, HARD, HARDEST, WRONG, AskedCase, case_steps, read_asked
from evals.tune_encoder import main
from evals.tune_hits import case_line
from evals.tune_samples import Question, Samples
from rag.embedding import Embedder
from rag.library import Library
from rag.pointer_signals import led_places


def sample_texts(library: Library) -> Samples:
    """Return samples with the questions of `library`, as far as reading cases looks at them."""
    questions = (Question(p.text, (0,), frozenset(), (), (), is_pointer=True) for p in library.pointers)
    return Samples(tuple(questions), ())


def asked_case(number: int, is_held_out: bool = False) -> AskedCase:
    near = tuple(range(number, number + 100))
    return AskedCase(f"Vraag {number}", near, near[:100:7], is_held_out)


def test_a_whole_pointer_says_all_points_in_the_source_of_the_case(library: Library, embedder: Embedder) -> None:
    cases = [
        (name, case)
        for name in ("oefen", SEALED[0])
        for case in read_cases([CASES_DIR / f"{name}.jsonl"])
        if case.kind in LEARNT_KINDS and case.points and not case.rows and not case.refuse
    ]
    chosen = [*cases[:6], *cases[-6:]]
    asked = read_asked(chosen, Bench(library, embedder), sample_texts(library))
    assert len(asked) >= 6
    assert {one.is_held_out for one in asked} == {True, False}
    points = {find: case for _, case in chosen for find in (case.question,)}
    for one in asked:
        assert set(one.whole) <= set(one.near) and not set(one.whole) & set(one.wrong)
        if case := points.get(one.text):
            for number in one.whole[:5]:
                led = led_places(number, library)
                said = "\n".join(library.entries[entry].text for entry in led.entries[: led.texts])
                assert all(find_groups(prepare(said), case.points))
                assert library.pointers[number].source_id in {place.source for place in case.gold}


def test_an_index_of_another_library_is_refused(library: Library, embedder: Embedder) -> None:
    samples = sample_texts(library)
    other = replace(samples, questions=samples.questions[::-1])
    with pytest.raises(ValueError, match="index it anew"):
        read_asked((), Bench(library, embedder), other)


def test_no_case_that_is_held_out_is_ever_learnt_from() -> None:
    cases = [asked_case(number, is_held_out=number % 3 == 0) for number in range(90)]
    seen = [step.case for steps in islice(case_steps(cases, np.random.default_rng(1)), 30) for step in steps]
    assert {number for number in range(90) if number % 3} == set(seen)
    assert list(case_steps([asked_case(1, is_held_out=True)], np.random.default_rng(1))) == []


def test_every_round_has_each_case_at_most_once() -> None:
    cases = [asked_case(number) for number in range(3 * CASES_A_STEP)]
    for first in range(3):
        steps = list(islice(case_steps(cases, np.random.default_rng(first)), 3))
        assert sorted(step.case for one in steps for step in one) == list(range(len(cases)))


def test_a_step_tells_one_whole_pointer_from_wrong_ones_near_it() -> None:
    case = asked_case(40)
    steps = [one for steps in islice(case_steps([case], np.random.default_rng(2)), 300) for one in steps]
    assert all(step.whole in case.whole for step in steps)
    for step in steps:
        assert len(set(step.hard)) == HARD and set(step.hard) <= set(case.wrong[:HARDEST])
        assert sorted((*step.hard, *step.others)) == sorted(case.wrong)
    assert all(number < 40 + WRONG for number in case.wrong)
    ranks = [case.whole.index(step.whole) for step in steps]
    assert np.mean(ranks) < FAR and len(set(ranks)) > 3, "near ones are drawn more often, and not they alone"


def test_a_case_of_which_every_pointer_near_is_whole_has_nothing_to_be_told_from() -> None:
    case = AskedCase("Vraag", (1, 2, 3), (1, 2, 3), is_held_out=False)
    ((step,),) = islice(case_steps([case], np.random.default_rng(1)), 1)
    assert step.hard == step.others == ()


def test_what_cases_find_is_told_apart_for_those_learnt_from_and_those_held_out() -> None:
    axes = np.eye(6, dtype=np.float32)
    near = tuple(range(6))
    cases = (
        AskedCase("eerst", near, (0,), is_held_out=False),
        AskedCase("tweede", near, (1, 4), is_held_out=True),
        AskedCase("laatste", near, (5,), is_held_out=True),
    )
    falling = np.linspace(1, 0, 6, dtype=np.float32)
    line = case_line(cases, axes, np.stack([axes[0], axes[0] + 0.5 * axes[1], falling]))
    assert "learnt (1): first 1.000, among 4 1.000" in line
    assert "held out (2): first 0.000, among 4 0.500" in line


def test_cases_are_asked_of_the_whole_library_only(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--out", "x.npz", "--cases", "data", "--source", "de-wit"])
    assert "whole library" in capsys.readouterr().err
