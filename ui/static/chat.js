// The one script of our own. It never makes HTML: the server does. Loaded before anything is drawn, so that language and
// darkness are right in the first picture; the rest begins when the page is whole.

// In a frame of another site a browser may refuse to keep anything: the conversation then lasts as long as the page.
try { void localStorage; } catch {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => { kept.set(key, `${value}`); }, removeItem: (key) => { kept.delete(key); } };
  Object.defineProperty(window, "localStorage", { value: storage });
}

const root = document.documentElement;
const address = new URL(location.href);
const link = new URLSearchParams(location.hash.slice(1)); // a link to a question: #vraag=…&peildatum=…&rol=…&laag=…&taal=…
const MOST = 2000; // characters of a question
const SHOWN_FROM = 0.8 * MOST;
const MEMORY = "beleidswijzer.language";
const HEARTBEAT = 5000; // milliseconds
const remember = (language) => { try { localStorage.setItem(MEMORY, language); } catch { /* full: the address alone says it */ } };
const one = (selector) => document.querySelector(selector);
const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

let language = "nl";
function speak(wanted) {
  language = root.lang = wanted;
  if ((address.searchParams.get("taal") ?? "nl") === language) return;
  address.searchParams.set("taal", language);
  history.replaceState(null, "", address.pathname + address.search + location.hash);
}
const named = (link.has("vraag") && link.get("taal")) || address.searchParams.get("taal") || localStorage.getItem(MEMORY);
speak(named === "en" ? "en" : "nl");

const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = () => {
  const forced = address.searchParams.get("__theme");
  root.classList.toggle("dark", forced === "dark" || (forced !== "light" && dark.matches));
};
dark.addEventListener("change", paint);
paint();

// What is heard: complete sentences only, in one region that is always there.
let words = {};
const worded = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[language][name]);
function say(text) {
  const region = one("#bw-live");
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 60); // a change from empty is heard, also when the words are the same
}

// Asking. One question at a time; `since` is the mark of the last message that ended one.
let busy = false, since = "", known = new Set(), pulse = 0;
function fill(box, text) { // as if it were typed, so that Gradio notices
  const kind = box.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(box, text);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
const question = () => one("#bw-question textarea");
const soon = (act) => setTimeout(act, 30); // after Gradio has taken over what was filled in
function begin() {
  busy = true;
  root.classList.add("bw-busy");
  if (document.activeElement === one("#bw-send")) one("#bw-stop").focus();
  say(worded("started"));
  pulse = setInterval(async () => {
    const alive = await fetch("health/live").then((reply) => reply.ok, () => false);
    if (busy && !alive) lost();
  }, HEARTBEAT);
}
function end() {
  busy = false;
  clearInterval(pulse);
  root.classList.remove("bw-busy");
}
function lost() {
  const pending = one("#bw-pending textarea")?.value;
  end();
  if (pending && !question().value) fill(question(), pending);
  hint(worded("lost"));
  say(worded("lost"));
}
function ask(text) {
  if (busy) return say(worded("busy"));
  fill(question(), text);
  soon(() => one("#bw-send").click());
}
function arrived() { // focus goes to a new answer, unless the reader is already typing the next question
  const answers = [...document.querySelectorAll(".bw-answer")];
  const latest = answers.at(-1);
  const isNew = latest && !known.has(latest.id);
  known = new Set(answers.map((each) => each.id));
  if (!isNew) return;
  latest.closest(".bw-exchange").scrollIntoView({ behavior: motion(), block: "start" });
  if (!question().value) latest.focus({ preventScroll: true });
}

// What changed on the page, seen once per picture.
let settling = false;
function changed() {
  join(); // before the next key is pressed
  if (settling) return;
  settling = true;
  requestAnimationFrame(() => { settling = false; settle(); });
}
function settle() {
  const message = one("#bw-status [data-mark]");
  root.classList.toggle("bw-talking", Boolean(one(".bw-exchange")));
  if (message && message.dataset.mark !== since) {
    since = message.dataset.mark;
    say(message.dataset.say);
    if (busy) { end(); arrived(); }
    if (message.matches(".bw-error, [data-back]")) question().focus();
  }
  if (!busy) known = new Set([...document.querySelectorAll(".bw-answer")].map((each) => each.id));
  repair();
  count();
  if (link.has("vraag") && one("#bw-settings > button span")?.textContent) open();
}

// Gradio's own parts, where they do not say what they are.
const groups = () => document.querySelectorAll("#bw-role, #bw-layer");
function join() { // one group of choices is one stop, with arrows inside it; Gradio gives each choice a name of its own, again and again
  for (const group of groups()) for (const each of group.querySelectorAll("input")) if (each.name !== group.id) each.name = group.id;
}
function repair() {
  for (const group of groups()) {
    const title = group.querySelector("[data-testid='block-info']");
    if (title) title.id = `${group.id}-title`;
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-labelledby", `${group.id}-title`);
  }
  for (const field of document.querySelectorAll("#bw-question, #bw-day")) {
    const box = field.querySelector("textarea, input");
    const [title, info] = [field.querySelector("[data-testid='block-info']"), field.querySelector(".info-text")];
    if (!box || !title || !info) continue;
    [title.id, info.id] = [`${field.id}-title`, `${field.id}-info`];
    box.setAttribute("aria-labelledby", title.id);
    box.setAttribute("aria-describedby", one("#bw-error") ? `${info.id} bw-error` : info.id);
  }
  const fold = one("#bw-settings > button"), folded = one("#bw-settings > [data-testid='accordion-content']");
  if (!fold || !folded) return;
  folded.id = "bw-settings-content";
  fold.setAttribute("aria-controls", folded.id);
  fold.setAttribute("aria-expanded", String(fold.classList.contains("open")));
  fold.querySelector(".icon").setAttribute("aria-hidden", "true");
  if (!one("#bw-role input")) return; // folded: what was chosen stays said
  const chosen = [...folded.querySelectorAll(":checked")].filter((each) => each.value).map((each) => each.parentNode.textContent.trim());
  const told = [one("#bw-day :is(input, textarea)")?.value.trim(), ...chosen].filter(Boolean).join(", ");
  if (fold.dataset.chosen !== told) fold.dataset.chosen = told;
}
function hint(text) {
  let place = one("#bw-count");
  if (!place) {
    place = document.createElement("p");
    place.id = "bw-count";
    one("#bw-ask").after(place);
  }
  if (place.textContent !== text) place.textContent = text;
}
function count() {
  const box = question();
  if (!box) return;
  const length = [...box.value].length;
  const over = length > MOST;
  if (length <= SHOWN_FROM && !one("#bw-count")) return;
  hint(length <= SHOWN_FROM ? "" : worded(over ? "over" : "left", { count: Math.abs(MOST - length) }));
  one("#bw-count").classList.toggle("bw-over", over);
}

async function open() { // a link to a question: read once, taken out of the address, asked
  const wanted = Object.fromEntries(link);
  link.delete("vraag");
  history.replaceState(null, "", address.pathname + address.search);
  if (wanted.peildatum || wanted.rol || wanted.laag) await unfold();
  if (wanted.peildatum) fill(one("#bw-day :is(input, textarea)"), wanted.peildatum);
  for (const [group, value] of [["role", wanted.rol], ["layer", wanted.laag]]) if (value) await choose(group, value);
  soon(() => ask(wanted.vraag.slice(0, MOST)));
}
async function unfold() { // Gradio makes what is folded only when it is opened
  if (!one("#bw-role input")) one("#bw-settings > button").click();
  await until(() => one("#bw-role input:checked"));
}
async function choose(group, value) { // nothing happens where that choice is not there
  const choice = () => [...document.querySelectorAll(`#bw-${group} input`)].find((each) => each.value === value);
  await until(() => { // it may just be drawn anew, with its words
    if (choice() && !choice().matches(".selected input")) choice().click();
    return choice()?.matches(".selected input");
  });
}
async function until(holds) { // a second at most
  for (let tries = 0; tries < 33 && !holds(); tries += 1) await new Promise(soon);
}
async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // no permission in a frame, or no secure connection
    const box = document.createElement("textarea");
    const before = document.activeElement;
    box.value = text;
    document.body.append(box);
    box.select();
    const copied = document.execCommand("copy");
    box.remove();
    before.focus();
    if (!copied) return say(worded("not_copied"));
  }
  say(done);
}
const cameFrom = new WeakMap(); // a card → the number that was pressed
function jump(target, from) { // a plain #link would leave the page, because Gradio sets a <base>
  if (from.matches(".bw-ref")) cameFrom.set(target, from);
  target.focus({ preventScroll: true });
  target.scrollIntoView({ behavior: motion(), block: "center" });
}

