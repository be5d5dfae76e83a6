"""Ask a quiz and go through cards in a terminal."""

from collections.abc import Sequence
from datetime import UTC, datetime

from rag.check_signals import Embed
from rag.library import Library
from study.citing import cited_text, place_text
from study.marking import mark_answer
from study.records import Item, Kind
from study.schedule import DueCard, Grade, Progress
from study.workshop import Workshop
from ui import texts_study as texts
from ui.study_marks import mark_text

LETTERS = "abcd"
QUIT = "q"


def question_text(item: Item, number: int, count: int) -> str:
    """Return a question with its options, lettered."""
    head = texts.QUESTION_HEAD.format(number=number, count=count, kind=item.kind.value, level=item.level.value)
    options = [f"  {LETTERS[n]}. {option}" for n, option in enumerate(item.options)]
    return "\n".join([head, item.question, *options])


def answer_text(item: Item, library: Library) -> str:
    """Return the explanation of an item with its places."""
    return "\n".join([item.explanation, *(cited_text(citation, library) for citation in item.citations)])


def sheet_text(items: Sequence[Item], library: Library) -> str:
    """Return all questions, and behind them all answers."""
    blocks = [texts.SHEET_QUESTIONS.upper()]
    blocks += [question_text(item, number, len(items)) for number, item in enumerate(items, 1)]
    blocks.append(texts.SHEET_ANSWERS.upper())
    for number, item in enumerate(items, 1):
        right = f"{LETTERS[item.correct[0]]}. {item.options[item.correct[0]]}\n" if item.correct else ""
        blocks.append(f"{number}. {right}{answer_text(item, library)}")
    return "\n\n".join(blocks)


def practise_items(items: Sequence[Item], workshop: Workshop, embed: Embed) -> None:
    """Ask the items one by one until they are done or the learner stops."""
    right = asked = 0
    for number, item in enumerate(items, 1):
        print(f"\n{question_text(item, number, len(items))}")
        if item.kind is Kind.OPEN:
            if not _ask_open(item, workshop, embed):
                break
            continue
        chosen = _ask_letter(len(item.options))
        if chosen is None:
            break
        asked += 1
        right += chosen in item.correct
        print(_verdict(item, chosen))
        print(answer_text(item, workshop.library))
    if asked:
        print(f"\n{texts.SCORE.format(right=right, asked=asked)}")


def _verdict(item: Item, chosen: int) -> str:
    correct = item.correct[0]
    if chosen == correct:
        return texts.RIGHT
    template = texts.SKIPPED if chosen < 0 else texts.WRONG
    return template.format(letter=LETTERS[correct], option=item.options[correct])


def _ask_letter(count: int) -> int | None:
    """Return the number of the option chosen, -1 for none, None to stop."""
    while True:
        typed = _read(texts.ASK_CHOICE).strip().lower()
        if typed == QUIT:
            return None
        if not typed:
            return -1
        if typed in LETTERS[:count]:
            return LETTERS.index(typed)
        print(texts.NOT_A_LETTER.format(letters=", ".join(LETTERS[:count])))


def _ask_open(item: Item, workshop: Workshop, embed: Embed) -> bool:
    """Let the learner write an answer and mark it; return False to stop."""
    print(texts.ASK_OPEN)
    lines: list[str] = []
    while line := _read(""):
        if line.strip().lower() == QUIT:
            return False
        lines.append(line)
    if lines:
        print(mark_text(mark_answer(item, "\n".join(lines), workshop.truth, embed)))
    print(answer_text(item, workshop.library))
    return True


def learn(due: Sequence[DueCard], progress: Progress, learner: str, workshop: Workshop) -> None:
    """Show the cards one by one and keep how well each was remembered."""
    if not due:
        print(texts.CARDS_NONE)
        return
    new = sum(one.is_new for one in due)
    print(texts.CARDS_DUE.format(due=len(due) - new, new=new))
    for one in due:
        print(f"\n{one.card.front}")
        if one.changed:
            print(texts.CARD_CHANGED)
        if _read(texts.ASK_TURN).strip().lower() == QUIT:
            return
        print(f"{one.card.back}\n({place_text(one.card.citation, workshop.library)})")
        grade = _ask_grade()
        if grade is None:
            return
        moment = progress.grade(learner, one.card, grade, datetime.now(UTC))
        print(texts.CARD_NEXT.format(moment=moment.astimezone().strftime("%d-%m-%Y %H:%M")))


def _ask_grade() -> Grade | None:
    while True:
        typed = _read(texts.ASK_GRADE).strip().lower()
        if typed == QUIT:
            return None
        if typed in {str(int(grade)) for grade in Grade}:
            return Grade(int(typed))
        print(texts.NOT_A_GRADE)


def _read(prompt: str) -> str:
    """Return a line that is typed; the end of the input counts as stopping."""
    try:
        return input(prompt)
    except EOFError:
        return QUIT
