"""Held in strict mode by construction: a model that falsifies shows nothing as carried, one that condenses is heard."""

from collections.abc import Iterator

import pytest

from evals.condensed import read_condensed
from evals.pairs import Pair
from rag.adviser import Adviser
from rag.check_lexicon import make_lexicon
from rag.llm_answer import load_writer
from rag.llm_check import Bench, check_text
from rag.records import Answer, Support, Writing
from rag.settings import CheckMode, ModelSettings
from tests.rag.llm_server import Reply, model_server

QUESTION = "Waarom mislukken allianties?"
FALSE = (
    "Meer dan de helft van de allianties is succesvol [boonstra:140].",
    "Meer dan de helft van de allianties is niet succesvol [boonstra:140].",
    "Minder dan de helft van de allianties is naar schatting niet succesvol [boonstra:140].",
    "De helft van de allianties is naar schatting niet succesvol [boonstra:140].",
    "Eenvoudig is samenwerken in allianties en netwerken [boonstra:140].",
    "Twee derde van de gevormde allianties en netwerken valt uit elkaar [boonstra:140].",
    "Twee derde van de allianties en netwerken valt naar schatting na verloop van tijd uit elkaar [boonstra:140].",
    "Volgens De Man is meer dan de helft van de allianties naar schatting niet succesvol [boonstra:140].",
    "Drie tekorten keren terug in de faalfactoren: gebrek aan vertrouwen, kennis en communicatie [boonstra:144].",
    "Vier tekorten keren terug in de faalfactoren: gebrek aan vertrouwen, kennis, communicatie en geld [boonstra:144].",
    "Samenwerking faalt door verschil [boonstra:146].",
    "Eerder is de overkoepelende faalfactor het vermogen om met verschillen om te gaan [boonstra:146].",
    "Mislukking draagt bij aan verschillende faalfactoren [boonstra:140].",
    "Vertrouwen faalt door samenwerking [boonstra:146].",
)
GOOD = (
    "Meer dan de helft van de allianties is naar schatting niet succesvol [boonstra:140]. Ook valt twee derde van de gevormde "
    "allianties en netwerken naar schatting na verloop van tijd uit elkaar [boonstra:140]. De artikelen in het themanummer beschrijven verschillende faalfactoren die aan mislukking "
    "bijdragen, en tabel 2 geeft een overzicht van die faalfactoren [boonstra:140]. Volgens Boonstra keren vier tekorten terug "
    "in de faalfactoren [boonstra:144]."
)


@pytest.fixture
def asked(adviser: Adviser) -> Iterator[Adviser]:
    """Return the shared adviser, whose writer a test may set; it is taken away afterwards."""
    yield adviser
    adviser.writer = None


def stream(adviser: Adviser, text: str, mode: CheckMode = CheckMode.STRICT) -> tuple[list[str], Answer]:
    """Return what was shown while a scripted model wrote `text`, and the last answer."""
    with model_server(Reply(text)) as server:
        adviser.writer = load_writer(ModelSettings(server.openai, mode=mode))
        *parts, last = adviser.stream(QUESTION)
    assert isinstance(last, Answer)
    return [part.text for part in parts if isinstance(part, Writing)], last


def bare(sentence: str) -> str:
    return sentence.split(" [")[0]


def test_a_model_that_falsifies_shows_nothing_as_carried(asked: Adviser) -> None:
    shown, last = stream(asked, " ".join(FALSE))
    assert last.trace.model and (last.trace.model.written, last.trace.model.supported) == (len(FALSE), 0)
    assert last.trace.model.outcome == "model_unsupported"
    assert not any(bare(sentence) in text for sentence in FALSE for text in [*shown, last.answer])


def test_falsified_sentences_among_true_ones_do_not_reach_the_reader(asked: Adviser) -> None:
    shown, last = stream(asked, f"{GOOD} {' '.join(FALSE[:3])}")
    assert last.engine.llm == "nep"
    assert not any(bare(sentence) in text for sentence in FALSE for text in [*shown, last.answer])


def test_a_model_that_condenses_is_heard(asked: Adviser) -> None:
    shown, last = stream(asked, GOOD)
    assert last.trace.model and last.trace.model.outcome == "used"
    assert last.trace.model.supported == last.trace.model.written == 4
    assert all(s.support in (Support.VERBATIM, Support.PARAPHRASE) and s.citations for s in last.sentences)
    assert "Volgens Boonstra keren vier tekorten terug" in last.answer
    assert any("Ook valt twee derde" in text for text in shown)


def test_what_is_worded_freely_is_shown_with_its_mark_only_on_request(asked: Adviser) -> None:
    free = "Samenwerken in allianties en netwerken valt zwaar [boonstra:140]."
    _, strict = stream(asked, f"{GOOD} {free}")
    assert bare(free) not in strict.answer
    shown, last = stream(asked, f"{GOOD} {free}", CheckMode.SHOW)
    marked = next(sentence for sentence in last.sentences if sentence.text.startswith(bare(free)))
    assert marked.support in (Support.INFERRED, Support.UNSUPPORTED)
    assert not any(bare(free) in text for text in shown)


def test_no_kind_of_attack_passes_through_the_check() -> None:
    """Every attack of the labelled set, as a model would write it."""
    pairs = [pair for pair in read_condensed() if not pair.supported]
    passages = {p.id: p for pair in pairs for p in pair.passages}
    lexicon = make_lexicon([], passages.values())
    vocabulary = frozenset(word for p in passages.values() for word in p.text.lower().split())
    bench = Bench(passages, lexicon, vocabulary)

    def passes(pair: Pair) -> bool:
        return check_text(f"{pair.claim.rstrip('.')} [{pair.passages[0].id}].", bench).supported > 0

    assert len(pairs) > 200
    assert [pair.id for pair in pairs if passes(pair)] == []
