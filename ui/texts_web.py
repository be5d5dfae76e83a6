"""Every Dutch text of the web chat: page, panel, library, messages, exports."""

LANGUAGE = "nl"
NAME = "Alliantiewijzer"
SERVING = "De chat staat klaar op {address} (stoppen met Ctrl+C)."
SERVING_HISTORY_OFF = "Gesprekken worden niet bewaard."

# The frame of every page
NAV_LABEL = "Hoofdmenu"
NAV_CHAT = "Gesprek"
NAV_LIBRARY = "Bibliotheek"
NAV_DOCUMENTS = "Documenten"
SKIP = "Naar de inhoud"
THEME = "Wissel tussen licht en donker"
LOG_OUT = "Afmelden"

# First screen
WELCOME = "Waar loop je in je samenwerking tegenaan?"
WELCOME_TEXT = (
    "Stel je vraag zoals je haar aan een collega zou stellen. Het antwoord komt alleen uit {sources} bronnen, "
    "en bij elke zin zie je wie het zegt en waar."
)
KNOWS = "Wat hij weet"
KNOWS_ITEMS = (
    "waarom samenwerkingen slagen of stuklopen",
    "partnerkeuze, fasen, vertrouwen, verschillen, macht en besturing",
    "tabellen, stellingen en oefeningen uit de bronnen",
)
KNOWS_NOT = "Wat hij niet weet"
KNOWS_NOT_ITEMS = (
    "jouw organisatie en jouw contracten",
    "wat na deze bronnen is verschenen, of op internet staat",
    "juridisch advies, prijzen en actualiteit",
)
EXAMPLES = "Probeer bijvoorbeeld"
EXAMPLES_MORE = "Andere voorbeelden"
EXAMPLE_QUESTIONS = (
    "Waarom mislukken zoveel allianties?",
    "Welke vijf faalfactoren noemt Boonstra bij Bestuurskunde?",
    "Wat is een intersectorale alliantie?",
    "Hoe kies je een goede partner?",
    "Onze partner houdt informatie achter. Wat nu?",
    "Wat is het verschil tussen een alliantie en een netwerk?",
    "Hoe bouw je vertrouwen op tussen organisaties?",
    "Noem de succesvoorwaarden bij partnerschap",
    "Welke fasen doorloopt een alliantie?",
    "Hoe ga je om met verschillen tussen partners?",
    "Hoeveel procent van de allianties mislukt volgens Boonstra?",
    "Welke rol speelt macht in een samenwerking?",
    "Welke soorten fit zijn er bij partnerselectie?",
    "Wat vraagt samenwerken van een leider?",
    "Hoe evalueer je een samenwerking?",
    "Welke paradoxen spelen in netwerken?",
    "Wat zijn valkuilen van publiek-private samenwerking?",
    "Welke gespreksvragen helpen om een samenwerking te beginnen?",
)

# Asking
ASK_LABEL = "Je vraag"
ASK_PLACEHOLDER = "Stel je vraag…"
ASK_HINT = "Enter verstuurt, Shift+Enter geeft een nieuwe regel"
ASK_FOLLOW_UP = "Vraag door…"
SEND = "Verstuur"
SOURCES_LABEL = "Zoek in"
SOURCES_ALL = "Alle bronnen"
NOTICE = "AI-systeem zonder taalmodel: antwoorden zijn zinnen uit de bibliotheek. Vul geen persoonsgegevens in."
NOTICE_MODEL = "AI-systeem met taalmodel {model}: elke zin wordt nagegaan bij de bron. Vul geen persoonsgegevens in."
MODEL_LOCAL = "{name} op deze computer ({address})"
MODEL_REMOTE = "{name} op {address}, buiten deze computer: vragen en passages gaan daarheen"
MODEL_INSIDE = "in dit programma"
MODEL_WRITING = "Het taalmodel schrijft een vloeiender antwoord; hieronder alleen zinnen die al bij de bron zijn nagegaan. Het antwoord erboven staat tot het model klaar is."
LOG_LABEL = "Gesprek"
SEARCHING = "Zoekt in de bibliotheek…"
YOU = "Jij vroeg"
ANSWER_LABEL = "Antwoord"

