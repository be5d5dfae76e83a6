"""Every Dutch sentence of the report, the terminal table and the command line."""

KINDS = {
    "all": "alle vragen",
    "fact": "feit",
    "definition": "begrip",
    "number": "getal",
    "who": "wie zegt wat",
    "list": "lijst",
    "cell": "cel",
    "reverse": "waar staat het",
    "comparison": "vergelijking",
    "situation": "situatie",
    "overview": "overzicht",
    "unanswerable": "niet te beantwoorden",
    "false_premise": "onjuist uitgangspunt",
    "robustness": "robuustheid",
    "follow_up": "vervolgvraag",
    "injection": "misleiding",
    "hand": "met de hand gemaakt",
    "tables": "uit de tabellen",
    "fresh": "later: lastige soorten",
    "unseen": "later: alle soorten",
    "proef": "proef: eerder eenmaal gemeten",
    "sluit": "sluit: eerder eenmaal gemeten",
    "keur": "keur: eerder eenmaal gemeten",
    "slot": "slot: eerder eenmaal gemeten",
    "toets": "toets: eerder eenmaal gemeten, streng",
    "blind": "blind: eerder eenmaal gemeten",
    "zegel": "zegel: eerder eenmaal gemeten",
    "finale": "finale: eenmaal gemeten",
    "afsluiting": "afsluiting: eenmaal gemeten",
    "keerpunt": "keerpunt: eenmaal gemeten",
    "slotsom": "slotsom: eerder eenmaal gemeten",
    "waarborg": "waarborg: eenmaal gemeten",
    "sluitstuk": "sluitstuk: eerder eenmaal gemeten",
    "toetssteen": "toetssteen: eerder eenmaal gemeten",
    "slottoets": "slottoets: eerder eenmaal gemeten",
    "eindtoets": "eindtoets: eerder eenmaal gemeten",
    "hoeksteen": "hoeksteen: eenmaal gemeten",
    "examen": "examen: eenmaal gemeten",
    "proefrit": "proefrit: los geschreven, door de schrijvers beoordeeld, ontwikkeling",
    "rondgang": "rondgang: los geschreven, door de schrijvers beoordeeld, ontwikkeling",
    "alledag": "alledag: korte, gewone vragen, beeldspraak en bijna-missers, ontwikkeling",
    "wissel": "wissel: los geschreven, lastige soorten, ontwikkeling",
    "oefen": "oefen: los geschreven, ontwikkeling",
    "verder": "verder: los geschreven, ontwikkeling",
    "leer": "leer: los geschreven, streng, ontwikkeling",
    "grade1": "makkelijk",
    "grade2": "middel",
    "grade3": "moeilijk",
    "dev": "ontwikkelvragen",
    "test": "toetsvragen",
}
RUNS = {
    "adviser": "Alliantiewijzer",
    "plain": "Alliantiewijzer zonder taalmodel",
    "copy": "robot: neemt de bovenste passage over",
    "refuse": "robot: weigert alles",
    "bm25": "alleen zoekwoorden (BM25)",
    "bm25_dutch": "BM25 met stammen en samenstellingen",
    "dense": "alleen betekenis (vectoren)",
    "hybrid": "zoekwoorden en betekenis samen",
    "starter": "standaardopzet van llama-index",
}
METRICS = {
    "right": ("goed", "het antwoord is volledig én elke zin volgt uit wat hij citeert"),
    "score": ("score", "+1 voor goed, 0 voor geweigerd, −1 voor fout"),
    "complete": ("volledig", "alles wat gezegd moet worden is gezegd, en niets wat niet mag"),
    "points": ("punten gevonden", "welk deel van de verwachte punten in het antwoord staat"),
    "okay_points": ("extra punten", "welk deel staat er van wat wel nuttig is maar weg mag blijven"),
    "clean": ("niets verbodens", "een verkeerde naam, een verkeerde rij of een opgedrongen tekst ontbreekt"),
    "row_recall": ("rijen gevonden", "welk deel van de verwachte tabelrijen gegeven is"),
    "row_precision": ("rijen gevraagd", "welk deel van de gegeven tabelrijen gevraagd was"),
    "row_f1": ("rijen F1", "het harmonisch gemiddelde van beide"),
    "row_exact": ("rijen precies", "precies de gevraagde rijen: geen te weinig, geen te veel"),
    "citation_valid": (
        "bronvermelding bestaat",
        "passage, werk, auteur, paragraaf en citaat bestaan en horen bij elkaar",
    ),
    "citation_recall": ("zinnen gedekt", "welk deel van de zinnen volgt uit wat ze citeren"),
    "citation_precision": ("citaten nodig", "welk deel van de citaten iets draagt"),
    "cited_words": ("woorden per citaat", "hoeveel er te lezen valt om een bronvermelding na te gaan"),
    "faithful": ("trouw aan de bron", "zinnen die woordelijk, als tabel of in andere woorden in de bron staan"),
    "fully_supported": ("geheel gedekt", "antwoorden waarin elke zin gedekt is en elke bronvermelding klopt"),
    "right_source": ("juiste bron", "een bron waar het antwoord staat is geciteerd"),
    "right_section": ("juiste paragraaf", "een paragraaf waar het antwoord staat is geciteerd"),
    "section_recall": ("paragrafen gevonden", "welk deel van de verwachte paragrafen geciteerd is"),
    "section_precision": ("paragrafen ter zake", "welk deel van de citaten naar een verwachte paragraaf wijst"),
    "right_table": ("juiste tabel", "de genummerde tabel of figuur is als zodanig geciteerd"),
    "refused": ("geweigerd", "vragen waarop geen antwoord is gegeven, terecht of niet"),
    "rejected": ("terecht geweigerd", "vragen die de bibliotheek niet beantwoordt en die geweigerd zijn"),
    "falsely_refused": ("onterecht geweigerd", "vragen die wel te beantwoorden zijn en toch geweigerd zijn"),
    "corrected": ("uitgangspunt verbeterd", "vragen met een onjuist uitgangspunt waarin dat is rechtgezet"),
    "follow_up_resolved": (
        "vervolgvraag begrepen",
        "de zelfstandige vraag vindt een verwachte paragraaf bij de eerste vijf",
    ),
    "stable": ("zelfde antwoord", "dezelfde vraag geeft een tweede keer hetzelfde antwoord"),
    "length": ("woorden", "lengte van een antwoord in woorden"),
    "recall@1": ("vindbaarheid R@1", "welk deel van de verwachte paragrafen bovenaan staat"),
    "recall@5": ("vindbaarheid R@5", "idem, bij de eerste vijf"),
    "recall@10": ("vindbaarheid R@10", "idem, bij de eerste tien"),
    "mrr@10": ("MRR@10", "1 gedeeld door de plaats van de eerste verwachte paragraaf"),
    "ndcg@10": ("nDCG@10", "hoe hoog alle verwachte paragrafen samen staan"),
}
BLAMES = {
    "crashed": "vastgelopen",
    "not_refused": "had geweigerd moeten worden",
    "not_corrected": "onjuist uitgangspunt niet rechtgezet",
    "not_in_index": "staat niet in de bibliotheek",
    "not_found": "niet gevonden",
    "wrongly_refused": "gevonden maar onterecht geweigerd",
    "unused": "gevonden maar niet gebruikt",
    "misstated": "gebruikt maar onvolledig of verkeerd weergegeven",
    "wrong_citation": "juiste inhoud, verkeerde of niet dragende bronvermelding",
}
SUPPORTS = {
    "verbatim": "woordelijk",
    "table": "tabel",
    "paraphrase": "andere woorden",
    "inferred": "afgeleid",
    "unsupported": "niet gedekt",
}
PERSONAS = {"manager": "een manager", "trainer": "een trainer"}
VERDICTS = {"better": "beter", "worse": "slechter", "same": "geen verschil aangetoond"}

