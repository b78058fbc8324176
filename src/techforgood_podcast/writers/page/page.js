const FACETS = ["theme", "guest", "organisation", "place", "host"];
const KINDS = { theme: "theme", guest: "person", organisation: "organisation", place: "place", host: "person" };
const HALF_AN_HOUR = 30 * 60;
const AROUND = 90;
const form = document.getElementById("find");
const query = document.getElementById("query");
const clear = document.getElementById("clear");
const count = document.getElementById("count");
const list = document.getElementById("list");
const original = Array.from(list.children);
const selects = Object.fromEntries(
  Array.from(form.querySelectorAll("select"), (select) => [select.id.slice("by-".length), select]),
);
const results = document.createElement("h3");
results.textContent = list.dataset.results;

const wordsOf = (text) => fold(text).split(" ").filter(Boolean);

// ------------------------------------------------------------------------------------ episodes

// A text that is searched, and how much a word in it counts.
function passage(element, weight, text = element.textContent) {
  return { element, weight, text, words: new Set(wordsOf(text)) };
}

const entries = new Map();

// What the page says of an entity, apart from the episodes that it leads to.
function entryOf(anchor) {
  if (!entries.has(anchor)) {
    const element = document.querySelector(`#${anchor} > .entry`);
    const parts = Array.from(element.children).filter((part) => !part.matches(".where"));
    entries.set(anchor, passage(element, 1, parts.map((part) => part.textContent).join(" ")));
  }
  return entries.get(anchor);
}

function read(article) {
  const ids = Object.fromEntries(
    FACETS.map((facet) => [facet, (article.dataset[facet] ?? "").split(" ").filter(Boolean)]),
  );
  const own = [
    [".code, h4", 5], ["dt + dd a[href^='#person-']", 4], [".themes li", 4], [".host", 3],
    [".summary .text", 2], [".other .text", 2], ["dd li", 3],
  ];
  const passages = own.flatMap(([selector, weight]) =>
    Array.from(article.querySelectorAll(selector), (element) => passage(element, weight)));
  for (const facet of FACETS) passages.push(...ids[facet].map((id) => entryOf(`${KINDS[facet]}-${id}`)));
  const found = document.createElement("p");
  found.className = "found";
  found.hidden = true;
  article.querySelector("h4").after(found);
  return { article, ids, passages, found, seconds: Number(article.dataset.seconds ?? NaN) };
}

const episodes = Array.from(list.querySelectorAll(".episode"), read);

// ------------------------------------------------------------------------------------ searching

const singular = (word) => (word.length > 3 ? word.replace(/[sx]$/, "") : word);

// How well a word is among others: itself, its plural or singular, the beginning of a longer one.
function matches(word, words) {
  if (words.has(word)) return 1;
  const start = singular(word);
  let best = 0;
  for (const other of words) {
    if (other.startsWith(start)) best = Math.max(best, singular(other) === start ? 0.9 : 0.6);
  }
  return best;
}

// Short words such as "l" and "de" need not be found where there are longer ones.
function meant(text) {
  const words = [...new Set(wordsOf(text))];
  const long = words.filter((word) => word.length > 2);
  return long.length ? { needed: long, others: words.filter((word) => word.length <= 2) } : { needed: words, others: [] };
}

function weigh(episode, { needed, others }) {
  const best = (how) => Math.max(0, ...episode.passages.map((p) => p.weight * how(p.words)));
  const scores = needed.map((word) => best((words) => matches(word, words)));
  const more = others.map((word) => best((words) => words.has(word)));
  return {
    episode,
    matched: scores.filter(Boolean).length,
    score: [...scores, ...more].reduce((sum, score) => sum + score, 0),
  };
}

// All words, or where no episode has them all, most of them.
function search(question) {
  const weighed = episodes.map((episode) => weigh(episode, question));
  const most = Math.max(0, ...weighed.map(({ matched }) => matched));
  const enough = Math.max(most, Math.ceil(question.needed.length / 2));
  const found = weighed.filter(({ matched }) => matched >= enough);
  return {
    partly: most < question.needed.length,
    found: found.sort((a, b) => b.score - a.score).map(({ episode }) => episode),
  };
}

