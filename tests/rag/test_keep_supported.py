"""Without a language model no sentence stands there that nothing carries."""

from rag.adviser import Adviser
from rag.check import check_draft, keep_supported
from rag.check_heading import is_titles
from rag.draft import Draft, Evidence, Line, LineStyle
from rag.library import Library
from rag.records import PassageKind, Support


def make_draft(library: Library) -> Draft:
    passage = next(p for p in library.passages if p.source_id == "de-wit" and p.kind is PassageKind.TEXT)
    sentence = passage.text.split(". ")[0] + "."
    return Draft(
        (
            Line(sentence, (Evidence(passage, sentence),)),
            Line("Kop", style=LineStyle.HEADING),
            Line("De maan bestaat uit groene kaas van 1.234 kilo.", (Evidence(passage, sentence),)),
        )
    )


def test_what_nothing_carries_is_dropped_with_the_heading_it_leaves_empty(library: Library) -> None:
    draft = make_draft(library)
    kept, supports = keep_supported(draft, check_draft(draft))
    assert kept.lines == draft.lines[:1]
    assert [support for support, _ in supports] == [Support.VERBATIM]


def test_an_answer_shows_no_unsupported_sentence(adviser: Adviser) -> None:
    for question in ("Zijn Boonstra en het essay het eens over vertrouwen?", "Waar gaat hoofdstuk 3 van TNO over?"):
        assert Support.UNSUPPORTED not in {sentence.support for sentence in adviser.ask(question).sentences}


def test_a_line_of_section_titles_says_no_more_than_they_do(library: Library) -> None:
    passages = [p for p in library.passages if p.section[-1].startswith("3.5.1")][:1]
    titles = ": ".join(passages[0].section[-2:])
    assert is_titles(titles, passages)
    assert not is_titles(f"{titles} en vertrouwen", passages)
