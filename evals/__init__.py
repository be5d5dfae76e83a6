"""The evaluation suite: Dutch questions with known answers, measured offline."""