# An answer
CITE_LABEL = "Bron {n}: {place}"
SUPPORT_TOGGLE = "Onderbouwing"
SUPPORT_TOGGLE_HINT = "Laat per zin zien hoe zij op de bron rust"
SUPPORT_NAMES = {
    "verbatim": "letterlijk",
    "table": "uit tabel",
    "paraphrase": "parafrase",
    "inferred": "vrij verwoord",
    "unsupported": "niet onderbouwd",
}
SUPPORT_MEANINGS = {
    "verbatim": "staat woord voor woord in de bron",
    "table": "staat zo in een tabel of lijst van de bron",
    "paraphrase": "zegt in andere of minder woorden wat de bron zegt",
    "inferred": "in eigen woorden; lees in de bron na of het er zo staat",
    "unsupported": "geen bron gevonden die dit draagt",
}
SUPPORT_COUNT = "{count} {noun} niet onderbouwd en zo gemarkeerd."
FREE_COUNT = "{count} {noun} door het taalmodel vrij verwoord. Of de bron dat zegt, is niet zeker; lees hem erbij."
SUPPORT_COUNT_NOUN = ("zin is", "zinnen zijn")
COPY = "Kopieer"
COPY_HINT = "Kopieer het antwoord met bronvermelding"
COPIED = "Gekopieerd, met bronvermelding."
COPY_FAILED = "Kopiëren lukte niet. Selecteer de tekst en gebruik Ctrl+C."
SHARE = "Link"
SHARE_HINT = "Kopieer een link die deze vraag opnieuw stelt"
SHARED = "De link naar deze vraag is gekopieerd."
SHOW_SOURCES = "{count} {noun}"
SHOW_SOURCES_NOUN = ("vindplaats", "vindplaatsen")
FOLLOW_UPS = "Je kunt doorvragen"

# How it came about
TRACE = "Hoe kwam dit tot stand?"
TRACE_STEPS = {
    "understand": "Vraag begrepen",
    "retrieve": "Bibliotheek doorzocht",
    "compose": "Antwoord samengesteld",
    "check": "Elke zin nagegaan bij de bron",
    "generate": "Antwoord geschreven door het taalmodel",
}
TRACE_ASKED = "als: ‘{question}’"
TRACE_KIND = "soort vraag: {kind}"
TRACE_SEARCHED = "gezocht op: {words}"
TRACE_FOUND = "{count} passages bekeken, {used} gebruikt"
TRACE_COMPOSED = "{count} {noun}, {citations} {places}"
TRACE_COMPOSED_NOUN = ("zin", "zinnen")
TRACE_REFUSED = "te weinig houvast gevonden om te antwoorden"
TRACE_TOTAL = "Samen {total} ms. Model voor het zoeken: {embedding}. Bibliotheek {index}."
TRACE_USED = "gebruikt"
TRACE_UNUSED = "niet gebruikt"
TRACE_PASSAGES = "Gevonden passages"
MILLISECONDS = "{value} ms"

# Refusal
REFUSAL_TITLES = {
    "not_in_sources": "Dit staat niet in de bibliotheek",
    "off_topic": "Hierover gaat de bibliotheek niet",
    "wrong_premise": "Dat klopt niet helemaal",
    "unclear": "Wat bedoel je precies?",
}
REFUSAL_NEAREST = "Wat in de buurt komt"
REFUSAL_INSTEAD = "Vraag in plaats daarvan"
REFUSAL_ASK_SECTION = "Wat zegt {short} over ‘{section}’?"
REFUSAL_ASK_GENERAL = ("Waarom mislukken zoveel allianties?", "Hoe kies je een goede partner?")
TITLES_OF_ANY_TEXT = frozenset(
    (
        "inleiding",
        "samenvatting",
        "conclusie",
        "conclusies",
        "voorwoord",
        "slot",
        "tot slot",
        "bijlagen",
        "literatuur",
        "noten",
    )
)
NEAREST_PANEL_TITLE = "In de buurt"

# Source panel
PANEL_LABEL = "Bronnen bij het antwoord"
PANEL_TITLE = "Bronnen"
PANEL_EMPTY = "Hier verschijnt bij elk antwoord wie het zegt en waar: auteur, paragraaf en de woorden zelf."
PANEL_CLOSE = "Sluit de bronnen"
ORIGIN_NAMES = {"dossier": "dossier", "original": "origineel"}
ORIGIN_MEANINGS = {
    "dossier": "Onze getrouwe weergave van de bron, in eigen woorden",
    "original": "De tekst van de bron zelf",
}
UNKNOWN_AUTHOR = "Auteur onbekend"
NO_YEAR = "z.j."
PAGE = "p. {page}"
NO_QUOTE = "De aangehaalde woorden staan niet meer zo in de bibliotheek en worden daarom niet getoond."
OPEN_IN_LIBRARY = "Lees verder in de bibliotheek"
MORE_ROWS = "{count} andere rijen"
MORE_ROWS_ONE = "1 andere rij"
CARD_LABEL = "Bron {n}: {author}, {place}"

