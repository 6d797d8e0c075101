// Warns before a page with text that was not saved is left. Nothing else, and no page needs it.
"use strict";
for (const form of document.querySelectorAll("form[data-warn]")) {
  // A page that came back with what was typed holds text that is not saved yet.
  let unsaved = form.dataset.warn === "unsaved";
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (leaving) => { if (unsaved) leaving.preventDefault(); });
}
// What is wrong is read first.
document.querySelector(".errors")?.focus();
