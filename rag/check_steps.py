"""Bound the work that one claim may cost, counted in steps and not in time: the same claim always ends the same way."""

# A word order that is made or tried is a step. To lay a claim over one sign by sign goes with the square of its tokens:
# 20 take 40 steps, 60 take 360, as long as they do in time (check_dropped.py).
LAID_OVER = 10
# The condensations of evals/labelled that were found took at most 5,565 steps, all but one fewer than 400. With 2 cores
# at load 9 a step took 4 to 15 µs, the worst claim that could be made 100 ms, and two that took 15 and 42 s before, 26
# and 73 ms.
MAX_STEPS = 6500


class OutOfStepsError(Exception):
    """Say that a claim would cost too much work to decide on."""


class Steps:
    """Count down what is left of the work for one claim."""

    def __init__(self, left: int = MAX_STEPS) -> None:
        self.left = left

    def take(self, steps: int = 1) -> None:
        """Take so many steps; raise OutOfStepsError where they are not left."""
        self.left -= steps
        if self.left < 0:
            raise OutOfStepsError