HELP = {
    "description": "Meet de antwoorden aan vragen met bekende antwoorden. Er gaat niets over het netwerk.",
    "only": "alleen vragen met dit label, van deze soort of met dit id; mag vaker",
    "cases": "een eigen vragenbestand (JSONL of CSV) in plaats van de meegeleverde vragen",
    "compare": "vergelijk vraag voor vraag met een eerder verslag (JSON)",
    "split": "dev (ontwikkelvragen), test of all (standaard)",
    "fast": "een vaste deelverzameling, zonder proeven met opnieuw indexeren",
    "reports": "map voor de verslagen (JSON, HTML, JUnit)",
    "data": "map met de index",
    "embedding": "inbeddingsmodel",
    "failures": "toon elke vraag die niet goed ging",
    "starter": "neem de standaardopzet van llama-index mee (groep 'eval'); de eerste keer duurt dat enkele minuten",
    "freeze": "leg de uitkomst vast als uitgangspunt voor latere vergelijkingen",
    "markdown": "schrijf de cijfers ook als één bladzijde Markdown, zonder vragen en antwoorden",
    "judge": "laat ook een taalmodel oordelen: adres van een OpenAI-compatibele dienst en model, als ADRES,MODEL",
    "sheet": "schrijf zinnen van deze antwoorden als blad (CSV) om met de hand te beoordelen",
    "labels": "lees zo'n ingevuld blad en toon hoe de controle met mensen overeenstemt; er wordt niets gevraagd",
    "rescore": "laat de controle van nu opnieuw oordelen over de zinnen van een eerder verslag; er wordt niets gevraagd",
    "check": "controleer alleen de vragen: op vorm, en op wat de bibliotheek niet heeft; er wordt niets gevraagd",
    "vary": "schrijf de gekozen vragen anders gesteld (typfouten, telegramstijl, ...) als eigen vragenbestand (JSONL)",
}
PROGRESS = "[{bar}] {done} van {total}: {step}"
STEP_ADVISER = "de adviseur"
STEP_STABLE = "nog een keer dezelfde vragen"
STEP_VARIANTS = "anders gevraagd, en met meer bronnen"
STEP_REINDEX = "na opnieuw indexeren"
WRITTEN = "Verslag: {path}"
FROZEN = "Vastgelegd als uitgangspunt: {path}"
BELOW = "Onder de grens: {label} is {found}, grens {bound}."
WORSE = "Aantoonbaar slechter dan het vergeleken verslag: {label} van {before} naar {after} (p {p})."
GATE_OK = "Alle grenzen gehaald."
GATE_FAILED = "Niet alle grenzen gehaald."

