import pytest

from evals.labelled import agree, area, balanced_accuracy, kappa, read_labelled, rogan_gladen


def test_the_shipped_sentences_are_enough_of_both_kinds_and_each_has_a_reason() -> None:
    """150 sentences, labelled supported or not, with why."""
    items = read_labelled()
    assert len(items) >= 150
    assert all(item.reason for item in items)
    assert 0.35 < sum(item.supported for item in items) / len(items) < 0.65


def test_a_perfect_judge_and_one_that_always_agrees_are_told_apart() -> None:
    """Balanced accuracy and kappa give no credit for always saying yes."""
    items = read_labelled()
    perfect = agree(items, lambda item: (item.supported, float(item.supported)))
    yes = agree(items, lambda item: (True, 1.0))
    assert perfect is not None
    assert yes is not None
    assert (perfect.balanced.mean, perfect.kappa, perfect.auroc, perfect.misses) == (1.0, 1.0, 1.0, ())
    assert (yes.balanced.mean, yes.kappa, yes.auroc, yes.false_alarms) == (0.5, 0.0, 0.5, 0.0)
    assert rogan_gladen(1.0, yes.sensitivity, yes.specificity) is None
    assert set(perfect.by_error) == {item.kind for item in items if not item.supported}


def test_kappa_balanced_accuracy_and_area_have_their_textbook_values() -> None:
    """Cohen's example: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no gives 0.4."""
    first = [True] * 25 + [False] * 25
    second = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert kappa(first, second) == pytest.approx(0.4)
    assert balanced_accuracy(first, second) == pytest.approx(0.7)
    assert area([True, True, False], [0.9, 0.5, 0.5]) == pytest.approx(0.75)


def test_the_corrected_rate_undoes_known_errors() -> None:
    """A judge that misses a fifth and cries wolf over two fifths says 0.6 where 0.5 is true."""
    assert rogan_gladen(0.6, sensitivity=0.8, specificity=0.6) == pytest.approx(0.5)


def test_without_sentences_of_both_kinds_there_is_no_agreement() -> None:
    """No figure is better than a meaningless one."""
    assert agree(()) is None
