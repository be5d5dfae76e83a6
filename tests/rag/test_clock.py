"""How long the steps of a question took."""

from time import sleep

from rag.clock import Clock


def test_every_step_counts_from_the_one_before_and_all_together_from_the_start() -> None:
    clock = Clock()
    sleep(0.02)
    clock.lap("first")
    clock.lap("second")
    sleep(0.02)
    clock.lap("third")
    timings = clock.timings()
    assert list(timings) == ["total", "first", "second", "third"]
    assert timings["first"] >= 19.0
    assert timings["third"] >= 19.0
    assert timings["second"] < timings["first"]
    assert abs(timings["total"] - sum(timings[name] for name in ("first", "second", "third"))) < 0.1


def test_what_follows_the_last_step_is_not_counted() -> None:
    clock = Clock()
    clock.lap("only")
    total = clock.timings()["total"]
    sleep(0.02)
    assert clock.timings()["total"] == total