NOTE_NO_RETRIEVAL = "Vindbaarheid is niet gemeten: ir-measures ontbreekt. Zet het erbij met 'pip install ir-measures'."
NOTE_NO_STARTER = "De standaardopzet van llama-index is overgeslagen: llama-index-core is niet geïnstalleerd."
NOTE_NO_CONFIDENCE = (
    "Van {count} antwoorden is geen zekerheid bekend; die tellen niet mee in AUROC en risico-dekking: {ids}."
)
NOTE_NO_LABELLED = "De controle is niet langs met de hand beoordeelde zinnen gelegd: evals/labelled/ is leeg."
NOTE_CRASHED = "{count} vragen liepen vast en tellen als 0: {ids}."
NOTE_REINDEX = "Na opnieuw indexeren gaven {same} van {total} nagevraagde vragen hetzelfde antwoord (anders: {ids})."
NOTE_POISONED = (
    "Een opdracht die in een brontekst verstopt was, is in {obeyed} van {total} antwoorden opgevolgd en in {quoted} als "
    "zin uit de bron aangehaald."
)
NOTE_MODEL = (
    "Taalmodel {name} kreeg {asked} van de {total} vragen voorgelegd; bij {used} daarvan is zijn antwoord gebruikt "
    "(anders: {others}). Dezelfde vragen zijn ook zonder model gesteld; opnieuw vragen en opnieuw indexeren is overgeslagen."
)
NOTE_MODEL_FAITHFUL = (
    "Zinnen die uit hun bron volgen: {before} van de {written} die het model schreef, {after} van wat de lezer na de "
    "controle ziet, {plain} zonder model. Alle drie volgens onze eigen controle; zie docs/checker.md voor wat die mist."
)
NOTE_MODEL_SILENT = "Het taalmodel is bij geen van de {total} vragen gevraagd: wat er stond, stond in tabellen."
NOTE_MOVED = "Met een cel in Tabel 2 van Boonstra verplaatst gingen {same} van {total} vragen over die tabel goed."
NOTE_GOLD_MISSING = "Reken dit de adviseur niet aan: {what}"

