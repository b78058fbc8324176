// The episodes: which of them are shown, in which order, and what is said of that.

// What has an entry and a profile.
const ENTRIES = ["person", "organisation", "place", "theme"];
const FACETS = [...ENTRIES, "duration", "year"];
const HALF_AN_HOUR = 30 * 60;
const POPULAR = 6;
const byId = (id) => document.getElementById(id);
const make = (name, properties) => Object.assign(document.createElement(name), properties);
const [query, order, count, chips, list, found, rest, profile, none] =
  ["query", "order", "count", "chips", "list", "found", "rest", "profile", "none"].map(byId);
const home = Array.from(list.children);
// The filters that are chosen from a list.
const selects = Object.fromEntries(["theme", "duration", "year"]
  .map((facet) => [facet, byId(`by-${facet}`)]).filter(([, select]) => select));
const tongues = Array.from(document.querySelectorAll("[name=tongue]"));
const results = document.createElement("h3");
const things = make("p", { id: "things", hidden: true });
chips.after(things);

// What the address says, and the episodes that match it.
let state = {};
let shown = [];
let rows = INDEX.rows;
let snippets = [];

// ------------------------------------------------------------------------------------ languages

const [main] = Object.keys(INDEX.words);
const tongue = () => tongues.find(({ checked }) => checked)?.value ?? main;
const word = (key) => INDEX.words[tongue()][key];
// What the style shows: the second language, or all that is not in it.
const isShown = (tag) => (tag === tongues[1]?.value) === (tongue() === tongues[1]?.value);

// A text in the language that the reader chose, on one line.
function textOf(element) {
  let text = "";
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const own = walker.currentNode.parentElement?.closest("bdi, div[lang]");
    if (!own || isShown(own.lang)) text += walker.currentNode.data;
  }
  return text.replace(/\s+/g, " ").trim();
}

// The same of what stays as it is while a reader types.
const known = new Map();
function lineOf(element) {
  if (!known.has(element)) known.set(element, textOf(element));
  return known.get(element);
}

const capitalized = (text) => text[0].toUpperCase() + text.slice(1);
const nameOf = (facet, id) => byId(`${facet}-${id}`).querySelector("b");

// ------------------------------------------------------------------------------------- episodes

function read(article, place) {
  const { id, dataset } = article;
  const { seconds } = dataset;
  const ids = Object.fromEntries(
    ENTRIES.map((facet) => [facet, dataset[facet] ? dataset[facet].split(" ") : []]));
  ids.duration = seconds === undefined ? [] : [seconds < HALF_AN_HOUR ? "short" : "long"];
  const day = article.querySelector(".row time[datetime*='-']")?.dateTime;
  ids.year = day ? [day.slice(0, 4)] : [];
  const position = INDEX.order?.[place] ?? place;
  const { hash } = article.querySelector(".row > :is(h3, h4) a");
  return { article, position, id: id.slice("episode-".length), hash, ids };
}

// In the order of the library, which decides between results that are equally good.
const episodes = Array.from(list.querySelectorAll(".episode"), read)
  .sort((a, b) => a.position - b.position);
const byArticle = new Map(episodes.map((episode) => [episode.article, episode]));
const has = (episode, facet) => !state[facet] || episode.ids[facet].includes(state[facet]);
const titleOf = ({ article }) => article.querySelector(".row > :is(h3, h4) a");

// Those that match what is searched for and filtered by, best first; all but one filter may count.
function select() {
  const answer = search(state.q ?? "");
  const all = answer ? answer.found.map(([position]) => episodes[position]) : episodes;
  const kept = (but) => all.filter((episode) =>
    FACETS.every((facet) => facet === but || has(episode, facet)));
  return { answer, kept };
}

// The list from its other end. Headings stay before their episodes, what has no day stays last.
function turn() {
  const turned = [];
  let place = 0;
  for (const element of home) {
    if (!element.matches(".episode")) place = element.id === "others" ? turned.length : 0;
    turned.splice(place, 0, element);
    if (!element.matches(".episode")) place += 1;
  }
  return turned;
}

function inOrder() {
  if (!order?.value) return home;
  if (!INDEX.ages) return turn();
  const aged = home.map((element, place) => [INDEX.ages[place], element])
    .sort(([one], [other]) => one - other).map(([, element]) => element);
  return order.value === "oldest" ? aged : aged.reverse();
}

// Everything is in its place in the list, or what matches is before it.
function showEverything() {
  const wished = inOrder();
  if (found.firstChild || wished.some((element, place) => element !== list.children[place])) {
    list.replaceChildren(...wished);
    found.replaceChildren();
  }
  return episodes.length;
}

function showSome(ranked) {
  let elements = [results, ...shown.map(({ article }) => article)];
  if (!ranked) {
    const articles = new Set(elements);
    let heading = null;
    elements = inOrder().flatMap((element) => {
      if (!element.matches(".episode")) heading = element;
      if (!articles.has(element)) return [];
      const before = heading ? [heading, element] : [element];
      heading = null;
      return before;
    });
    shown = elements.map((element) => byArticle.get(element)).filter(Boolean);
  }
  const last = shown[rows - 1]?.article;
  const next = last ? elements.slice(0, elements.indexOf(last) + 1) : elements;
  const kept = new Set(next);
  list.append(...Array.from(found.children).filter((one) => one !== results && !kept.has(one)));
  found.replaceChildren(...(shown.length ? next : []));
  return shown.length;
}

