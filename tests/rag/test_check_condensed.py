"""A sentence is a condensation only when nothing was put in, nothing that matters left out and nothing turned round."""

from dataclasses import replace

import pytest

from rag.check import judge, settle
from rag.check_condensed import find_condensed
from rag.check_condensed_words import load_condensed_words, plural_of, tokens_of
from rag.check_lexicon import make_lexicon
from rag.draft import Evidence
from rag.records import Passage, PassageKind, Source, Support, Table

SENTENCES = (
    "Partners delen in een alliantie kennis en ervaring, zodat zij sneller leren.",
    "Verder bespreken partners hun verwachtingen.",
    "Goede afspraken kunnen conflicten voorkomen als de leiders elkaar vaak spreken.",
    "Vertrouwen groeit niet vanzelf.",
    "Openheid leidt tot vertrouwen.",
    "Meestal beginnen de gesprekken (met hulp) te laat.",
    "De leider steunt de partners, maar de partners wantrouwen de leider.",
    "Volgens Koppenjan mislukt circa 50 procent van de plannen door gebrek aan geld.",
    "In de eerste fase kiezen partners hun doelen, stellen zij regels vast en verdelen zij de rollen.",
    "Een netwerk vraagt om drie dingen: tijd, geduld en geld.",
    "Zij vergaderen elke week.",
    "Het bestuur let alleen op cijfers.",
    "Een gebruikelijke indeling is begin, midden en einde.",
    "De directie kiest tussen groei en rust.",
)
TEXT = Passage("bron:001", "bron", ("Delen",), PassageKind.TEXT, " ".join(SENTENCES), 0, 0)
TABLE = Passage(
    "bron:002", "bron", ("Tabellen",), PassageKind.TABLE,
    "Tabel 1. Kansen en risico's per fase\nOntwerp | snel leren; veel ideeën | hoge kosten\nUitvoering | vaste routine | sleur", 1, 1,
    table=Table(
        "Tabel 1. Kansen en risico's per fase", ("Fase", "Kans", "Risico"),
        ((("Ontwerp",), ("snel leren", "veel ideeën"), ("hoge kosten",)), (("Uitvoering",), ("vaste routine",), ("sleur",))),
    ),
)  # fmt: skip
SOURCE = Source("bron", ("A. Auteur",), "Titel", "Auteur, 2019", "artikel", 2019, names=("Auteur", "het artikel"))
LEXICON = make_lexicon([SOURCE], [TEXT, TABLE])


def is_condensed(claim: str, passage: Passage = TEXT) -> bool:
    return find_condensed(claim, [passage], LEXICON) is not None


@pytest.mark.parametrize(
    "claim",
    [
        "Partners delen in een alliantie kennis en ervaring.",
        "Partners delen in een alliantie kennis, zodat zij sneller leren.",
        "In een alliantie delen partners kennis en ervaring.",
        "Partners bespreken hun verwachtingen.",
        "Ook bespreken partners hun verwachtingen.",
        "Volgens Auteur delen partners in een alliantie kennis.",
        "Het artikel stelt dat partners hun verwachtingen bespreken.",
        "De gesprekken beginnen meestal te laat.",
        "Als de leiders elkaar vaak spreken, kunnen goede afspraken conflicten voorkomen.",
        "Koppenjan stelt dat circa vijftig procent van de plannen mislukt door gebrek aan geld.",
        "Circa 50 procent van de plannen mislukt volgens Koppenjan door gebrek aan geld.",
        "Een netwerk vraagt om drie dingen.",
        "In de eerste fase kiezen partners hun doelen.",
        "Vertrouwen groeit niet vanzelf en openheid leidt tot vertrouwen.",
        "Partners delen in een alliantie kennis en bespreken hun verwachtingen.",
        "Kort gezegd: openheid leidt tot vertrouwen.",
    ],
)
def test_what_is_shortened_turned_or_joined_is_carried(claim: str) -> None:
    assert is_condensed(claim)
    verdict = judge(claim, [Evidence(TEXT, TEXT.text)], LEXICON)
    assert (verdict.support, verdict.rule) == (Support.PARAPHRASE, "condensed")


