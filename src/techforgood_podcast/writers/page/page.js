const FACETS = ["theme", "guest", "organisation", "place", "host"];
const KINDS = {
  theme: "theme",
  guest: "person",
  organisation: "organisation",
  place: "place",
  host: "person",
};
const HALF_AN_HOUR = 30 * 60;
const AROUND = 90; // so many characters of a text are shown before and after what was found
const SLIP = 5; // shorter words are taken to be typed right
const MARKED = 100; // so many results have their words marked, and no more
const NARROW = "(max-width: 40rem)"; // there the filters would push the results out of sight
const form = document.getElementById("find");
const query = document.getElementById("query");
const clear = document.getElementById("clear");
const filters = document.getElementById("filters");
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
  const { seconds } = article.dataset;
  ids.duration = seconds === undefined ? [] : [seconds < HALF_AN_HOUR ? "short" : "long"];
  const own = [
    [".code, h4", 5],
    [".themes li, dd a[href^='#person-']", 4],
    [".host, dd li", 3],
    [".summary .text, .other .text", 2],
  ];
  const passages = own.flatMap(([selector, weight]) =>
    Array.from(article.querySelectorAll(selector), (element) => passage(element, weight)));
  for (const facet of FACETS) {
    passages.push(...ids[facet].map((id) => entryOf(`${KINDS[facet]}-${id}`)));
  }
  const found = document.createElement("p");
  found.className = "found";
  found.hidden = true;
  article.querySelector("h4").after(found);
  return { article, ids, passages, found };
}

const episodes = Array.from(list.querySelectorAll(".episode"), read);

// ------------------------------------------------------------------------------------ searching

const singular = (word) => (word.length > 3 ? word.replace(/[sx]$/, "") : word);

const vocabulary = new Set();
for (const { passages } of episodes) {
  for (const { words } of passages) for (const word of words) vocabulary.add(word);
}

// Whether a word, or its beginning, is another but for one letter: too many, missing, wrong or
// swapped with the next. The first letter is taken to be right.
function nearly(word, other) {
  let same = 0;
  while (same < word.length && word[same] === other[same]) same += 1;
  const own = word.slice(same);
  const theirs = other.slice(same);
  return same > 0 && (
    theirs.startsWith(own.slice(1)) ||
    theirs.slice(1).startsWith(own) ||
    theirs.slice(1).startsWith(own.slice(1)) ||
    (theirs.startsWith(own[1] + own[0]) && theirs.slice(2).startsWith(own.slice(2)))
  );
}

// The words of the page that a word matches, and how well: itself, its plural or singular, and the
// longer ones that it begins. A word that matches none may be a slip of the pen.
function matching(word) {
  const start = singular(word);
  const found = new Map();
  for (const other of vocabulary) {
    if (other.startsWith(start)) found.set(other, singular(other) === start ? 0.9 : 0.6);
  }
  if (vocabulary.has(word)) found.set(word, 1);
  if (!found.size && word.length >= SLIP) {
    for (const other of vocabulary) if (nearly(start, other)) found.set(other, 0.4);
  }
  return found;
}

function weightOf(found, words) {
  let best = 0;
  for (const [word, weight] of found) if (weight > best && words.has(word)) best = weight;
  return best;
}

// What is to be found. Short words such as "l" and "de" need not be where there are longer ones.
function meant(text) {
  const words = [...new Set(wordsOf(text))];
  const long = words.filter((word) => word.length > 2);
  const needed = long.length ? long : words;
  const others = words.filter((word) => !needed.includes(word));
  return { needed: needed.map(matching), others: others.map((word) => new Map([[word, 1]])) };
}

