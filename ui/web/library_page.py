"""Write the pages of the library: all sources, one source, search results."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from rag.library import Library
from rag.records import EDITORIAL, Passage, Source, Table
from ui import texts_web as texts
from ui.web.html import esc, plural
from ui.web.library_search import MAX_RESULTS, find_passages

# Themes shown before the reader asks for all of them.
THEMES_SHOWN = 12
ITEM_SEPARATOR = "; "


def overview_html(library: Library) -> str:
    """Return the page of all sources with the picture of what each is about."""
    tables = len(library.tables)
    intro = texts.LIBRARY_TEXT.format(sources=len(library.sources), passages=len(library.passages), tables=tables)
    items = "".join(_source_item(source, library) for source in library.sources)
    return (
        f"<h1>{esc(texts.LIBRARY_TITLE)}</h1><p>{esc(intro)}</p>{_search_form('')}"
        f'<ul class="bronnenlijst">{items}</ul><section><h2>{esc(texts.LIBRARY_MAP)}</h2>'
        f"<p>{esc(texts.LIBRARY_MAP_TEXT)}</p>{_phase_map(library)}{_theme_map(library)}</section>"
    )


def results_html(library: Library, query: str) -> str:
    """Return the passages that hold the words of `query`."""
    found = find_passages(library, query)
    if not found:
        body = f"<p>{esc(texts.LIBRARY_NO_RESULTS.format(query=query))}</p>"
    else:
        noun = plural(len(found), texts.LIBRARY_RESULTS_NOUN)
        more = texts.LIBRARY_RESULTS_MORE.format(shown=MAX_RESULTS) if len(found) > MAX_RESULTS else ""
        heading = texts.LIBRARY_RESULTS.format(count=len(found), noun=noun, query=query)
        body = f"<h2>{esc(heading)}</h2><p>{esc(more)}</p>"
        body += "".join(_result(passage, library) for passage in found[:MAX_RESULTS])
    back = f'<p><a href="/bibliotheek">← {esc(texts.LIBRARY_BACK)}</a></p>'
    return f"<h1>{esc(texts.LIBRARY_TITLE)}</h1>{back}{_search_form(query)}{body}"


def source_html(library: Library, source: Source) -> str:
    """Return one source, section by section, every passage with a link of its own."""
    found = [passage for passage in library.passage_by_id.values() if passage.source_id == source.id]
    own = sorted(found, key=lambda passage: passage.position)
    sections = [(path, list(group)) for path, group in groupby(own, key=lambda passage: passage.section)]
    contents = "".join(
        f'<li class="diepte-{min(len(path), 3)}"><a href="#p-{esc(group[0].id)}">{esc(path[-1])}</a></li>'
        for path, group in sections
    )
    body = "".join(_section(path, group) for path, group in sections)
    authors = ", ".join(source.authors) or texts.UNKNOWN_AUTHOR
    return (
        f'<p><a href="/bibliotheek">← {esc(texts.LIBRARY_BACK)}</a></p><h1>{esc(source.title)}</h1>'
        f"<p>{esc(authors)} ({esc(source.year or texts.NO_YEAR)}) · {esc(source.kind)}"
        f"{esc(f' · {source.publisher}' if source.publisher else '')}</p><p>{esc(_counts(own))}</p>"
        f'<p><a class="knop" href="/?bron={esc(source.id)}">{esc(texts.LIBRARY_ASK)}</a></p>'
        f'<div class="bronblad"><nav class="inhoud" aria-label="{esc(texts.LIBRARY_CONTENTS)}"><details open><summary>'
        f"{esc(texts.LIBRARY_CONTENTS)}</summary><ul>{contents}</ul></details>{_table_list(own)}</nav>"
        '<div class="tekst">'
        f"{body}</div></div>"
    )


def _table_list(own: Sequence[Passage]) -> str:
    """Return links to the tables and lists of a source, for who comes for one of those."""
    tables = [(passage.id, passage.table.caption) for passage in own if passage.table]
    if not tables:
        return ""
    items = "".join(f'<li><a href="#p-{esc(passage_id)}">{esc(caption)}</a></li>' for passage_id, caption in tables)
    title = texts.LIBRARY_TABLES.format(count=len(tables))
    return f"<details><summary>{esc(title)}</summary><ul>{items}</ul></details>"


def _search_form(query: str) -> str:
    return (
        f'<form class="zoeken" role="search" action="/bibliotheek"><input type="search" name="q" value="{esc(query)}" '
        f'aria-label="{esc(texts.LIBRARY_SEARCH)}" placeholder="{esc(texts.LIBRARY_SEARCH)}" maxlength="200">'
        f'<button class="knop">{esc(texts.LIBRARY_SEARCH_BUTTON)}</button></form>'
    )


def _counts(own: Sequence[Passage]) -> str:
    origin = ", ".join(sorted({texts.ORIGIN_NAMES[passage.origin.value] for passage in own}))
    tables = sum(passage.table is not None for passage in own)
    return texts.LIBRARY_COUNTS.format(passages=len(own), tables=tables, origin=origin)


def _source_item(source: Source, library: Library) -> str:
    own = [passage for passage in library.passages if passage.source_id == source.id]
    authors = ", ".join(source.authors) or texts.UNKNOWN_AUTHOR
    return (
        f'<li><a href="/bibliotheek/{esc(source.id)}"><strong>{esc(source.title)}</strong></a>'
        f"<span>{esc(authors)} ({esc(source.year or texts.NO_YEAR)}), {esc(source.kind)}</span>"
        f'<span class="rustig">{esc(_counts(own))}</span></li>'
    )


def _result(passage: Passage, library: Library) -> str:
    where = f"{library.source_by_id[passage.source_id].short} · {' › '.join(passage.section)}"
    return (
        f'<article class="treffer"><a href="/passage/{esc(passage.id)}">{esc(where)}</a>'
        f"<p>{esc(_start(passage.text))}</p></article>"
    )


def _start(text: str, length: int = 260) -> str:
    flat = " / ".join(text.split("\n"))
    return flat if len(flat) <= length else flat[:length].rsplit(" ", 1)[0] + " …"


def _section(path: tuple[str, ...], passages: Sequence[Passage]) -> str:
    level = min(len(path) + 1, 4)
    body = "".join(_passage(passage) for passage in passages)
    return f"<section><h{level}>{esc(path[-1])}</h{level}>{body}</section>"


def _passage(passage: Passage) -> str:
    link = (
        f'<a class="anker" href="#p-{esc(passage.id)}" aria-label="{esc(texts.LIBRARY_LINK)} {esc(passage.id)}">#</a>'
    )
    if passage.table:
        content = _table(passage.table)
    else:
        content = "".join(f"<p>{esc(line)}</p>" for line in passage.text.split("\n"))
    is_note = passage.kind in EDITORIAL
    label = f'<span class="merk">{esc(texts.LIBRARY_NOTE)}</span>' if is_note else ""
    return f'<div class="passage{" noot" if is_note else ""}" id="p-{esc(passage.id)}">{link}{label}{content}</div>'


def _table(table: Table) -> str:
    """Return a table whose columns can be sorted; a list of one column stays a list."""
    if len(table.columns) == 1:
        items = "".join(f"<li>{esc(ITEM_SEPARATOR.join(row[0]))}</li>" for row in table.rows)
        return f'<p class="bijschrift">{esc(table.caption)}</p><ul>{items}</ul>'
    head = "".join(
        f'<th scope="col"><button type="button" class="sorteer" '
        f'aria-label="{esc(texts.TABLE_SORT.format(column=column))}">'
        f"{esc(column)}</button></th>"
        for column in table.columns
    )
    rows = "".join(
        f"<tr>{''.join(f'<td>{esc(ITEM_SEPARATOR.join(cell))}</td>' for cell in row)}</tr>" for row in table.rows
    )
    return (
        f'<div class="tabelrol" tabindex="0" role="region" aria-label="{esc(table.caption)}"><table '
        'class="sorteerbaar">'
        f"<caption>{esc(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _phase_map(library: Library) -> str:
    counts = Counter((p.source_id, phase) for p in library.passages for phase in p.phases)
    order = ("strategie", "partnerkeuze", "ontwerp", "management", "evaluatie", "einde")
    found = {phase for _, phase in counts}
    phases = [phase for phase in order if phase in found] + sorted(found - set(order))
    return _map(texts.LIBRARY_MAP_PHASES, library, phases, counts)


def _theme_map(library: Library) -> str:
    counts = Counter((p.source_id, theme) for p in library.passages for theme in p.themes)
    totals = Counter(theme for p in library.passages for theme in p.themes)
    themes = [theme for theme, _ in totals.most_common()]
    rest = themes[THEMES_SHOWN:]
    more = f"<details><summary>{esc(texts.LIBRARY_MAP_MORE)}</summary>{_map('', library, rest, counts)}</details>"
    return _map(texts.LIBRARY_MAP_THEMES, library, themes[:THEMES_SHOWN], counts) + (more if rest else "")


def _map(title: str, library: Library, tags: Sequence[str], counts: Counter[tuple[str, str]]) -> str:
    """Return a picture of sources against tags: a cell is darker the more passages stand there."""
    if not tags:
        return ""
    most = max(counts.values())
    head = "".join(f'<th scope="col">{esc(source.short)}</th>' for source in library.sources)
    rows = "".join(
        f'<tr><th scope="row">{esc(tag)}</th>'
        f"{''.join(_cell(source, tag, counts[source.id, tag], most) for source in library.sources)}</tr>"
        for tag in tags
    )
    caption = f"<caption>{esc(title)}</caption>" if title else ""
    return (
        f'<div class="tabelrol" tabindex="0" role="region" aria-label="{esc(title or texts.LIBRARY_MAP_MORE)}">'
        f'<table class="kaart">{caption}<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _cell(source: Source, tag: str, count: int, most: int) -> str:
    # Five steps are what an eye can tell apart; a single passage already gets the lightest.
    step = 0 if count == 0 else 1 + min(4, 5 * (count - 1) // most)
    label = texts.LIBRARY_MAP_CELL.format(short=source.short, tag=tag, count=count)
    return f'<td class="stap-{step}" title="{esc(label)}">{count or "·"}</td>'
