// The counter's page: what changes is fetched when the service says so; keys for what hands do often.
"use strict";
const page = document.body;
const stream = new EventSource(page.dataset.live);
for (const news of ["queue", "case"]) {
  stream.addEventListener(news, () => page.dispatchEvent(new CustomEvent(news)));
}
stream.addEventListener("people", (event) => {
  const names = JSON.parse(event.data);
  const note = document.getElementById("people");
  note.hidden = names.length === 0;
  note.textContent = note.dataset.text.replace("@", names.join(", "));
});
stream.addEventListener("mail", () => document.getElementById("mail")?.removeAttribute("hidden"));
stream.addEventListener("out", () => {
  stream.close();
  location.reload();
});
addEventListener("pagehide", () => stream.close());

const step = (by) => {
  const rows = [...document.querySelectorAll("#queue .row")];
  const here = rows.indexOf(document.activeElement);
  const open = rows.findIndex((row) => row.hasAttribute("aria-current"));
  const next = rows[(here < 0 ? open : here) + by];
  if (next) next.focus();
};
const keys = {
  "/": () => document.getElementById("search").select(),
  j: () => step(1),
  k: () => step(-1),
  w: () => document.getElementById("words")?.focus(),
  Escape: () => document.querySelector(".back").click(),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const button = /^[1-9]$/.test(event.key) && document.querySelectorAll("main button")[event.key - 1];
  const act = button ? () => button.focus() : keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
