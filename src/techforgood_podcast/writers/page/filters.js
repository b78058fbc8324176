// The episodes: which of them are shown, in which order, and what is said of that.

import { byId, make, remember, textsIn } from "../page_and_site/helpers.js";
import { message, saidOf, showExcerpt, showThings } from "../page_and_site/results.js";
import { INDEX, isLacking, keyOf, lacking, namedBy, search } from "../page_and_site/search.js";
import { isShown, lineOf, say, textOf, tongue, word } from "./languages.js";

// What has an entry and a profile.
export const ENTRIES = ["person", "organisation", "place", "theme"];
export const FACETS = [...ENTRIES, "duration", "year"];
export const [query, order, chips, list, found, rest, profile] =
  ["query", "order", "chips", "list", "found", "rest", "profile"].map(byId);
const [count, none] = ["count", "none"].map(byId);
const home = Array.from(list.children);
// The filters that are chosen from a list.
export const selects = Object.fromEntries(["theme", "duration", "year"]
  .map((facet) => [facet, byId(`by-${facet}`)]).filter(([, select]) => select));
const results = make("h3");
const things = make("p", { id: "things", hidden: true });
chips.after(things);

// What the address says, and the episodes that match it.
export const page = { state: {}, shown: [], rows: $ROWS };
let snippets = [];

// ------------------------------------------------------------------------------------- episodes

export const nameOf = (facet, id) => byId(`${facet}-${id}`).querySelector("b");

function read(article, place) {
  const { id, dataset } = article;
  const ids = Object.fromEntries(
    [...ENTRIES, "duration"].map((facet) => [facet, dataset[facet]?.split(" ") ?? []]));
  const day = article.querySelector(".row time[datetime*='-']")?.dateTime;
  ids.year = day ? [day.slice(0, 4)] : [];
  const position = INDEX.order?.[place] ?? place;
  const { hash } = article.querySelector(".row > :is(h3, h4) a");
  return { article, position, id: id.slice("episode-".length), hash, ids };
}

// In the order of the library, which decides between results that are equally good.
export const episodes = Array.from(list.querySelectorAll(".episode"), read)
  .sort((a, b) => a.position - b.position);
export const byArticle = new Map(episodes.map((episode) => [episode.article, episode]));
const has = (episode, facet) => !page.state[facet] || episode.ids[facet].includes(page.state[facet]);
export const titleOf = ({ article }) => article.querySelector(".row > :is(h3, h4) a");

// --------------------------------------------------------------------------- what an episode says

const entry = remember((id) => byId(id).querySelector(":scope > div"));
const entriesOf = (at) => ENTRIES.flatMap((facet) =>
  episodes[at].ids[facet].map((id) => entry(`${facet}-${id}`)));
const partsOf = remember((element) => Array.from(element.querySelectorAll("b, p")));
const hiddenLines = (at) => [
  ...entriesOf(at).flatMap((element) => partsOf(element).map(lineOf)),
  ...lacking[at],
];

const keysOf = (element) => textsIn(element).map(({ data }) => keyOf(data));
const keysIn = remember((element) => ` ${keysOf(element).join(" \n ")} `);

// Whether an episode has a phrase in any language; what many episodes share is read first.
function says(at, phrase) {
  const own = episodes[at].article.querySelectorAll(".row, .whole :is(.summary, dl)");
  return isLacking(at, phrase) ||
    [...entriesOf(at), ...own].some((element) => keysIn(element).includes(` ${phrase} `));
}

// ------------------------------------------------------------------------------------- the list

// A profile is shown until something is searched for.
export const isProfile = ({ q, ...wanted }) => !q?.trim() && ENTRIES.some((facet) => wanted[facet]);

// Those that match what is searched for and filtered by, best first; all but one filter may count.
function select() {
  const answer = search(page.state.q ?? "", says);
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
  let elements = [results, ...page.shown.map(({ article }) => article)];
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
    page.shown = elements.map((element) => byArticle.get(element)).filter(Boolean);
  }
  const last = page.shown[page.rows - 1]?.article;
  const next = !page.shown.length ? [] : last ? elements.slice(0, elements.indexOf(last) + 1) : elements;
  const kept = new Set(next);
  for (const one of Array.from(found.children).filter((one) => !kept.has(one))) {
    if (one === results) one.remove();
    else list.append(one);
  }
  // A browser draws anew what is moved, even to where it is.
  for (const [place, one] of next.entries()) {
    if (one !== found.children[place]) found.insertBefore(one, found.children[place] ?? null);
  }
  return page.shown.length;
}

export function showList() {
  for (const text of snippets) text.remove();
  snippets = [];
  const { answer, kept } = select();
  page.shown = kept();
  for (const facet of Object.keys(selects)) fill(facet, kept(facet));
  // Where a reader asked for more of a long list, only so much of it is laid out.
  const isPart = page.rows > $ROWS && page.rows < episodes.length;
  const isSome = answer !== null || page.shown.length < episodes.length || isPart;
  results.textContent = word("results");
  const number = isSome ? showSome(answer !== null) : showEverything();
  rest.hidden = number <= page.rows;
  document.documentElement.classList.toggle("many", !isSome && number > page.rows);
  [list.hidden, found.hidden] = [isSome, !isSome];
  if (!isSome) page.shown = inOrder().map((element) => byArticle.get(element)).filter(Boolean);
  if (answer) for (const episode of page.shown.slice(0, page.rows)) snippet(episode, answer.wanted);
  if (order) order.parentElement.hidden = answer !== null;
  byId("download").hidden = !page.shown.length;
  none.hidden = page.shown.length > 0 || !episodes.length || isProfile(page.state);
  showThings(word, things, answer ? thingsIn(answer) : []);
  const best = answer && page.shown[0];
  const left = page.state.duration ? kept("duration").filter(({ ids }) => !ids.duration.length) : [];
  say(count, [
    episodes.length > 1 ? message(word, "count", page.shown.length) : "",
    left.length ? message(word, "no_length", left.length) : "",
    ...(best ? saidOf(word, page.state.q, answer,
      () => [textOf(best.article), ...hiddenLines(best.position)].join(" \n ")) : []),
  ].filter(Boolean).join(" · "));
  return answer?.wanted;
}

function fill(facet, among) {
  const value = page.state[facet] ?? "";
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

// What a query names itself: people, organisations, places and themes.
const named = remember(() => ENTRIES.flatMap((facet) => {
  const links = document.querySelectorAll(`.index li[id^=${facet}-] > div > b a`);
  return Array.from(links, (link) => ({ kind: facet, link, keys: keysOf(link) }));
}));
const thingsIn = (answer) => namedBy(answer.key, answer, named())
  .map((thing) => ({ ...thing, link: thing.link.cloneNode(true) }));

// The texts of an episode, each in its language if it has one.
const passagesOf = remember((article) => Array.from(article.querySelectorAll(".text, .notes p, dd li"),
  (element) => ({ element, lang: element.closest("div[lang]")?.lang })));

// What was found beyond the row: the text of the episode with most matches or, if it has more of
// them, a text that the page does not show.
function snippet({ article, position }, wanted) {
  const row = article.firstElementChild;
  const seen = lineOf(row);
  const passages = passagesOf(article).filter(({ lang }) => isShown(lang ?? tongue()))
    .map(({ element }) => element);
  const hidden = hiddenLines(position).filter((line) => !seen.includes(line));
  snippets.push(...showExcerpt(row, [...passages.map(lineOf), ...hidden], wanted,
    (best) => (best < passages.length ? tongue() : "")));
}