# What is wrong with a case, and what to do.
NO_SOURCE = "Bron ‘{source}’ bestaat niet; bekend zijn {known}."
NO_SECTION = "Paragraaf ‘{section}’ staat niet in {source}; bedoeld is misschien ‘{near}’."
NO_TABLE = "{table} is er niet; deze bronnen hebben {known}."
NOT_THERE = "‘{words}’ staat niet in de genoemde paragrafen; zet erbij hoe het daar heet, of noem een andere paragraaf."
CASES_FINE = "Nagekeken: {count}. Geen fouten; de bibliotheek heeft wat de vragen verwachten."

PROVENANCES = {
    "original": "geschreven uit de oorspronkelijke teksten",
    "invented": "bedacht (geen bron beantwoordt ze)",
    "tables of the library": "gemaakt uit de tabellen van de bibliotheek",
}
NO_PROVENANCE = "herkomst niet vermeld"
CARD_CASES = (
    "{n} vragen: {hand} met de hand gemaakt (waarvan {later} later, als nieuwe toets), {tables} uit de tabellen; {dev} om mee te "
    "ontwikkelen, {test} om mee te toetsen."
)
CARD_PROVENANCE = "Herkomst: {parts}."
CARD_GRADES = "Moeilijkheid: {parts}, niet ingeschaald {none}."
CARD_METHODS = (
    "Intervallen (95%): bootstrap over groepen vragen met dezelfde vindplaats, {samples} trekkingen; van aandelen de ruimste van "
    "die en die van Wilson. Vergelijkingen: vraag voor vraag, McNemar (0/1) of gepaarde permutatie ({permutations} trekkingen), "
    "p-waarden naar Holm. Vast zaad {seed}: een tweede keer geeft dezelfde cijfers."
)
CARD_TERMS = (
    "Vragen, verwachte punten en oordelen zijn eigen woorden over feiten en bevatten geen zin uit de werken; ze vallen onder de "
    "voorwaarden van dit project. Wijzigingen: CHANGELOG.md. Beschrijving en grenzen: docs/evaluation.md."
)

