/* The page's own script. It only moves HTML that the server has already made safe, and sets text as text. */
"use strict";
(() => {
  // Gradio's own words follow the browser's language; this page is Dutch for everyone.
  for (const [name, value] of [["language", "nl"], ["languages", ["nl"]]]) {
    try { Object.defineProperty(navigator, name, { get: () => value }); } catch { /* some browsers refuse */ }
  }

  const TOAST_TIME = 4000, EXAMPLES_SHOWN = 6, THEME = "aw-thema";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const narrow = () => matchMedia("(max-width: 1099px)").matches;
  const state = { send: null, turn: 0, conversation: "", pending: null, shown: null, texts: {}, examples: 0, last: "" };

  /* ---- theme: the system's, unless the visitor chose ---- */
  function setTheme(theme) {
    if (theme) document.documentElement.dataset.thema = theme;
  }
  function otherTheme() {
    const dark = document.documentElement.dataset.thema
      ? document.documentElement.dataset.thema === "donker"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    const theme = dark ? "licht" : "donker";
    setTheme(theme);
    try { localStorage.setItem(THEME, theme); } catch { /* private window */ }
  }
  try { setTheme(localStorage.getItem(THEME)); } catch { /* private window */ }

  /* ---- small helpers ---- */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "class") element.className = value;
      else if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }
  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }
  function say(text) {
    const box = $("#bericht");
    box.textContent = text;
    box.classList.add("zichtbaar");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => box.classList.remove("zichtbaar"), TOAST_TIME);
  }
  async function api(method, address, data) {
    const options = { method, headers: {} };
    if (data) { options.headers["content-type"] = "application/json"; options.body = JSON.stringify(data); }
    const response = await fetch(address, options).catch(() => null);
    if (!response) { say(state.texts.ERROR_LOST); return null; }
    if (!response.ok) { say(await response.text()); return null; }
    return response;
  }
  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = make("textarea", { value: text, class: "vh" });
      document.body.append(box);
      box.select();
      const copied = document.execCommand("copy");
      box.remove();
      if (!copied) { say(state.texts.COPY_FAILED); return; }
    }
    say(done);
  }
  /* Ask in a dialog of the page; resolves to the text typed, "" for a plain yes, null for no. */
  function ask(message, yes, value) {
    return new Promise((resolve) => {
      const input = value === undefined ? null : make("input", { type: "text", value, maxLength: 80, "aria-label": message });
      const dialog = make("dialog", { class: "vraagstuk", "aria-label": message });
      const form = make("form", { method: "dialog" }, make("p", { textContent: message }));
      if (input) form.append(input);
      form.append(make("div", { class: "rij" },
        make("button", { class: "actie", value: "nee", textContent: state.texts.CANCEL, formNoValidate: true }),
        make("button", { class: "knop", value: "ja", textContent: yes })));
      if (input) form.addEventListener("keydown", (event) => {
        if (event.key === "Enter") { event.preventDefault(); dialog.close("ja"); }
      });
      dialog.append(form);
      dialog.addEventListener("close", () => {
        resolve(dialog.returnValue === "ja" ? (input ? input.value : "") : null);
        dialog.remove();
      });
      document.body.append(dialog);
      dialog.showModal();
      if (input) input.select();
    });
  }

  /* ---- asking ---- */
  function chosenSources() {
    return $$("input[name=bron]:checked").map((box) => box.value);
  }
  function askQuestion(question) {
    question = question.trim();
    if (!question || state.pending) return;
    state.last = question;
    const turn = `b${Date.now()}-${state.turn += 1}`;
    $("#welkom")?.setAttribute("hidden", "");
    const article = make("article", { class: "beurt wacht" },
      make("div", { class: "vraag" }, make("span", { class: "vh", textContent: state.texts.YOU }), make("p", { textContent: question })),
      make("section", { class: "antwoord" }, make("p", { class: "zoekt", textContent: state.texts.SEARCHING })));
    $("#log").append(article);
    showTurn(article);
    $("#stuur").disabled = true;
    const timer = setTimeout(() => lost(turn), window.aw.timeout);
    state.pending = { turn, article, timer, question };
    try {
      state.send({ beurt: turn, vraag: question, bronnen: chosenSources(), gesprek: state.conversation });
    } catch {
      lost(turn);
    }
  }
  function lost(turn) {
    if (state.pending?.turn !== turn) return;
    const { article, question } = state.pending;
    article.classList.replace("wacht", "melding");
    $(".antwoord", article).replaceChildren(
      make("h3", { textContent: state.texts.ERROR_TITLE }), make("p", { textContent: state.texts.ERROR_LOST }),
      make("button", { type: "button", class: "knop", textContent: state.texts.RETRY, "data-doe": "opnieuw", "data-vraag": question }));
    finish();
  }
  function finish() {
    clearTimeout(state.pending?.timer);
    state.pending = null;
    $("#stuur").disabled = false;
  }
  function receive(value) {
    if (!value) return;
    const part = JSON.parse(value);
    if (state.pending?.turn !== part.beurt) return;
    if (part.schrijft !== undefined) {
      const block = $(".schrijft", state.pending.article);
      if (block) block.outerHTML = part.schrijft;
      return;
    }
    const holder = make("template");
    holder.innerHTML = part.html;
    const article = holder.content.firstElementChild;
    state.pending.article.replaceWith(article);
    state.pending.article = article;
    if (part.gesprek) setConversation(part.gesprek);
    showSources(article);
    showTurn(article);
    if (part.klaar) {
      finish();
      performance.mark("aw-antwoord");
      setTimeout(listConversations, 300);
    }
  }
  function showTurn(article) {
    $("#log").scrollTop = article.offsetTop - 16;
  }
  function setConversation(id) {
    state.conversation = id;
    history.replaceState(null, "", id ? `/?gesprek=${encodeURIComponent(id)}` : "/");
    for (const link of $$("#bewaar a")) link.href = `/gesprek/${encodeURIComponent(id)}.${link.dataset.vorm}`;
    $("#bewaar").hidden = !id;
    $("#vraag").placeholder = id ? state.texts.ASK_FOLLOW_UP : state.texts.ASK_PLACEHOLDER;
    for (const item of $$("#lijst li")) item.classList.toggle("open", item.dataset.id === id);
  }

  /* ---- sources: markers and cards point at each other ---- */
  function showSources(article) {
    const template = $("template.bronnen", article);
    state.shown = article;
    $("#paneeltitel").textContent = template?.dataset.titel || state.texts.PANEL_TITLE;
    if (template?.content.childElementCount) $("#kaarten").replaceChildren(template.content.cloneNode(true));
    else emptyPanel();
    $("#paneel").scrollTop = 0;
    for (const card of $$("#kaarten .bron")) toMark(card);
    for (const other of $$(".beurt.getoond")) other.classList.remove("getoond");
    article.classList.add("getoond");
  }
  function emptyPanel() {
    $("#kaarten").replaceChildren($("#leeg-paneel").content.cloneNode(true));
  }
  function cardOf(marker) {
    const article = marker.closest(".beurt");
    if (article !== state.shown) showSources(article);
    return $(`#kaarten .bron[data-n="${CSS.escape(marker.dataset.n)}"]`);
  }
  function light(n, on) {
    for (const element of [...$$(".cite", state.shown ?? document), ...$$("#kaarten .bron")]) {
      element.classList.toggle("actief", on && element.dataset.n === n);
    }
  }
  function reveal(card) {
    if (!card) return;
    const panel = $("#paneel");
    panel.scrollTo({ top: card.offsetTop - 64, behavior: "instant" });
    toMark(card);
  }
  function toMark(card) {
    const mark = $("mark", card), quote = $(".citaat", card);
    if (!mark || !quote) return;
    quote.scrollTop = 0;  // what stands near the top is read with what stands before it
    const from = mark.getBoundingClientRect().top - quote.getBoundingClientRect().top;
    if (from > quote.clientHeight / 2) quote.scrollTop = from - 48;
  }
  function openPanel(card) {
    if (narrow()) { $("#paneel").classList.add("open"); $("#sluit-paneel").focus(); }
    reveal(card);
  }
  function closePanels() {
    $("#paneel")?.classList.remove("open");
    $("#gesprekken")?.classList.remove("open");
    $("#toon-gesprekken")?.setAttribute("aria-expanded", "false");
  }

  /* ---- conversations ---- */
  async function listConversations() {
    const list = $("#lijst");
    if (!list) return;
    const search = $("#zoek-gesprek").value;
    const response = await fetch(`/api/gesprekken?zoek=${encodeURIComponent(search)}`).catch(() => null);
    if (!response?.ok) return;
    const { gesprekken, bewaren } = await response.json();
    $("#niets-bewaren").checked = !bewaren;
    list.replaceChildren(...gesprekken.map(conversationItem));
    if (!gesprekken.length) list.append(make("li", { class: "rustig", textContent: search ? state.texts.HISTORY_NONE_FOUND : state.texts.HISTORY_EMPTY }));
  }
  function conversationItem({ id, titel }) {
    const button = (icon, label, action) => make("button", { type: "button", class: "icoon", textContent: icon, "aria-label": fill(label, { title: titel }), title: fill(label, { title: titel }), "data-lijst": action });
    const item = make("li", { class: id === state.conversation ? "open" : "" },
      make("button", { type: "button", class: "gesprek", textContent: titel, title: titel, "data-lijst": "open" }),
      button("✎", state.texts.HISTORY_RENAME, "hernoem"), button("×", state.texts.HISTORY_DELETE, "verwijder"));
    item.dataset.id = id;
    item.dataset.titel = titel;
    return item;
  }
  async function openConversation(id) {
    const response = await api("GET", `/api/gesprekken/${encodeURIComponent(id)}`);
    if (!response) { if (state.conversation === id) newConversation(); return; }
    const holder = make("template");
    holder.innerHTML = await response.text();
    clearLog();
    $("#welkom").hidden = true;
    $("#log").append(holder.content);
    setConversation(id);
    const last = $$(".beurt").at(-1);
    if (last) { showSources(last); showTurn(last); }
    closePanels();
  }
  function clearLog() {
    for (const article of $$("#log .beurt")) article.remove();
    finish();
  }
  function newConversation() {
    clearLog();
    $("#welkom").hidden = false;
    emptyPanel();
    state.shown = null;
    setConversation("");
    rotateExamples();
    closePanels();
    $("#vraag").focus();
  }
  async function listAction(button) {
    const { id, titel } = button.closest("li").dataset, address = `/api/gesprekken/${encodeURIComponent(id)}`;
    if (button.dataset.lijst === "open") return openConversation(id);
    if (button.dataset.lijst === "hernoem") {
      const title = await ask(state.texts.HISTORY_RENAME_PROMPT, state.texts.SAVE, titel);
      if (title?.trim() && await api("PATCH", address, { titel: title })) listConversations();
    } else if (await ask(state.texts.HISTORY_DELETE_CONFIRM, state.texts.CONFIRM_DELETE) !== null && await api("DELETE", address)) {
      if (id === state.conversation) newConversation();
      listConversations();
    }
  }
  async function deleteAll() {
    if (await ask(state.texts.HISTORY_DELETE_ALL_CONFIRM, state.texts.CONFIRM_DELETE) === null) return;
    if (await api("DELETE", "/api/gesprekken")) { newConversation(); listConversations(); }
  }

  /* ---- what the buttons under an answer do ---- */
  const actions = {
    vraag: (button) => askQuestion(button.dataset.vraag),
    opnieuw: (button) => { button.closest(".beurt").remove(); askQuestion(button.dataset.vraag); },
    bronnen: (button) => { showSources(button.closest(".beurt")); openPanel($("#kaarten .bron")); if (!narrow()) $("#kaarten .bron")?.focus(); },
    nabij: (button) => { showSources(button.closest(".beurt")); openPanel($$("#kaarten .bron")[Number(button.dataset.plaats)]); },
    steun: (button) => button.setAttribute("aria-pressed", String(button.closest(".beurt").classList.toggle("toon-steun"))),
    kopieer: (button) => copy($("template.kopie", button.closest(".beurt")).content.textContent, state.texts.COPIED),
    link: (button) => copy(`${location.origin}/?vraag=${encodeURIComponent(button.dataset.vraag)}`, state.texts.SHARED),
    goed: (button) => judge(button.closest(".beurt"), "goed", []),
    fout: (button) => {
      const form = $("form.oordeel", button.closest(".beurt"));
      form.hidden = !form.hidden;
      button.setAttribute("aria-expanded", String(!form.hidden));
      if (!form.hidden) $("input", form).focus();
    },
  };
  async function judge(article, thumb, reasons) {
    if (!await api("POST", "/api/oordeel", { bericht: article.dataset.bericht, duim: thumb, redenen: reasons })) return;
    $("[data-doe=goed]", article).setAttribute("aria-pressed", String(thumb === "goed"));
    $("[data-doe=fout]", article).classList.toggle("gekozen", thumb === "fout");
    $("form.oordeel", article).hidden = true;
    say(state.texts.FEEDBACK_THANKS);
  }

  /* ---- first screen ---- */
  function rotateExamples() {
    const all = state.texts.EXAMPLES;
    $$("#voorbeelden button").forEach((button, place) => {
      const question = all[(state.examples + place) % all.length];
      button.textContent = button.dataset.vraag = question;
    });
    state.examples = (state.examples + EXAMPLES_SHOWN) % all.length;
  }
  function sourcesChanged(event) {
    const all = $("#alle-bronnen");
    if (event.target === all) { for (const box of $$("input[name=bron]")) box.checked = false; all.checked = true; }
    else all.checked = !chosenSources().length;
  }
  function grow(box) {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
  }
  function submitBox() {
    const box = $("#vraag");
    if (state.pending || !box.value.trim()) return;
    askQuestion(box.value);
    box.value = "";
    grow(box);
  }

  /* ---- one listener a kind of event, for all that is on the page now and later ---- */
  function listen() {
    document.addEventListener("click", (event) => {
      const target = event.target.closest("button, a, .bron");
      if (!target) { if (event.target.closest(".midden")) closePanels(); return; }
      if (target.matches(".cite")) { const card = cardOf(target); light(target.dataset.n, true); openPanel(card); }
      else if (target.dataset.doe) actions[target.dataset.doe]?.(target);
      else if (target.dataset.lijst) listAction(target);
      else if (target.matches(".bron")) toMarker(target);
      else if (target.id === "nieuw") newConversation();
      else if (target.id === "wis-alles") deleteAll();
      else if (target.id === "meer-voorbeelden") rotateExamples();
      else if (target.id === "sluit-paneel") closePanels();
      else if (target.id === "toon-gesprekken") {
        const open = $("#gesprekken").classList.toggle("open");
        target.setAttribute("aria-expanded", String(open));
        if (open) $("#nieuw").focus();
      }
    });
    for (const [name, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      document.addEventListener(name, (event) => {
        const element = event.target.closest?.(".cite, #kaarten .bron");
        if (!element?.dataset.n) return;
        if (element.matches(".cite")) {
          const card = cardOf(element);
          if (on && !narrow()) reveal(card);
        }
        light(element.dataset.n, on);
      });
    }
    document.addEventListener("submit", (event) => {
      if (event.target.id === "vraagvak") { event.preventDefault(); submitBox(); }
      else if (event.target.matches("form.oordeel")) {
        event.preventDefault();
        judge(event.target.closest(".beurt"), "fout", $$("input:checked", event.target).map((box) => box.value));
      }
    });
    document.addEventListener("keydown", keyPressed);
    $("#vraag").addEventListener("input", (event) => grow(event.target));
    $(".chips").addEventListener("change", sourcesChanged);
    $("#zoek-gesprek")?.addEventListener("input", () => { clearTimeout(listen.timer); listen.timer = setTimeout(listConversations, 150); });
    $("#niets-bewaren")?.addEventListener("change", async (event) => {
      await api("PUT", "/api/bewaren", { bewaren: !event.target.checked });
      if (event.target.checked) say(state.texts.KEEP_NOTHING_HINT);
    });
  }
  function keyPressed(event) {
    const inField = event.target.matches("input, textarea, select");
    if (event.target.id === "vraag" && event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submitBox(); }
    else if (event.target.id === "vraag" && event.key === "ArrowUp" && !event.target.value && state.last) { event.preventDefault(); event.target.value = state.last; }
    else if (event.key === "Escape") { closePanels(); if (!inField) $("#vraag").focus(); }
    else if (event.key === "/" && !inField && !event.ctrlKey && !event.metaKey) { event.preventDefault(); $("#vraag").focus(); }
    else if (event.key === "Enter" && event.target.matches("#kaarten .bron")) toMarker(event.target);
  }
  function toMarker(card) {
    const marker = card.dataset.n && state.shown && $(`.cite[data-n="${CSS.escape(card.dataset.n)}"]`, state.shown);
    if (!marker) return;
    closePanels();
    $("#log").scrollTop += marker.getBoundingClientRect().top - $("#log").getBoundingClientRect().top - $("#log").clientHeight / 3;
    marker.focus({ preventScroll: true });
  }

  /* ---- start: Gradio calls this when the frame stands and questions can be sent ---- */
  /* Where documents can be added, the page may be older than the library. */
  async function freshSources() {
    const choice = $("#bronkeuze[data-ververs]"), response = choice && await fetch("/api/bronnen").catch(() => null);
    if (response?.ok) choice.innerHTML = await response.text();
  }
  async function start(element, send) {
    state.send = send;
    state.texts = JSON.parse($("#teksten").dataset.teksten);
    state.examples = EXAMPLES_SHOWN * Math.floor(Math.random() * state.texts.EXAMPLES.length / EXAMPLES_SHOWN);
    rotateExamples();
    listen();
    listConversations();
    const wanted = new URLSearchParams(location.search);
    await freshSources();
    for (const box of $$("input[name=bron]")) box.checked = wanted.getAll("bron").includes(box.value);
    $("#alle-bronnen").checked = !chosenSources().length;
    if (wanted.get("gesprek")) openConversation(wanted.get("gesprek"));
    else if (wanted.get("vraag")) askQuestion(wanted.get("vraag").slice(0, 2000));
    if (!narrow()) $("#vraag").focus();
    $("#aw", element).dataset.klaar = "ja";
  }
  window.aw = { start, receive, timeout: 60000 };

  /* ---- the library: sortable tables ---- */
  function sortTable(button) {
    const heading = button.closest("th"), table = heading.closest("table"), body = table.tBodies[0];
    const column = [...heading.parentNode.children].indexOf(heading);
    const up = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of $$("th", table)) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const order = new Intl.Collator("nl", { numeric: true });
    const rows = [...body.rows].sort((a, b) => order.compare(a.cells[column].textContent, b.cells[column].textContent));
    body.append(...(up ? rows : rows.reverse()));
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.id === "thema") otherTheme();
    else if (button?.matches(".sorteer")) sortTable(button);
  });
})();
