"""Every Dutch text of the study companion in the terminal and in the browser; what it makes is in study/texts.py."""

HELP_PRACTISE = "oefen met vragen uit de bibliotheek"
DESCRIBE_PRACTISE = (
    "Maakt oefenvragen uit de bibliotheek, elk met vindplaats en uitleg. In een terminal stelt de opdracht ze één voor één; "
    "met --blad, --json of --uit krijg je ze in één keer."
)
HELP_CARDS = "leer met kaarten of neem ze mee naar Anki"
DESCRIBE_CARDS = (
    "Toont welke kaarten vandaag aan de beurt zijn en plant ze na je oordeel opnieuw in. Met --uit schrijf je kaarten weg "
    "voor Anki (.apkg) of een rekenblad (.csv)."
)
HELP_GUIDE = "schrijf een studiegids bij een bron of thema"
HELP_VIEWS = "zet naast elkaar wie wat zegt over een thema"
HELP_KIT = "schrijf een lesblad met antwoordblad"
HELP_MAP = "teken een mindmap van een bron of thema"
HELP_SOURCES = "alleen deze bron(nen), bijvoorbeeld: --bron boonstra"
HELP_THEMES = "alleen dit thema of deze thema's, bijvoorbeeld: --thema vertrouwen"
HELP_ABOUT = "alleen wat over dit onderwerp gaat, bijvoorbeeld: --over faalfactoren"
HELP_PHASES = "alleen deze fase(n): strategie, partnerkeuze, ontwerp, management, evaluatie, einde"
HELP_DISCIPLINES = "alleen deze discipline(s): {known}"
HELP_LEVELS = "alleen dit niveau: {known}"
HELP_KINDS = "alleen deze soort(en) vragen: {known}"
HELP_COUNT = "aantal vragen (standaard {count})"
HELP_SEED = "startgetal: hetzelfde getal geeft dezelfde vragen (anders elke keer andere)"
HELP_JSON = "toon één JSON-object per regel"
HELP_SHEET = "toon alle vragen onder elkaar, met de antwoorden achteraan"
HELP_QUIZ_OUT = "schrijf de vragen naar een bestand: .xml (Moodle), .gift, .csv of .docx"
HELP_CARDS_OUT = "schrijf de kaarten naar een bestand: .apkg (Anki) of .csv"
HELP_DOCUMENT_OUT = "schrijf naar een bestand: .md of .docx (anders naar het scherm)"
HELP_KIT_OUT = "bestand voor het lesblad: .docx (of .md)"
HELP_MAP_OUT = "bestand voor de mindmap: .svg (anders naar het scherm)"
HELP_LEARNER = "naam van wie leert; per naam wordt de voortgang bewaard (standaard: {name})"
HELP_THEME = "het thema, bijvoorbeeld: vertrouwen, leiderschap, conflict, macht"
HELP_SECTION = 'alleen secties met deze woorden in de titel, bijvoorbeeld: --sectie "Mislukking en succes"'
DEFAULT_LEARNER = "ik"