function has(episode, facet, value) {
  if (!value) return true;
  if (facet !== "length") return episode.ids[facet].includes(value);
  return value === "short" ? episode.seconds < HALF_AN_HOUR : episode.seconds >= HALF_AN_HOUR;
}

// -------------------------------------------------------------------------------------- showing

// Where words of a text match: pairs of start and end.
function* places(text, words) {
  for (const { 0: part, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const own = new Set([fold(part)]);
    if (words.some((word) => matches(word, own))) yield [index, index + part.length];
  }
}

function highlight(words, shown) {
  if (!globalThis.Highlight) return;
  const ranges = [];
  for (const { article } of words.length ? shown : []) {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const [start, end] of places(walker.currentNode.data, words)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, start);
        range.setEnd(walker.currentNode, end);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

// What was found outside the title and the themes, which are always seen.
function snippet({ passages, found, article }, words) {
  let best = null;
  let most = 0;
  for (const one of passages) {
    if (one.element.matches(".code, h4, a, .themes li, .host")) continue;
    const matched = words.reduce((sum, word) => sum + matches(word, one.words), 0);
    if (matched > most) [best, most] = [one, matched];
  }
  const text = (best?.text ?? "").replace(/\s+/g, " ").trim();
  const first = places(text, words).next().value;
  found.hidden = !first;
  article.querySelector(":scope > .summary")?.toggleAttribute("hidden", Boolean(first));
  if (!first) return;
  const start = text.lastIndexOf(" ", Math.max(0, first[0] - AROUND)) + 1;
  const end = text.indexOf(" ", first[1] + AROUND);
  const cut = text.slice(start, end < 0 ? undefined : end);
  found.textContent = `${start ? "… " : ""}${cut}${end < 0 ? "" : " …"}`;
  found.lang = best.element.closest("[lang]").lang;
}

function fill(facet, among, value) {
  const select = selects[facet];
  for (const option of select.options) {
    if (!option.value) continue;
    const number = among.filter((episode) => has(episode, facet, option.value)).length;
    option.textContent = `${option.dataset.label} (${number})`;
    option.disabled = option.hidden = number === 0 && option.value !== value;
  }
  select.value = value;
  select.classList.toggle("on", value !== "");
}

function told(number, partly) {
  if (number === 0) return count.dataset.none;
  const text = number === 1 ? count.dataset.one : count.dataset.many.replace("{n}", number);
  return partly ? `${text}. ${count.dataset.most}` : text;
}

function show(state) {
  const question = meant(state.q);
  const words = question.needed;
  const { found, partly } = words.length ? search(question) : { found: episodes, partly: false };
  const facets = Object.keys(selects);
  const kept = (but) => found.filter((episode) =>
    facets.every((facet) => facet === but || has(episode, facet, state[facet])));
  const shown = kept();
  for (const facet of facets) fill(facet, kept(facet), state[facet]);
  const visible = new Set(shown.map(({ article }) => article));
  for (const { article } of episodes) article.hidden = !visible.has(article);
  for (const episode of episodes) snippet(episode, words);
  const active = document.activeElement;
  if (words.length) {
    list.replaceChildren(...(shown.length ? [results] : []), ...visible, ...original.filter((e) => !visible.has(e)));
  } else {
    list.replaceChildren(...original);
  }
  if (active !== document.activeElement) active.focus({ preventScroll: true });
  for (const heading of original.filter((element) => element.matches("h3"))) {
    let next = heading.nextElementSibling;
    while (next?.hidden) next = next.nextElementSibling;
    heading.hidden = words.length > 0 || !next?.matches(".episode");
  }
  clear.hidden = !Object.values(state).some(Boolean);
  const text = episodes.length ? told(shown.length, partly) : "";
  if (count.textContent !== text) count.textContent = text;
  highlight(words, shown);
}

// ---------------------------------------------------------------------------- state and address

function state() {
  const own = Object.entries(selects).map(([facet, select]) => [facet, select.value]);
  return Object.fromEntries([["q", query.value], ...own]);
}

function address(wanted) {
  const parts = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value.trim()));
  return `#${parts}`;
}