# Conversations
HISTORY_LABEL = "Eerdere gesprekken"
HISTORY_NEW = "Nieuw gesprek"
HISTORY_SEARCH = "Zoek in gesprekken"
HISTORY_EMPTY = "Nog geen gesprekken."
HISTORY_NONE_FOUND = "Niets gevonden."
HISTORY_OPEN = "Toon gesprekken"
HISTORY_CLOSE = "Sluit gesprekken"
HISTORY_RENAME = "Hernoem ‘{title}’"
HISTORY_DELETE = "Verwijder ‘{title}’"
HISTORY_RENAME_PROMPT = "Nieuwe naam voor dit gesprek"
HISTORY_DELETE_CONFIRM = "Dit gesprek verwijderen? Dat kan niet ongedaan worden gemaakt."
HISTORY_DELETE_ALL = "Wis alles"
HISTORY_DELETE_ALL_CONFIRM = "Al je gesprekken op deze computer wissen? Dat kan niet ongedaan worden gemaakt."
HISTORY_OFF = "Deze chat bewaart geen gesprekken."
KEEP_NOTHING = "Niets bewaren"
KEEP_NOTHING_HINT = "Nieuwe gesprekken verdwijnen zodra de chat stopt of na een uur"
EXPORT = "Bewaar dit gesprek als"
EXPORT_DOCX = "Word"
EXPORT_MARKDOWN = "Markdown"
SAVE = "Bewaar"
CANCEL = "Annuleer"
CONFIRM_DELETE = "Verwijder"

# Feedback
FEEDBACK_UP = "Hier heb ik iets aan"
FEEDBACK_DOWN = "Dit klopt niet of helpt niet"
FEEDBACK_REASONS_TITLE = "Wat is er mis?"
FEEDBACK_REASONS = {
    "klopt_niet": "klopt niet",
    "bron_klopt_niet": "bron klopt niet",
    "onvolledig": "onvolledig",
    "niet_gevonden": "niet gevonden",
}
FEEDBACK_KEPT = "Je vraag en dit antwoord worden bij je oordeel bewaard."
FEEDBACK_SEND = "Stuur oordeel"
FEEDBACK_THANKS = "Dank je. Je oordeel is bewaard."
FEEDBACK_EXPORTED = (
    "{count} oordelen geschreven als toetsvragen. Vul bij een oordeel ‘fout’ zelf aan wat het antwoord had moeten zijn."
)

# Messages
ERROR_TITLE = "Dat lukte niet"
ERROR_TOO_FAST = (
    "Je stelt vragen sneller dan de chat aankan ({limit} per minuut). Wacht {seconds} seconden en probeer het opnieuw."
)
ERROR_BUSY = "Het is nu druk: er wachten al {waiting} vragen. Probeer het over een paar seconden opnieuw."
ERROR_LOST = "Er kwam geen antwoord van de chat. Controleer of hij nog draait en probeer het opnieuw."
ERROR_UNEXPECTED = "Er ging iets mis dat niet was voorzien. Probeer het opnieuw; blijft het misgaan, meld het dan."
ERROR_TOO_LONG = "Je vraag telt {length} tekens; er passen er {limit}. Maak haar korter of knip haar in tweeën."
ERROR_NOT_FOUND = "Dit is er niet (meer). Misschien is het gesprek verwijderd."
ERROR_FORBIDDEN = "Dit verzoek komt niet van de chat zelf en is daarom geweigerd."
ERROR_HOST = "Deze chat luistert alleen op deze computer. Open hem via http://127.0.0.1."
ERROR_TOO_LARGE = "Dit verzoek is te groot."
ERROR_INPUT = "Dit verzoek kan niet worden gelezen."
RETRY = "Probeer opnieuw"

# Logging in
LOGIN_TITLE = "Aanmelden"
LOGIN_TEXT = "Deze chat is afgeschermd. Vul het wachtwoord in dat je van de beheerder kreeg."
LOGIN_LABEL = "Wachtwoord"
LOGIN_BUTTON = "Meld aan"
LOGIN_WRONG = "Dat wachtwoord klopt niet."
LOGIN_TOO_OFTEN = "Te vaak geprobeerd. Wacht een minuut en probeer het opnieuw."