@pytest.mark.parametrize(
    ("kind", "claim"),
    [
        ("negation dropped", "Vertrouwen groeit vanzelf."),
        ("negation added", "Openheid leidt niet tot vertrouwen."),
        ("modality dropped", "Goede afspraken voorkomen conflicten als de leiders elkaar vaak spreken."),
        ("condition dropped", "Goede afspraken kunnen conflicten voorkomen."),
        (
            "hedge in the condition dropped",
            "Goede afspraken kunnen conflicten voorkomen als de leiders elkaar spreken.",
        ),
        ("adjective dropped", "Afspraken kunnen conflicten voorkomen als de leiders elkaar vaak spreken."),
        ("hedge dropped", "De gesprekken beginnen te laat."),
        ("sides swapped", "De partners steunen de leider, maar de leider wantrouwt de partners."),
        ("contrast dropped", "De leider steunt de partners."),
        ("cause turned", "Vertrouwen leidt tot openheid."),
        ("number", "Volgens Koppenjan mislukt circa 60 procent van de plannen door gebrek aan geld."),
        ("estimate made exact", "Volgens Koppenjan mislukt 50 procent van de plannen door gebrek aan geld."),
        ("author swapped", "Volgens Auteur mislukt circa 50 procent van de plannen door gebrek aan geld."),
        ("author dropped", "Circa 50 procent van de plannen mislukt door gebrek aan geld."),
        ("author made up", "Volgens Jansen groeit vertrouwen niet vanzelf."),
        ("scope widened", "Partners kiezen hun doelen."),
        ("count kept, item dropped", "Een netwerk vraagt om drie dingen: tijd en geduld."),
        ("focus dropped", "Het bestuur let op cijfers."),
        ("part of a whole", "Een gebruikelijke indeling is begin en midden."),
        ("one side of two", "De directie kiest tussen groei."),
        ("addition", "Openheid leidt tot vertrouwen en kost tijd."),
        ("addition of one word", "Openheid leidt altijd tot vertrouwen."),
        ("halves of two sentences", "Openheid leidt tot hun verwachtingen."),
        ("subject borrowed", "Openheid leidt tot vertrouwen en wantrouwt de leider."),
        ("pronoun that comes to mean another", "Openheid leidt tot vertrouwen en zij vergaderen elke week."),
        ("a question", "Groeit vertrouwen niet vanzelf?"),
    ],
)
def test_what_changes_the_meaning_is_never_carried(kind: str, claim: str) -> None:
    assert not is_condensed(claim), kind
    assert settle(claim, [TEXT], LEXICON) is None, kind


def test_who_is_reported_is_not_who_reports() -> None:
    """After a sentence of somebody else the source may still be reporting him: it is not said to speak itself."""
    reported = replace(
        TEXT,
        text="Koppenjan (2005) noemt drie rollen. De leider verdeelt het werk.",
        id="bron:003",
        section=("Rollen",),
    )
    assert is_condensed("De leider verdeelt het werk.", reported)
    assert not is_condensed("Volgens Auteur verdeelt de leider het werk.", reported)
    under_name = replace(TEXT, id="bron:004", text="De leider verdeelt het werk.", section=("De rollen van Koppenjan",))
    assert not is_condensed("Volgens Auteur verdeelt de leider het werk.", under_name)
    note = replace(TEXT, id="bron:005", kind=PassageKind.NOTE, text="De leider verdeelt het werk.")
    assert not is_condensed("Volgens Auteur verdeelt de leider het werk.", note)


def test_two_nouns_do_not_change_places_around_a_verb() -> None:
    passage = replace(TEXT, id="bron:006", text="In netwerken sturen leiders partijen.")
    assert is_condensed("Leiders sturen partijen in netwerken.", passage)
    for claim in (
        "In netwerken sturen partijen leiders.",
        "Partijen sturen leiders in netwerken.",
        "Partijen sturen in netwerken leiders.",
    ):
        assert not is_condensed(claim, passage)


def test_a_passage_that_does_not_say_it_is_no_evidence() -> None:
    other = replace(TEXT, id="bron:007", text="Een leider verbindt partijen.")
    assert not is_condensed("Openheid leidt tot vertrouwen.", other)


@pytest.mark.parametrize(
    "claim",
    [
        "Bij ontwerp noemt tabel 1 als kans snel leren en veel ideeën.",
        "Bij de fase ontwerp is hoge kosten het risico.",
        "Kans in de fase uitvoering: vaste routine.",
    ],
)
def test_a_row_may_be_told_with_its_labels(claim: str) -> None:
    assert is_condensed(claim, TABLE)


@pytest.mark.parametrize(
    "claim",
    [
        "Bij uitvoering noemt tabel 1 als kans snel leren.",
        "Bij ontwerp noemt tabel 1 als risico snel leren.",
        "Bij ontwerp noemt tabel 1 snel leren.",
        "Snel leren is een kans.",
        "Bij ontwerp is hoge kosten geen risico.",
        "Bij ontwerp is snel leren de enige kans.",
    ],
)
def test_a_row_with_another_label_or_none_is_not_told(claim: str) -> None:
    assert not is_condensed(claim, TABLE)


def test_the_words_relied_on_are_the_sentence_that_was_condensed() -> None:
    assert find_condensed("Partners bespreken hun verwachtingen.", [TEXT], LEXICON) == SENTENCES[1]


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("deelt", "delen"), ("stopt", "stoppen"), ("leeft", "leven"), ("wijst", "wijzen"), ("ontwikkelt", "ontwikkelen"),
     ("wacht", "wachten"), ("groeit", "groeien")],
)  # fmt: skip
def test_plurals_of_verbs_follow_the_rule(singular: str, plural: str) -> None:
    assert plural_of(singular) == plural


def test_the_lists_hold_no_word_that_both_may_go_and_must_stay() -> None:
    words = load_condensed_words()
    free = words["particles"] | words["loose_particles"] | words["intensifiers"] | words["added_fronts"]
    assert not free & (words["negators"] | words["hedges"] | words["conditions"] | words["prepositions"])
    for first in set(words.family.values()):
        members = {word for word in words.family if words.family[word] == first}
        assert not members & words["negators"]


def test_numbers_and_signs_are_tokens() -> None:
    assert tokens_of("Zo'n 2,5% (van de 'winst') – ruim.") == (
        "zo'n",
        "2,5",
        "procent",
        "(",
        "van",
        "de",
        "winst",
        ")",
        ",",
        "ruim",
    )
