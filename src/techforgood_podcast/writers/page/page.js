const FACETS = ["theme", "guest", "organisation", "place", "host"];
const KINDS = {
  theme: "theme",
  guest: "person",
  organisation: "organisation",
  place: "place",
  host: "person",
};
const HALF_AN_HOUR = 30 * 60;
// So many characters of a text are shown before and after what was found.
const AROUND = 90;
// So many results have their words marked, and no more.
const MARKED = 100;
// On such a screen the filters would push the results out of sight.
const NARROW = "(max-width: 40rem)";
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

// ------------------------------------------------------------------------------------ episodes

const textOf = ({ textContent }) => textContent.replace(/\s+/g, " ").trim();

function read(article, position) {
  const ids = Object.fromEntries(
    FACETS.map((facet) => [facet, (article.dataset[facet] ?? "").split(" ").filter(Boolean)]),
  );
  const { seconds } = article.dataset;
  ids.duration = seconds === undefined ? [] : [seconds < HALF_AN_HOUR ? "short" : "long"];
  const always = Array.from(article.querySelectorAll("h4, .host, .themes li"), textOf).join("\n");
  const hidden = texts[position].flat().filter((line) => !always.includes(line));
  const passages = Array.from(article.querySelectorAll(".summary .text, .other .text, dd li"));
  const found = document.createElement("p");
  found.className = "found";
  found.hidden = true;
  article.querySelector("h4").after(found);
  const code = fold(article.querySelector(".code").textContent);
  return { article, code, ids, passages, hidden, found };
}

const episodes = Array.from(list.querySelectorAll(".episode"), read);

const has = (episode, facet, value) => !value || episode.ids[facet].includes(value);

// -------------------------------------------------------------------------------------- showing

function highlight(wanted, shown) {
  if (!globalThis.Highlight) return;
  const ranges = [];
  for (const { article } of wanted ? shown.slice(0, MARKED) : []) {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const { start, stop } of matched(walker.currentNode.data, wanted)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, start);
        range.setEnd(walker.currentNode, stop);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

// What was found beyond the title, the hosts and the themes, which are always seen: the text of the
// episode with most matches or, if it has more of them, a text that the page does not show.
function snippet({ passages, hidden, found, article }, wanted) {
  const every = [...passages.map(textOf), ...hidden];
  const matches = every.map((text) => (wanted ? countMatches(keyOf(text), wanted) : 0));
  const most = Math.max(0, ...matches);
  found.hidden = most === 0;
  article.classList.toggle("matched", most > 0);
  if (most === 0) return;
  const best = matches.indexOf(most);
  const text = every[best];
  const { start: first, stop } = matched(text, wanted)[0];
  const start = text.lastIndexOf(" ", Math.max(0, first - AROUND)) + 1;
  const end = text.indexOf(" ", stop + AROUND);
  const cut = text.slice(start, end < 0 ? undefined : end);
  found.textContent = `${start ? "… " : ""}${cut}${end < 0 ? "" : " …"}`;
  found.lang = passages[best]?.closest("[lang]").lang ?? "";
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

function countMessage(number) {
  if (number === 0) return count.dataset.none;
  return number === 1 ? count.dataset.one : count.dataset.many.replace("{n}", number);
}

function show(state) {
  const answer = search(state.q);
  let found = answer ? answer.found.map(([position]) => episodes[position]) : episodes;
  // Codes are not in the texts that are searched.
  if (!found.length) found = episodes.filter(({ code }) => code === fold(state.q));
  const facets = Object.keys(selects);
  const kept = (but) => found.filter((episode) =>
    facets.every((facet) => facet === but || has(episode, facet, state[facet])));
  const shown = kept();
  for (const facet of facets) fill(facet, kept(facet), state[facet]);
  const visible = new Set(shown.map(({ article }) => article));
  for (const { article } of episodes) article.hidden = !visible.has(article);
  for (const episode of shown) snippet(episode, answer?.wanted);
  const active = document.activeElement;
  if (answer) {
    const others = original.filter((element) => !visible.has(element));
    list.replaceChildren(...(shown.length ? [results] : []), ...visible, ...others);
  } else if (original.some((element, place) => element !== list.children[place])) {
    list.replaceChildren(...original);
  }
  if (active !== document.activeElement) active.focus({ preventScroll: true });
  for (const heading of original.filter((element) => element.matches("h3"))) {
    let next = heading.nextElementSibling;
    while (next?.hidden) next = next.nextElementSibling;
    heading.hidden = answer !== null || !next?.matches(".episode");
  }
  clear.hidden = !Object.values(state).some(Boolean);
  const text = episodes.length ? countMessage(shown.length) : "";
  if (count.textContent !== text) count.textContent = text;
  highlight(answer?.wanted, shown);
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
    option.dataset.label = "\u2003".repeat(depth) + item.querySelector("b").textContent;
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
