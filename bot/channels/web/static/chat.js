// What the page does besides: after each answer the field is empty, and the answer is seen from its
// beginning, below what was asked.
"use strict";
const log = document.getElementById("log");
const form = document.getElementById("say");
let newest = log.lastElementChild;
const toTheNewest = () => newest?.scrollIntoView();
new MutationObserver((changes) => {
  const added = changes.flatMap((one) => [...one.addedNodes]).filter((one) => one.matches?.(".msg"));
  if (!added.length) return;
  newest = added.find((one) => one.matches(".me")) ?? added[0];
  if (added.at(-1).matches(".us")) {
    form.reset();
    document.getElementById("photo").reset();
    document.querySelector(".more").open = false;
  }
  toTheNewest();
}).observe(log, { childList: true });
log.addEventListener("load", toTheNewest, true); // a picture has its height only then
document.getElementById("words").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
