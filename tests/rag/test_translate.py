"""Rules of foreign questions: their words are put into the library's Dutch, so that the right section is found."""

import pytest

from rag.adviser import Adviser

# Question, source and the section its answer stands in.
FOREIGN = [
    ("Which failure factors does Boonstra list for public administration?", "boonstra", "Mislukking en succes"),
    ("What did Oerlemans and Kenis conclude about open networks and new ideas?", "boonstra", "Netwerken en innovatieve"),
    ("How many alliances fail according to Boonstra?", "boonstra", "Mislukking en succes"),
    ("What is the tension between central steering and local freedom?", "boonstra", "Centrale sturing"),
    ("Quelles leçons Hilhorst tire-t-elle de la coopération au développement ?", "boonstra", "Alliantievorming in ontwikk"),
    ("Welche Vorteile hat ein partnerschaftliches Vorgehen in der Gebietsentwicklung?", "boonstra", "Vormgeven aan publiek-pr"),
    ("What is a cross-sector partnership according to the TNO report?", "tno", "2.1 Definitie"),
    ("How long was the delay of the HSL-Zuid and by how much was it over budget?", "tno", "4.1"),
    ("Why are quick wins useful for the commitment of partners?", "tno", "3.5.2 Integratie evaluatietijdspaden"),
    ("Welche drei Phasen hat der Lebenszyklus einer Allianz laut TNO?", "tno", "3.1.2 Alliantielevenscyclus"),
    ("Welche Erfolgsfaktoren nennt TNO für die Managementphase?", "tno", "3.4"),
    ("Quel était le rôle de la confiance dans l'alliance de la Waardse Alliantie ?", "tno", "4.2"),
    ("What does De Wit advise in the start phase to lower the waterline?", "de-wit", "Start: de waterlijn"),
    ("How do partners learn from each other in the second stage of De Wit?", "de-wit", "Gaandeweg ontdekken en leren"),
    ("Was sollen wir laut De Wit in der produktiven Phase tun?", "de-wit", "Productiviteit en meerwaarde"),
    ("Pourquoi les partenaires d'une alliance ont-ils un pied dans leur propre organisation, selon De Wit ?", "de-wit",
     "De uitgangspositie"),
    ("What is the difference between trust and reliability according to Nooteboom?", "essay", "Menselijke aspecten"),
    ("Wie viel Prozent der Allianzen sind laut dem Essay erfolgreich?", "essay", "Limieten rationele bedrijfsvoering"),
    ("Comment l'essai voit-il les éléments formels et informels dans la coopération ?", "essay", "Reflectie op formele"),
    ("Which five signatures does the workbook distinguish?", "common-eye", "Vijf signatures"),
    ("What can we do when one of our partners shows opportunistic behaviour?", "common-eye", "Opportunistisch gedrag"),
    ("Welche Merkmale haben selbstorganisierende Netzwerke?", "common-eye", "Kenmerken van zelforganiserende"),
    ("Quels types d'interventions le cahier de Common Eye distingue-t-il ?", "common-eye", "Interventietypen"),
    ("What are the rules of the game in a network?", "common-eye", "Spelregels in een netwerk"),
    ("Comment choisir nos partenaires : quelles sortes de fit y a-t-il ?", "common-eye", "Partnerselectie en fit"),
]  # fmt: skip
# A section counts as found when it is among this many of the best passages.
NEAR_TOP = 6


@pytest.mark.parametrize(("question", "source", "section"), FOREIGN)
def test_a_foreign_question_finds_the_section_of_its_answer(
    question: str, source: str, section: str, adviser: Adviser
) -> None:
    answer = adviser.ask(question)
    assert answer.language != "nl"
    found = [adviser.library.passage_by_id[passage_id] for passage_id, _ in answer.trace.found[:NEAR_TOP]]
    assert any(p.source_id == source and any(section in title for title in p.section) for p in found)