function weigh(episode, { needed, others }) {
  const best = (found) =>
    Math.max(0, ...episode.passages.map(({ weight, words }) => weight * weightOf(found, words)));
  const scores = needed.map(best);
  return {
    episode,
    matched: scores.filter(Boolean).length,
    score: [...scores, ...others.map(best)].reduce((sum, score) => sum + score, 0),
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

const has = (episode, facet, value) => !value || episode.ids[facet].includes(value);

// -------------------------------------------------------------------------------------- showing

const tokens = new Map();

function foldedToken(token) {
  if (!tokens.has(token)) tokens.set(token, fold(token));
  return tokens.get(token);
}

// Where words of a text were found: pairs of start and end.
function* places(text, found) {
  for (const { 0: token, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const word = foldedToken(token);
    if (found.some((words) => words.has(word))) yield [index, index + token.length];
  }
}

function highlight(found, shown) {
  if (!globalThis.Highlight) return;
  const ranges = [];
  for (const { article } of found.length ? shown.slice(0, MARKED) : []) {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const [start, end] of places(walker.currentNode.data, found)) {
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
function snippet({ passages, found, article }, needed) {
  let best = null;
  let most = 0;
  for (const one of passages) {
    if (one.element.matches(".code, h4, a, .themes li, .host")) continue;
    const matched = needed.reduce((sum, words) => sum + weightOf(words, one.words), 0);
    if (matched > most) [best, most] = [one, matched];
  }
  const text = (best?.text ?? "").replace(/\s+/g, " ").trim();
  const first = places(text, needed).next().value;
  found.hidden = !first;
  article.classList.toggle("matched", Boolean(first));
  if (!first) return;
  const start = text.lastIndexOf(" ", Math.max(0, first[0] - AROUND)) + 1;
  const end = text.indexOf(" ", first[1] + AROUND);
  const cut = text.slice(start, end < 0 ? undefined : end);
  found.textContent = `${start ? "… " : ""}${cut}${end < 0 ? "" : " …"}`;
  found.lang = best.element.closest("[lang]").lang;
}

function fill(facet, among, value) {
  const select = selects[facet];
  const numbers = new Map();
  for (const id of among.flatMap(({ ids }) => ids[facet])) {
    numbers.set(id, (numbers.get(id) ?? 0) + 1);
  }
  for (const option of select.options) {
    if (!option.value) continue;
    const number = numbers.get(option.value) ?? 0;
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
  const { needed } = question;
  const { found, partly } = needed.length ? search(question) : { found: episodes, partly: false };
  const facets = Object.keys(selects);
  const kept = (but) => found.filter((episode) =>
    facets.every((facet) => facet === but || has(episode, facet, state[facet])));
  const shown = kept();
  for (const facet of facets) fill(facet, kept(facet), state[facet]);
  const visible = new Set(shown.map(({ article }) => article));
  for (const { article } of episodes) article.hidden = !visible.has(article);
  for (const episode of shown) snippet(episode, needed);
  const active = document.activeElement;
  if (needed.length) {
    const others = original.filter((element) => !visible.has(element));
    list.replaceChildren(...(shown.length ? [results] : []), ...visible, ...others);
  } else if (original.some((element, place) => element !== list.children[place])) {
    list.replaceChildren(...original);
  }
  if (active !== document.activeElement) active.focus({ preventScroll: true });
  for (const heading of original.filter((element) => element.matches("h3"))) {
    let next = heading.nextElementSibling;
    while (next?.hidden) next = next.nextElementSibling;
    heading.hidden = needed.length > 0 || !next?.matches(".episode");
  }
  clear.hidden = !Object.values(state).some(Boolean);
  const text = episodes.length ? told(shown.length, partly) : "";
  if (count.textContent !== text) count.textContent = text;
  highlight(needed, shown);
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
  openFilters();
  const target = hash.includes("=") ? null : document.getElementById(hash);
  const more = target?.querySelector(":scope > .more");
  if (more) more.open = true;
  target?.scrollIntoView();
  if (event) target?.querySelector(":scope > h4 a")?.focus({ preventScroll: true });
}

// Folded away or not, a filter that is set is to be seen where it was not set by hand.
function openFilters() {
  if (Object.values(selects).some(({ value }) => value)) filters.open = true;
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
    for (let up = item.parentElement; !up.matches(".index"); up = up.parentElement) {
      depth += up.matches("li");
    }
    const option = new Option("", id);
    option.dataset.label = "\u2003".repeat(depth) + item.querySelector(".name").textContent;
    select.add(option);
  }
}
for (const option of selects.duration.options) option.dataset.label = option.textContent;
for (const [facet, select] of Object.entries(selects)) {
  select.parentElement.hidden = !episodes.some(({ ids }) => ids[facet].length > 0);
  select.addEventListener("change", () => change());
}
query.addEventListener("input", () => {
  change({ replace: true });
  if (matchMedia(NARROW).matches) form.scrollIntoView();
});
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
  openFilters();
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
  filters.open = !matchMedia(NARROW).matches;
  for (const more of document.querySelectorAll(".more")) more.open = false;
}
restore();