function pressed(event) {
  const at = event.target.closest("button, a");
  if (!at) return;
  const data = at.dataset;
  if (data.question) ask(data.question);
  else if (data.copy) copy(data.copy, worded("copied"));
  else if (data.link) copy(`${location.origin}${location.pathname}#${data.link}`, worded("linked"));
  else if (data.edit) fill(one("#bw-edited textarea"), `${data.edit} ${Date.now()}`); // twice the same is two letters
  else if (data.language) {
    event.preventDefault();
    speak(data.language);
    remember(data.language);
    one("#bw-turned").click();
  } else if (at.id === "bw-send" && !busy) begin();
  else if (at.getAttribute("href")?.startsWith("#")) {
    const back = at.matches(".bw-back") && cameFrom.get(at.closest(".bw-card"));
    const target = back?.isConnected ? back : document.getElementById(at.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    jump(target.id === "bw-form" ? question() : target, at);
  }
}
function typed(event) {
  if (event.target !== question() || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  if (!busy) return begin();
  event.preventDefault();
  event.stopImmediatePropagation();
  say(worded("busy"));
}

async function sent(event) { // a reaction, without leaving the page; where that fails the form goes its own way
  const form = event.target.closest("[data-feedback]");
  if (!form) return;
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (!answer?.ok) { form.submit(); return; }
  const thanks = Object.assign(document.createElement("p"), { className: "bw-thanks", textContent: form.dataset.feedback, tabIndex: -1 });
  form.replaceWith(thanks);
  thanks.focus();
}

addEventListener("DOMContentLoaded", () => {
  words = JSON.parse(one("#bw-words").textContent);
  // Gradio gives the page the language of the browser; ours is that of its words.
  new MutationObserver(() => { if (root.lang !== language) root.lang = language; }).observe(root, { attributeFilter: ["lang"] });
  new MutationObserver(changed).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "name"] });
  document.addEventListener("click", pressed, true);
  document.addEventListener("keydown", typed, true);
  document.addEventListener("input", changed);
  document.addEventListener("submit", sent);
  addEventListener("beforeprint", () => document.querySelectorAll(".bw-card details").forEach((each) => { each.open = true; }));
});