FEWER = "Met deze keuze zijn er {made} vragen te maken, niet {wanted}."
WRITTEN = "Geschreven: {file}"
SHEET_QUESTIONS, SHEET_ANSWERS = "Vragen", "Antwoorden"
SHEET_TITLE = "Oefenvragen"
ASK_CHOICE = "Je antwoord (letter, Enter om over te slaan, q om te stoppen): "
ASK_OPEN = "Je antwoord (lege regel om te eindigen, q om te stoppen):"
ASK_GRADE = "Hoe ging het? 1 opnieuw, 2 moeilijk, 3 goed, 4 makkelijk (q om te stoppen): "
ASK_TURN = "Enter voor de achterkant (q om te stoppen): "
RIGHT, WRONG = "Goed.", "Niet goed. Het juiste antwoord is {letter}: {option}"
SKIPPED = "Overgeslagen. Het juiste antwoord is {letter}: {option}"
NOT_A_LETTER = "Kies een van de letters {letters}."
NOT_A_GRADE = "Kies 1, 2, 3 of 4."
SCORE = "{right} van de {asked} goed."
QUESTION_HEAD = "{number} van {count} · {kind} · {level}"
MARK_HEADINGS = {
    "genoemd": "Genoemd",
    "deels": "Deels genoemd",
    "ontbreekt": "Ontbreekt nog",
    "tegengesproken": "Klopt niet met de bron",
}
MARK_VERDICTS = {
    "right": "Je antwoord is volledig.",
    "partly": "Je antwoord klopt voor een deel.",
    "wrong": "Je antwoord spreekt de bron tegen.",
    "off_topic": "Je antwoord gaat over iets anders dan gevraagd.",
}
MARK_LINE = "- {text} {marker}"
MARK_CONTRADICTS = "- Je schrijft: “{said}” In de bron staat: {text} {marker}"
CARDS_NONE = "Vandaag zijn er geen kaarten meer aan de beurt."
CARDS_DUE = "{due} kaarten om te herhalen, {new} nieuw."
CARD_CHANGED = "Let op: de passage bij deze kaart is veranderd sinds je hem leerde."
CARD_NEXT = "Deze kaart komt terug op {moment}."
CARDS_WRITTEN = "{count} kaarten geschreven naar {file}; {changed} daarvan zijn gewijzigd sinds de vorige keer."

# The page in the browser
TITLE = "Studie"
INTRO = (
    "Oefenvragen, kaarten, studiegidsen en lesbladen, gemaakt uit de bibliotheek. Bij alles staat waar het vandaan komt; "
    "er komt geen taalmodel aan te pas."
)
BACK = "Terug naar Studie"
CHOOSE = "Kies waarover"
FIELD_ABOUT = "Onderwerp"
FIELD_ABOUT_HINT = "bijvoorbeeld: faalfactoren"
FIELD_SOURCE, FIELD_THEME, FIELD_PHASE = "Bron", "Thema", "Fase"
FIELD_DISCIPLINE, FIELD_LEVEL, FIELD_COUNT = "Discipline", "Niveau", "Aantal vragen"
ALL = "alles"
MAKE = "Wat wil je maken?"
MAKE_QUIZ, MAKE_CARDS, MAKE_GUIDE = "Quiz", "Kaarten", "Studiegids"
MAKE_VIEWS, MAKE_KIT, MAKE_MAP = "Wie zegt wat", "Lesblad", "Mindmap"
QUIZ_TITLE = "Quiz"
QUIZ_CHECK = "Kijk na"
QUIZ_AGAIN = "Nieuwe vragen"
QUIZ_EXPORT = "Neem mee:"
QUIZ_OPEN_LABEL = "Je antwoord op vraag {number}"
QUIZ_OPEN_HINT = "Schrijf in een paar zinnen wat je weet."
QUIZ_YOURS = "jouw keuze"
QUIZ_RIGHT_MARK = "juist"
QUIZ_NOT_ANSWERED = "Niet ingevuld."
QUIZ_EXPLANATION = "Uitleg en vindplaatsen"
CARDS_TITLE = "Kaarten"
CARDS_LEFT = "{due} om te herhalen, {new} nieuw voor vandaag."
CARDS_TURN = "Draai om"
CARDS_GRADE = "Hoe ging het?"
GRADES = {1: "Opnieuw", 2: "Moeilijk", 3: "Goed", 4: "Makkelijk"}
CARDS_FORGET = "Wis mijn voortgang"
DOWNLOAD = {
    "xml": "Moodle XML", "gift": "GIFT", "csv": "CSV", "docx": "Word", "apkg": "Anki", "md": "Markdown", "svg": "SVG",
}  # fmt: skip
TOO_FAST = "Dat zijn veel aanvragen achter elkaar. Wacht een minuut en probeer het opnieuw."
FILE_NAMES = {"oefenen": "quiz", "kaarten": "kaarten", "gids": "studiegids", "lesblad": "lesblad", "mindmap": "mindmap",
              "wie-zegt-wat": "wie-zegt-wat"}  # fmt: skip