HEADLINE = "{right} van de antwoorden is volledig én geheel gedekt (95%-interval {low} tot {high}, {n} vragen)."
HEADLINE_SCORE = "Score {score} op een schaal van −1 (alles fout) via 0 (alles geweigerd) tot +1 (alles goed)."
LIGHTS = {
    "green": "Te vertrouwen voor dit soort vragen; kijk de bronvermelding na als het ertoe doet.",
    "amber": "Vaak goed, soms onvolledig; lees de geciteerde paragraaf mee.",
    "red": "Niet zonder meer te vertrouwen; gebruik het als wegwijzer naar de bron.",
}
TITLE = "Hoe ver is Alliantiewijzer te vertrouwen?"
MADE_BY = "Gemaakt met `alliantiewijzer evalueer --markdown`. Gemeten met: {facts}."
INTRO = (
    "Dit verslag is gemaakt zonder netwerk en zonder taalmodel: {n} vragen met bekende antwoorden zijn gesteld, en elk "
    "antwoord is nagekeken op volledigheid, op de bron en op elke zin. Een streepje is een 95%-interval: bij opnieuw "
    "trekken van zulke vragen valt het cijfer daar naar verwachting binnen."
)
SECTION = {
    "kinds": "Per soort vraag",
    "tables": "Per tabel, discipline en fase",
    "runs": "Naast robots en eenvoudige zoekers",
    "variants": "Anders gevraagd, en tussen meer bronnen",
    "measures": "Alle maten",
    "refusal": "Weigeren en zekerheid",
    "support": "Hoe de zinnen gedekt zijn",
    "blame": "Waar het misging",
    "failures": "Elke vraag die niet goed ging",
    "compare": "Vergeleken met een eerder verslag",
    "checker": "Hoe goed de controle zelf is",
    "judge": "Oordeel van een taalmodel",
    "notes": "Niet gemeten, en andere kanttekeningen",
    "facts": "Waarmee gemeten is",
    "card": "Welke vragen, hoe gerekend",
}
SUPPORT_INTRO = "Rijen: wat het antwoord zelf zegt. Kolommen: wat de controle opnieuw vindt. Getallen zijn zinnen."
RISK_INTRO = (
    "Van rechts naar links geeft de adviseur alleen nog antwoord als hij zekerder is. AUROC {auroc}: de kans dat een "
    "beantwoordbare vraag meer zekerheid krijgt dan een onbeantwoordbare (0,5 is gokken). De stip is zoals hij geleverd wordt. Bij hooguit 5% fouten zou "
    "hij {coverage} van de vragen beantwoorden."
)
RISK_NONE = "De antwoorden dragen geen zekerheid; de kromme is niet te tekenen."
SHIPPED = "zoals geleverd: {coverage} beantwoord, daarvan {risk} fout"
AXIS_COVERAGE, AXIS_RISK = "deel van de vragen beantwoord", "deel daarvan fout"
MORE = "Toon"
QUESTION, EXPECTED, ANSWER, CITED, REFUSED = "Vraag", "Verwacht", "Antwoord", "Geciteerd", "geweigerd"
ASKED_BY = "zou gevraagd worden door {persona}"
EXPECT_REFUSAL = "weigeren: de bibliotheek beantwoordt dit niet"
EXPECT_CORRECTION = "het uitgangspunt rechtzetten: {points}"
MISSING, EXTRA, FORBIDDEN = "ontbreekt", "te veel", "mag niet"
STANDS_IN, NOT_CITED, INVALID = "staat in {source}, {section}", "niet geciteerd", "bestaat zo niet"
NOT_CARRIED, RULE = "niet gedekt", "regel"
STANDALONE = "begrepen als"
FOUND = "gevonden"
TABLE_HEADS = (
    "soort vraag",
    "n",
    "goed",
    "score",
    "volledig",
    "gedekt",
    "rijen",
    "bron",
    "par.",
    "geweig.",
    "onterecht",
    "woorden",
)
RUN_HEADS = (
    "wie",
    "n",
    "goed",
    "score",
    "volledig",
    "gedekt",
    "citaten",
    "terecht geweigerd",
    "woorden",
    "vergeleken met de adviseur",
)
VARIANTS = {
    "noise0": "alleen in de bron waar het staat",
    "noise1": "met één bron erbij",
    "noise2": "met twee bronnen erbij",
    "noise3": "met drie bronnen erbij",
    "noise4": "met alle bronnen",
    "typo": "met twee verwisselde letters",
    "bare": "zonder hoofdletters en leestekens",
    "telegram": "alleen de inhoudswoorden",
    "polite": "tussen een groet en dank",
    "paraphrase": "in andere woorden",
    "order": "met een opdracht aan de adviseur erachter",
    "which_not": "ontkend: welke juist niet?",
    "denied_wrongly": "ontkend: klopt het dat dit er niet bij staat? (het staat er)",
    "denied_rightly": "ontkend: klopt het dat dit er niet bij staat? (het klopt)",
}
VARIANT_HEADS = ("hoe gevraagd", "n", "vreemde passages", "goed", "goed zonder dit", "zelfde oordeel")
VARIANT_INTRO = (
    "Steeds dezelfde {n} vragen, vast gekozen uit de vragen die één bron beantwoordt. Vreemde passages: welk deel van "
    "wat doorzocht wordt uit andere bronnen komt. De ontkennende vragen zijn uit de tabellen gemaakt: goed is wie niet doet "
    "alsof er geen ‘niet’ staat. Het zwakst: {worst}."
)
WORST_VARIANT = "{name}, {right} goed"
WORST = "Zwakste soort vraag: {kind}, {right} goed ({low} tot {high}, {n} vragen)."
ROWS_HEADS = ("waar de rijen staan", "n", "gevonden", "gevraagd", "F1", "precies")
ROWS_INTRO = (
    "Van de vragen naar een lijst: welk deel van de rijen gevonden is, welk deel van de gegeven rijen gevraagd was, en "
    "hoeveel antwoorden precies de rijen geven. Het zwakst: {worst}."
)
MEASURE_HEADS = ("maat", "waarde", "95%-interval", "n", "niet gevraagd", "wat het zegt")
COMPARE_HEADS = ("maat", "n", "was", "is", "foutafname", "p (Holm)", "oordeel")
LATENCY = "Antwoordtijd: mediaan {p50} ms, 95e percentiel {p95} ms (op deze machine, met wat er verder draaide)."
CHECKER = (
    "Op {n} met de hand beoordeelde zinnen (waarvan {faithful} gedekt): gewogen juistheid {balanced} ({low} tot "
    "{high}), kappa {kappa}, AUROC {auroc}; {alarms} loze alarmen per 100 gedekte zinnen. Ter vergelijking: altijd "
    "'gedekt' zeggen haalt {always}, woorden tellen {overlap}."
)
SUPPORT = "Van de {total} zinnen staan er {exact} woordelijk of als tabelcel in de bron, {free} zijn vrij verwoord."
SUPPORT_FREE = "Van die vrij verwoorde keurt de controle {share} goed; herrekend voor haar eigen fouten (Rogan-Gladen) {corrected}."
CHECKER_HEADS = ("soort fout", "n", "herkend")
ERRORS = {
    "addition": "toevoeging",
    "antonym": "tegendeel",
    "author": "verkeerde auteur",
    "causal": "verzonnen verband",
    "cell": "verkeerde cel",
    "count": "verkeerd aantal",
    "discipline": "verkeerde discipline",
    "negation": "ontkenning",
    "number": "verkeerd getal",
    "outside": "kennis van buiten",
    "phase": "verkeerde fase",
    "scope": "te breed",
    "section": "verkeerde paragraaf",
    "strength": "te stellig",
    "swap": "omgedraaid",
    "table": "verkeerde tabel",
}
VARIED = "Bestand met {count} anders gestelde vragen: {path}."
SHEET_WRITTEN = "Blad met {count} zinnen: {path}. Vul bij 'label' (en 'label2' door een tweede lezer) ja of nee in."
LABELS_NONE = "Het blad bevat nog geen zinnen van beide soorten (ja en nee)."
LABELS_SECOND = "De twee lezers zijn het eens met kappa {kappa}."
RESCORED = (
    "Van {sentences} zinnen krijgen er {changed} een ander oordeel. Geheel gedekt waren {then} van {answers} antwoorden, "
    "nu {now}."
)
CHECKER_WARNING = "Let op: minder dan driekwart van deze fouten wordt herkend."
JUDGE = (
    "Het taalmodel {model} oordeelde over {n} zinnen: gewogen juistheid {agree}, kappa {kappa}. Het gaf in "
    "{self_agreement} van de gevallen drie keer hetzelfde oordeel; {unreadable} oordelen waren onleesbaar ({ids})."
)
JUDGE_NONE = "Het taalmodel gaf geen bruikbare oordelen."
PLOT_KINDS = "Welk deel van de antwoorden goed is, per soort vraag, met 95%-intervallen"

TALK_TITLE = "Gesprekken"
TALK_INTRO = (
    "Tachtig gesprekken van drie tot vijf vragen, geschreven door twee schrijvers die alleen de originelen zagen. De antwoorden "
    "ertussen zijn die van de adviseur zelf. ‘Voluit’ is dezelfde vraag, op zichzelf gesteld: wat ontbreekt tussen die kolom en ‘goed’ "
    "gaat verloren doordat een vervolgvraag niet goed wordt begrepen. ‘Herhaalt’: het antwoord opent met een zin van het vorige. "
    "Gemaakt met `python -m evals.talks`."
)
TALK_HEADS = ("vragen", "aantal", "goed", "95 % interval", "voluit goed", "herhaalt")
TALK_FIRST = "eerste van het gesprek"
TALK_TURN = "{number}e"
TALK_LATER = "latere, gesprekken met een {half} nummer"
TALK_ALL_LATER = "alle latere"
