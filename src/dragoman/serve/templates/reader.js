"use strict";
// Comfort only: every view is read and every judgement made without this script.

const one = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];

function say(words) {
  const place = one("#said-aloud");
  if (place) place.textContent = words;
}

function show() {
  // The line in the ledger and the sentence in the report, each within its own pane.
  const row = one(".row[aria-current]");
  const pane = one(".ledger");
  if (row && pane && pane.scrollHeight > pane.clientHeight) {
    const above = row.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (above > pane.clientHeight * 0.8) pane.scrollTop += above - pane.clientHeight / 3;
  }
  const here = one("#here");
  const report = one(".pane .text");
  if (here && report && report.scrollHeight > report.clientHeight) {
    const box = here.getBoundingClientRect();
    const frame = report.getBoundingClientRect();
    report.scrollTop += box.top - frame.top - frame.height / 3;
  }
  if (window.matchMedia("(max-width: 63.99rem)").matches) {
    for (const folded of all("[data-narrow-closed]")) folded.open = false;
  }
}

async function copy(button) {
  const words = `${button.dataset.copy} · ${location.href}`;
  try {
    await navigator.clipboard.writeText(words);
    say("Citation copied.");
    button.textContent = "Copied";
  } catch {
    say("The browser does not allow copying: open “Citation” and copy it from there.");
  }
}

document.addEventListener("DOMContentLoaded", () => {
  for (const button of all("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  show();
});

// Keys: each presses what is on the page anyway, and none works while something is typed.

function step(by) {
  const rows = all("main.ledger .row");
  const at = rows.findIndex((row) => row.hasAttribute("aria-current"));
  const next = rows[at + by];
  if (next) next.querySelector("a.open").click();
  else press(by > 0 ? "main a[rel=next]" : "main a[rel=prev]");
}

function turn(by) {
  const links = all(".tellings a");
  const at = links.findIndex((link) => link.hasAttribute("aria-current"));
  const next = links[at + by];
  if (next) next.click();
}

function press(selector) {
  const found = one(selector);
  if (found) found.click();
  return Boolean(found);
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => turn(1),
  p: () => turn(-1),
  a: () => press(".judging [data-key=a]"),
  r: () => press(".judging [data-key=r]"),
  m: () => press(".judging [data-key=m]"),
  s: () => press(".judging [data-key=s]"),
  u: () => press(".pane [data-key=u]") || press("main [data-key=u]"),
  c: () => press("[data-key=c]") || press("button.copy"),
  t: () => {
    const fold = one(".attribute");
    if (!fold) return;
    fold.open = true;
    one("#to").focus();
  },
  "/": () => one("#q").focus(),
  "?": () => location.assign("/help"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target;
  if (target.closest("input, textarea, select")) {
    if (event.key === "Escape") target.blur();
    return;
  }
  if (event.key === "Enter" && !target.closest("a, button, summary")) {
    press(".row[aria-current] .origins");
    return;
  }
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