# Library
LIBRARY_TITLE = "Bibliotheek"
LIBRARY_TEXT = (
    "Alles waar de antwoorden uit komen: {sources} bronnen, {passages} passages, {tables} tabellen en lijsten."
)
LIBRARY_SEARCH = "Zoek in de bibliotheek"
LIBRARY_SEARCH_BUTTON = "Zoek"
LIBRARY_RESULTS = "{count} {noun} met ‘{query}’"
LIBRARY_RESULTS_NOUN = ("passage", "passages")
LIBRARY_RESULTS_MORE = "De eerste {shown} staan hieronder; maak de zoekvraag preciezer voor de rest."
LIBRARY_NO_RESULTS = "Geen passage bevat ‘{query}’. Probeer een ander woord, of stel de vraag in het gesprek."
LIBRARY_MAP = "Waar elke bron over gaat"
LIBRARY_MAP_TEXT = "Hoe donkerder, hoe meer passages. Zo zie je waar een bron sterk is en waar zij zwijgt."
LIBRARY_MAP_THEMES = "Per thema"
LIBRARY_MAP_PHASES = "Per fase"
LIBRARY_MAP_CELL = "{short}, {tag}: {count} passages"
LIBRARY_MAP_MORE = "Alle thema's"
LIBRARY_CONTENTS = "Inhoud"
LIBRARY_TABLES = "Tabellen en lijsten ({count})"
LIBRARY_NOTE = "Noot van de redactie"
LIBRARY_OPEN = "Open deze bron"
LIBRARY_COUNTS = "{passages} passages · {tables} tabellen en lijsten · {origin}"
LIBRARY_LINK = "Link naar deze passage"
LIBRARY_ASK = "Stel een vraag aan deze bron"
LIBRARY_BACK = "Alle bronnen"
TABLE_SORT = "Sorteer op {column}"
TABLE_TOTAL = "{count} rijen"

# Documents
DOCUMENTS_TITLE = "Documenten"
DOCUMENTS_TEXT = (
    "Voeg eigen teksten toe aan de bibliotheek. Ze blijven op deze computer, en antwoorden noemen ze met auteur, titel, "
    "paragraaf en pagina. Iedereen die deze chat gebruikt, krijgt er antwoorden uit."
)
DOCUMENT_FILES = "Kies bestanden…"
DOCUMENT_NONE_CHOSEN = "Nog geen bestanden gekozen."
DOCUMENT_FORMATS = (
    "Leesbaar zijn: {known}. Een bestand groter dan {limit} MB voeg je toe met 'alliantiewijzer indexeer'."
)
DOCUMENT_DETAILS = "Auteur, titel en jaar opgeven"
DOCUMENT_DETAILS_TEXT = (
    "Laat leeg wat in het bestand zelf staat. Auteur en jaar gelden voor alle gekozen bestanden, een titel alleen bij één "
    "bestand. Meer auteurs scheid je met een puntkomma."
)
DOCUMENT_AUTHOR = "Auteur"
DOCUMENT_TITLE = "Titel"
DOCUMENT_YEAR = "Jaar"
DOCUMENT_ADD = "Voeg toe"
DOCUMENT_SENDING = "versturen: {percent} %"
DOCUMENT_SENT = "verstuurd, wacht op lezen"
DOCUMENT_TOO_LARGE = "Dit bestand is groter dan {limit} MB. Voeg het toe met 'alliantiewijzer indexeer PAD'."
DOCUMENT_FAILED = "niet gelezen: {reason}"
DOCUMENT_OUTCOMES = {
    "added": "gelezen als {short} (passages: {passages}, tabellen en lijsten: {tables})",
    "changed": "vernieuwd als {short} (passages: {passages}, tabellen en lijsten: {tables})",
    "unchanged": "ongewijzigd: stond al in de bibliotheek als {short}",
    "removed": "verwijderd: {short}",
}
DOCUMENT_STEPS = {
    "read": "Bestanden lezen: {done} van {total}",
    "embed": "Passages doorzoekbaar maken: {done} van {total}",
    "write": "Bibliotheek wegschrijven",
}
DOCUMENTS_PROGRESS = "Voortgang"
DOCUMENTS_LAST = "Wat er met de bestanden is gebeurd"
DOCUMENTS_OWN = "Eigen documenten in de bibliotheek"
DOCUMENTS_NONE = "Er zijn nog geen eigen documenten."
DOCUMENT_COLUMNS = ("Titel", "Aangehaald als", "Soort", "Passages", "Tabellen")
DOCUMENT_REMOVE_LABEL = "Verwijder {title} uit de bibliotheek"
DOCUMENT_REMOVE_CONFIRM = "Zeker weten?"
DOCUMENTS_BUSY = "Er wordt al aan de bibliotheek gewerkt. Wacht tot dat klaar is en probeer het opnieuw."

# Exports
EXPORT_TITLE = "Gesprek met Alliantiewijzer"
EXPORT_INTRO = "Antwoorden uit de bibliotheek; de voetnoten zeggen wie het zegt en waar. Opgeslagen op {date}."
EXPORT_QUESTION = "Vraag"
EXPORT_UNSUPPORTED = "[niet onderbouwd]"
EXPORT_FREE = "[vrij verwoord, niet nagegaan]"
EXPORT_QUOTE = "“{quote}”"
EXPORT_NEAREST = "Komt in de buurt"
EXPORT_FILE = "gesprek-{date}"
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
DATE = "{day} {month} {year}"
