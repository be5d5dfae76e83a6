"""Rules that keep one visitor from taking the chat from the others."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from ui.web.limits import Admission, BusyError, RateLimit, TooFastError


def test_a_visitor_has_a_burst_and_then_the_rate() -> None:
    now = 0.0
    limit = RateLimit(per_minute=60, burst=3, clock=lambda: now)
    for _ in range(3):
        limit.take("a")
    with pytest.raises(TooFastError) as caught:
        limit.take("a")
    assert caught.value.seconds == pytest.approx(1.0)
    now = 1.0
    limit.take("a")


def test_one_visitors_questions_do_not_count_for_another() -> None:
    limit = RateLimit(per_minute=1, burst=1, clock=lambda: 0.0)
    limit.take("a")
    limit.take("b")


def test_made_up_visitors_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.web.limits.MAX_VISITORS", 10)
    limit = RateLimit(per_minute=60, clock=lambda: 0.0)
    for number in range(50):
        limit.take(str(number))
    assert len(limit._buckets) == 10


def test_a_full_queue_refuses_at_once_and_frees_its_place() -> None:
    async def scene() -> list[str]:
        admission, seen, hold = Admission(parallel=1, waiting=1), [], asyncio.Event()

        async def visitor(name: str) -> None:
            try:
                async with admission.enter():
                    seen.append(f"{name} in")
                    await hold.wait()
            except BusyError as error:
                seen.append(f"{name} refused, {error.waiting} waiting")

        first = asyncio.create_task(visitor("first"))
        second = asyncio.create_task(visitor("second"))
        await asyncio.sleep(0)
        await visitor("third")
        hold.set()
        await asyncio.gather(first, second)
        await visitor("fourth")
        return seen

    # In a thread of its own: the browser tests keep an event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        seen = pool.submit(asyncio.run, scene()).result()
    assert seen == ["first in", "third refused, 1 waiting", "second in", "fourth in"]
