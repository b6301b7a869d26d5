// What the page does besides: after each answer the field is empty and the newest line is seen.
"use strict";
const log = document.getElementById("log");
const form = document.getElementById("say");
const toTheEnd = () => window.scrollTo(0, document.body.scrollHeight);
new MutationObserver(() => {
  const last = log.lastElementChild;
  if (last && last.classList.contains("us")) {
    form.reset();
    document.getElementById("photo").reset();
  }
  toTheEnd();
}).observe(log, { childList: true });
log.addEventListener("load", toTheEnd, true); // a picture has its height only then
document.getElementById("words").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
