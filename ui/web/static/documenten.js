/* The page Documenten: send files one by one, start reading them, show how far it is. */
"use strict";
(() => {
  const POLL = 500;
  const $ = (selector) => document.querySelector(selector);
  const words = $("#documentteksten").dataset;

  function tell(message) {
    $("#voortgang").hidden = false;
    $("#documentmelding").hidden = !message;
    $("#documentmelding").textContent = message;
  }
  function line(name) {
    const item = document.createElement("li"), title = document.createElement("strong"), outcome = document.createElement("span");
    title.textContent = name;
    item.append(title, " ", outcome);
    $("#uitkomsten").append(item);
    return (text) => { outcome.textContent = text; };
  }
  function bar(step, done, total) {
    $("#voortgang").hidden = false;
    $("#stap").textContent = step;
    $("#balk").hidden = false;
    $("#balk").max = total;
    $("#balk").value = done;
  }
  /* fetch cannot tell how much of a file has been sent, this can */
  function send(file, say) {
    if (file.size > Number(words.grens)) { say(words.tegroot); return null; }
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("PUT", `/api/documenten/${encodeURIComponent(file.name)}`);
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) say(words.verstuurt.replace("{percent}", Math.round(100 * event.loaded / event.total)));
      };
      request.onload = () => {
        if (request.status === 200) { say(words.verstuurd); resolve(JSON.parse(request.responseText).naam); }
        else { say(request.responseText); resolve(null); }
      };
      request.onerror = () => { say(words.kwijt); resolve(null); };
      request.send(file);
    });
  }
  async function start(method, address, data) {
    const options = { method, headers: {} };
    if (data) { options.headers["content-type"] = "application/json"; options.body = JSON.stringify(data); }
    const response = await fetch(address, options).catch(() => null);
    if (!response?.ok) { tell(response ? await response.text() : words.kwijt); return; }
    follow();
  }
  async function follow() {
    const response = await fetch("/api/documenten").catch(() => null);
    if (!response?.ok) { tell(words.kwijt); return; }
    const state = await response.json();
    if (!state.bezig) { location.reload(); return; }
    bar(state.stap, state.gedaan, state.totaal);
    if (state.regels.length) {
      $("#uitkomsten").replaceChildren();
      for (const { naam, uitkomst } of state.regels) line(naam)(uitkomst);
    }
    setTimeout(follow, POLL);
  }

  $("#toevoegen").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target, button = form.querySelector("button");
    button.disabled = true;
    tell("");
    $("#uitkomsten").replaceChildren();
    const names = [];
    for (const file of $("#bestanden").files) {
      const name = await send(file, line(file.name));
      if (name) names.push(name);
    }
    button.disabled = false;
    if (!names.length) return;
    const fields = new FormData(form);
    start("POST", "/api/documenten", { namen: names, auteur: fields.get("auteur"), titel: fields.get("titel"), jaar: fields.get("jaar") });
  });
  const none = $("#gekozen").textContent;
  $("#bestanden").addEventListener("change", (event) => {
    $("#gekozen").textContent = [...event.target.files].map((file) => file.name).join(", ") || none;
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-weg]");
    if (!button) return;
    if (button.dataset.zeker) { start("DELETE", `/api/documenten/${encodeURIComponent(button.dataset.weg)}`); return; }
    button.dataset.zeker = "ja";  // the second click on the same button does it
    button.textContent = words.zeker;
    button.setAttribute("aria-label", `${words.zeker} ${button.dataset.titel}`);
  });
  if (words.bezig) follow();
})();