function restore(event) {
  const hash = location.hash.slice(1);
  const wanted = new URLSearchParams(hash.includes("=") ? hash : "");
  query.value = wanted.get("q") ?? "";
  for (const [facet, select] of Object.entries(selects)) {
    const value = wanted.get(facet) ?? "";
    select.value = Array.from(select.options).some((option) => option.value === value) ? value : "";
  }
  show(state());
  const target = hash.includes("=") ? null : document.getElementById(hash);
  const more = target?.querySelector(":scope > .more");
  if (more) more.open = true;
  target?.scrollIntoView();
  if (event) target?.querySelector(":scope > h4 a")?.focus({ preventScroll: true });
}

function change({ replace = false } = {}) {
  const wanted = state();
  show(wanted);
  if (address(wanted) !== (location.hash || "#")) {
    history[replace ? "replaceState" : "pushState"](null, "", address(wanted));
  }
}

function reset() {
  query.value = "";
  for (const select of Object.values(selects)) select.value = "";
  change();
}

// ------------------------------------------------------------------------------------- keyboard

const titles = () => Array.from(list.querySelectorAll(".episode:not([hidden]) h4 a"));

function move(event, step) {
  const all = titles();
  const place = all.indexOf(document.activeElement);
  if (place < 0 && document.activeElement !== query) return;
  const next = place + step;
  if (next >= all.length) return;
  event.preventDefault();
  (next < 0 ? query : all[next]).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input, select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    query.focus();
    query.select();
  } else if (event.key === "Escape" && !event.target.matches("select")) {
    event.preventDefault();
    if (query.value && event.target === query) {
      query.value = "";
      change();
    } else {
      reset();
      query.focus();
    }
  } else if (event.key === "ArrowDown") {
    move(event, 1);
  } else if (event.key === "ArrowUp") {
    move(event, -1);
  }
});

// ----------------------------------------------------------------------------------- at the start

for (const facet of FACETS) {
  const select = selects[facet];
  for (const item of document.querySelectorAll(`.index li[id^="${KINDS[facet]}-"]`)) {
    const id = item.id.slice(KINDS[facet].length + 1);
    if (!episodes.some((episode) => episode.ids[facet].includes(id))) continue;
    let depth = 0;
    for (let up = item.parentElement; !up.matches(".index"); up = up.parentElement) depth += up.matches("li");
    const option = new Option("", id);
    option.dataset.label = "\u2003".repeat(depth) + item.querySelector(".name").textContent;
    select.add(option);
  }
}
for (const option of selects.length.options) option.dataset.label = option.textContent;
for (const [facet, select] of Object.entries(selects)) {
  const some = facet === "length" ? episodes.some(({ seconds }) => seconds >= 0) : select.options.length > 1;
  select.parentElement.hidden = !some;
  select.addEventListener("change", () => change());
}
query.addEventListener("input", () => change({ replace: true }));
form.addEventListener("submit", (event) => event.preventDefault());
clear.addEventListener("click", () => {
  reset();
  query.focus();
});
// A theme of an episode filters by it, instead of leading to its entry.
list.addEventListener("click", (event) => {
  const link = event.target.closest(".themes a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  selects.theme.value = link.hash.slice("#theme-".length);
  change();
  form.scrollIntoView({ block: "nearest" });
});
window.addEventListener("hashchange", restore);
window.addEventListener("popstate", restore);
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = Array.from(document.querySelectorAll(".more:not([open])"));
  for (const more of opened) more.open = true;
});
window.addEventListener("afterprint", () => {
  for (const more of opened) more.open = false;
});
if (episodes.length > 1) {
  document.documentElement.classList.add("js");
  form.hidden = false;
  for (const more of document.querySelectorAll(".more")) more.open = false;
}
restore();
