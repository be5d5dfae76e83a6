"""Write the pages of the study tab: the choices, a quiz to fill in and marked, cards."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from rag.library import Library
from study.citing import place_text
from study.marking import Mark, Status
from study.records import Item, Kind, Level
from study.schedule import DueCard
from study.scope import DISCIPLINES
from ui import texts_study as texts
from ui.study_files import QUIZ_FILES
from ui.study_marks import grouped
from ui.web.html import esc
from ui.web.study_desk import DEFAULT_COUNT, MAX_COUNT, Choice
from ui.web.study_document import citations_html, marked

STYLE = '<link rel="stylesheet" href="/statisch/studie.css">'
PHASES = ("strategie", "partnerkeuze", "ontwerp", "management", "evaluatie", "einde")
PRODUCTS = (
    ("oefenen", texts.MAKE_QUIZ),
    ("kaarten", texts.MAKE_CARDS),
    ("gids", texts.MAKE_GUIDE),
    ("lesblad", texts.MAKE_KIT),
    ("wie-zegt-wat", texts.MAKE_VIEWS),
    ("mindmap", texts.MAKE_MAP),
)
LETTERS = "abcd"


def overview_html(library: Library, message: str = "") -> str:
    """Return the page with all choices; `message` says what could not be made."""
    themes = sorted({theme for passage in library.passages for theme in passage.themes})
    found = {phase for passage in library.passages for phase in passage.phases}
    fields = "".join(
        (
            f'<label>{esc(texts.FIELD_ABOUT)}<input name="over" maxlength="60" '
            f'placeholder="{esc(texts.FIELD_ABOUT_HINT)}"></label>',
            _select("bron", texts.FIELD_SOURCE, [(source.id, source.short) for source in library.sources]),
            _select("thema", texts.FIELD_THEME, [(theme, theme) for theme in themes]),
            _select("fase", texts.FIELD_PHASE, [(phase, phase) for phase in PHASES if phase in found]),
            _select("discipline", texts.FIELD_DISCIPLINE, [(name, name) for name in DISCIPLINES]),
            _select("niveau", texts.FIELD_LEVEL, [(level.value, level.value) for level in Level]),
            f'<label>{esc(texts.FIELD_COUNT)}<input name="aantal" type="number" min="1" max="{MAX_COUNT}" '
            f'value="{DEFAULT_COUNT}"></label>',
        )
    )
    buttons = "".join(
        f'<button class="knop" formaction="/studie/{address}">{esc(name)}</button>' for address, name in PRODUCTS
    )
    alert = f'<p role="alert" class="melding">{esc(message)}</p>' if message else ""
    return (
        f"{STYLE}<h1>{esc(texts.TITLE)}</h1><p>{esc(texts.INTRO)}</p>{alert}"
        f'<form class="studiekeuze" action="/studie/oefenen"><fieldset><legend>{esc(texts.CHOOSE)}</legend>{fields}'
        f"</fieldset><fieldset><legend>{esc(texts.MAKE)}</legend>{buttons}</fieldset></form>"
    )


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> str:
    chosen = "".join(f'<option value="{esc(value)}">{esc(shown)}</option>' for value, shown in options)
    return (
        f'<label>{esc(label)}<select name="{name}"><option value="">{esc(texts.ALL)}</option>{chosen}</select></label>'
    )


def query(choice: Choice, **changed: object) -> str:
    """Return a choice as the query of an address."""
    return urlencode({**dict(choice.fields), **{name: str(value) for name, value in changed.items()}})


def product_html(body: str, address: str, choice: Choice, kinds: Sequence[str]) -> str:
    """Return what was made below a way back and links to take it along."""
    links = " ".join(
        f'<a class="actie" href="/studie/{address}.{kind}?{esc(query(choice))}">{esc(texts.DOWNLOAD[kind])}</a>'
        for kind in kinds
    )
    return (
        f'{STYLE}<p><a href="/studie">← {esc(texts.BACK)}</a></p>'
        f'<p class="meenemen">{esc(texts.QUIZ_EXPORT)} {links}</p>'
        f'<div class="studieblad">{body}</div>'
    )


def quiz_html(items: Sequence[Item], choice: Choice, library: Library) -> str:
    """Return a quiz to fill in."""
    asked = "".join(_question(item, number) for number, item in enumerate(items, 1))
    body = (
        f"<h1>{esc(texts.QUIZ_TITLE)}</h1>"
        f'<form method="post" action="/studie/oefenen?{esc(query(choice, seed=choice.seed))}">'
        f'<ol class="quiz">{asked}</ol>'
        f'<button class="knop">{esc(texts.QUIZ_CHECK)}</button></form>'
    )
    return _quiz_page(body, choice)


def _quiz_page(body: str, choice: Choice) -> str:
    again = f'<p><a href="/studie/oefenen?{esc(query(choice, seed=choice.seed + 1))}">{esc(texts.QUIZ_AGAIN)}</a></p>'
    return product_html(body + again, "oefenen", choice, QUIZ_FILES)


def _question(item: Item, number: int) -> str:
    stem = marked(item.question, "x")
    if item.kind is Kind.OPEN:
        label = texts.QUIZ_OPEN_LABEL.format(number=number)
        field = (
            f'<textarea name="v{number}" rows="5" maxlength="5000" aria-label="{esc(label)}" '
            f'placeholder="{esc(texts.QUIZ_OPEN_HINT)}"></textarea>'
        )
        return f"<li><p>{stem}</p>{field}</li>"
    options = "".join(
        f'<label><input type="radio" name="v{number}" value="{n}"> {LETTERS[n]}. {esc(option)}</label>'
        for n, option in enumerate(item.options)
    )
    return f"<li><fieldset><legend>{stem}</legend>{options}</fieldset></li>"


def marked_html(
    items: Sequence[Item], given: Mapping[str, str], marks: Mapping[int, Mark], choice: Choice, library: Library
) -> str:
    """Return the quiz marked: what was right, why, and where it stands; `marks` holds those of open answers."""
    closed = [(n, item) for n, item in enumerate(items, 1) if item.kind is not Kind.OPEN]
    right = sum(given.get(f"v{n}") == str(item.correct[0]) for n, item in closed)
    score = f'<p class="score">{esc(texts.SCORE.format(right=right, asked=len(closed)))}</p>' if closed else ""
    shown = "".join(
        _marked_question(item, number, given.get(f"v{number}", ""), marks.get(number), library)
        for number, item in enumerate(items, 1)
    )
    return _quiz_page(f'<h1>{esc(texts.QUIZ_TITLE)}</h1>{score}<ol class="quiz">{shown}</ol>', choice)


def _marked_question(item: Item, number: int, given: str, mark: Mark | None, library: Library) -> str:
    name = f"q{number}"
    if item.kind is Kind.OPEN:
        result = f"<blockquote>{marked(given, name)}</blockquote>{_mark(mark, name)}" if mark else _unanswered()
    else:
        result = _options(item, given) + ("" if given.isdigit() else _unanswered())
    return (
        f"<li><p>{marked(item.question, 'x')}</p>{result}<details open><summary>{esc(texts.QUIZ_EXPLANATION)}</summary>"
        f"<p>{marked(item.explanation, name)}</p>{citations_html(item.citations, library, name)}</details></li>"
    )


def _unanswered() -> str:
    return f'<p class="rustig">{esc(texts.QUIZ_NOT_ANSWERED)}</p>'


def _options(item: Item, given: str) -> str:
    lines = []
    for n, option in enumerate(item.options):
        is_right, is_chosen = n in item.correct, given == str(n)
        notes = [texts.QUIZ_RIGHT_MARK] * is_right + [texts.QUIZ_YOURS] * is_chosen
        shape = " class=goed" if is_right else " class=fout" if is_chosen else ""
        note = f' <span class="merk">{esc(", ".join(notes))}</span>' if notes else ""
        lines.append(f"<li{shape}>{LETTERS[n]}. {esc(option)}{note}</li>")
    return f'<ul class="opties">{"".join(lines)}</ul>'


def _mark(mark: Mark, name: str) -> str:
    parts = [f"<p><strong>{esc(texts.MARK_VERDICTS[mark.verdict.value])}</strong></p>"]
    for heading, points in grouped(mark):
        lines = []
        for one in points:
            template = texts.MARK_CONTRADICTS if one.status is Status.CONTRADICTED else texts.MARK_LINE
            text = template.format(text=one.point.text, said=one.said, marker=f"[{one.point.citation.n}]")
            lines.append(f"<li>{marked(text.removeprefix('- '), name)}</li>")
        parts.append(f"<h4>{esc(heading)}</h4><ul>{''.join(lines)}</ul>")
    return "".join(parts)


def cards_html(due: Sequence[DueCard], choice: Choice, library: Library, message: str = "") -> str:
    """Return the first card that is due, to turn and to judge."""
    new = sum(one.is_new for one in due)
    counts = texts.CARDS_LEFT.format(due=len(due) - new, new=new) if due else texts.CARDS_NONE
    note = f'<p role="status">{esc(message)}</p>' if message else ""
    card = _card(due[0], choice, library) if due else ""
    button = f'<button class="actie">{esc(texts.CARDS_FORGET)}</button>'
    forget = f'<form method="post" action="/studie/kaarten/wissen">{button}</form>'
    body = f"<h1>{esc(texts.CARDS_TITLE)}</h1>{note}<p>{esc(counts)}</p>{card}{forget}"
    return product_html(body, "kaarten", choice, ("apkg", "csv"))


def _card(one: DueCard, choice: Choice, library: Library) -> str:
    card = one.card
    changed = f'<p role="alert">{esc(texts.CARD_CHANGED)}</p>' if one.changed else ""
    grades = "".join(
        f'<button class="actie" name="oordeel" value="{value}">{esc(name)}</button>'
        for value, name in texts.GRADES.items()
    )
    place = f'<a href="/passage/{esc(card.citation.passage_id)}">{esc(place_text(card.citation, library))}</a>'
    return (
        f'<article class="kaartje">{changed}<p class="voorkant">{esc(card.front)}</p><details><summary class="knop">'
        f'{esc(texts.CARDS_TURN)}</summary><p>{marked(card.back, "x")}</p><p class="rustig">{place}</p>'
        f'<form method="post" action="/studie/kaarten?{esc(query(choice))}"><p>{esc(texts.CARDS_GRADE)}</p>'
        f'<input type="hidden" name="kaart" value="{esc(card.id)}">{grades}</form></details></article>'
    )