function showList() {
  for (const text of snippets) text.remove();
  snippets = [];
  const { answer, kept } = select();
  shown = kept();
  for (const facet of Object.keys(selects)) fill(facet, kept(facet));
  const isSome = answer !== null || shown.length < episodes.length;
  results.textContent = word("results");
  const number = isSome ? showSome(answer !== null) : showEverything();
  rest.hidden = number <= rows;
  document.documentElement.classList.toggle("many", !isSome && number > rows);
  [list.hidden, found.hidden] = [isSome, !isSome];
  if (!isSome) shown = inOrder().map((element) => byArticle.get(element)).filter(Boolean);
  if (answer) for (const episode of shown.slice(0, rows)) snippet(episode, answer.wanted);
  if (order) order.parentElement.hidden = answer !== null;
  byId("download").hidden = !shown.length;
  none.hidden = shown.length > 0 || !episodes.length || isProfile(state);
  showChips();
  showThings(answer);
  const missed = answer && shown.length ? asTyped(state.q, answer.missed) : [];
  const left = state.duration ? kept("duration").filter(({ ids }) => !ids.duration.length) : [];
  say(count, [
    episodes.length > 1 ? message("count", shown.length) : "",
    left.length ? message("no_length", left.length) : "",
    missed.length ? word("missed").replace("{}", missed.join(", ")) : "",
  ].filter(Boolean).join(" · "));
  return answer?.wanted;
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function message(key, number) {
  if (number < 2) return word(`${key}_${number ? "one" : "none"}`);
  return word(`${key}_many`).replace("{n}", number);
}

function fill(facet, among) {
  const value = state[facet] ?? "";
  const numbers = new Map();
  for (const { ids } of among) {
    for (const id of ids[facet]) numbers.set(id, (numbers.get(id) ?? 0) + 1);
  }
  const select = selects[facet];
  for (const option of select.options) {
    if (!option.value) continue;
    const number = numbers.get(option.value) ?? 0;
    const text = `${option.dataset.label} (${number})`;
    if (option.text !== text) option.textContent = text;
    const idle = number === 0 && option.value !== value;
    if (option.disabled !== idle) option.disabled = option.hidden = idle;
  }
  if (select.value !== value) select.value = value;
  select.classList.toggle("on", value !== "");
}

function labelOf(facet, value) {
  if (facet === "q" || facet === "year") return value.trim();
  return facet === "duration" ? word(value) : textOf(nameOf(facet, value));
}

// What is searched for, each with a button that removes it.
function showChips() {
  const active = ["q", ...FACETS].filter((key) => state[key]?.trim());
  const focus = chips.contains(document.activeElement);
  chips.replaceChildren(...active.map((key) => {
    const label = labelOf(key, state[key]);
    const chip = make("button", { type: "button", className: "chip", textContent: label });
    chip.setAttribute("aria-label", word("remove").replace("{}", label));
    chip.addEventListener("click", () => change({ [key]: "" }));
    return chip;
  }));
  if (active.length) {
    const clear = make("button", { type: "button", id: "clear", textContent: word("clear") });
    clear.addEventListener("click", reset);
    chips.append(clear);
  }
  if (focus) (chips.querySelector("button") ?? query).focus({ preventScroll: true });
}

// What a query names itself: people, organisations, places and themes.
const named = remember(() => ENTRIES.flatMap((facet) => {
  const links = document.querySelectorAll(`.index li[id^=${facet}-] > div > b a`);
  return Array.from(links, (link) => ({ facet, link, keys: textNodes(link).map(keyOf) }));
}));

function showThings(answer) {
  const best = answer ? namedBy(answer.key, answer, named()) : [];
  things.hidden = !best.length;
  things.replaceChildren(...best.flatMap(({ facet, link }, place) =>
    [place ? make("br") : "", `${capitalized(word(facet))}${word("colon")} `, link.cloneNode(true), " →"]));
}

// What was found beyond the row: the text of the episode with most matches or, if it has more of
// them, a text that the page does not show.
function snippet({ article, position }, wanted) {
  const row = article.firstElementChild;
  const seen = textOf(row);
  const passages = Array.from(article.querySelectorAll(".text, .notes p, dd li"))
    .filter((element) => isShown(element.closest("div[lang]")?.lang ?? tongue()));
  const hidden = hiddenLines(position).filter((line) => !seen.includes(line));
  const excerpt = excerptOf([...passages.map(lineOf), ...hidden], wanted);
  if (!excerpt) return;
  const made = make("p", {
    className: "found",
    textContent: excerpt.cut,
    lang: excerpt.best < passages.length ? tongue() : "",
  });
  titleOf({ article }).parentElement.after(made);
  snippets.push(made);
}

function highlight(wanted, elements) {
  if (!globalThis.Highlight) return;
  const ranges = [];
  for (const element of wanted ? elements : []) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const { start, stop } of matched(walker.currentNode.data, wanted)) {
        const { currentNode: node } = walker;
        // A live range would slow every later change of the page.
        ranges.push(new StaticRange(
          { startContainer: node, startOffset: start, endContainer: node, endOffset: stop }));
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}
