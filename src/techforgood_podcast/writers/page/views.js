// What the reader sees, and its address: the episodes, one of them, a profile, or a list of names.

import { button, byId, capitalized, make, moment } from "../page_and_site/helpers.js";
import { offerCopies } from "../page_and_site/panel.js";
import { ready } from "../page_and_site/player.js";
import { highlight, message } from "../page_and_site/results.js";
import { INDEX } from "../page_and_site/search.js";
import { lines, main, say, textOf, tongue, tongues, word } from "./languages.js";
import {
  ENTRIES, FACETS, byArticle, chips, episodes, found, isProfile, list, nameOf, order, page,
  profile, query, selects, showList, titleOf,
} from "./filters.js";
import { cardOf } from "./tasks.js";

const sections = Array.from(document.querySelectorAll("main > .index"));
const contents = Array.from(document.querySelectorAll("nav a"));
const [back, lost] = ["back", "lost"].map(byId);
const name = document.title;
// The episode that is open, the card, and what writes into the address what was typed.
let open = null;
let frame = null;
let later;
let write = null;
// --------------------------------------------------------------------------------- the address

const KIND = RegExp(`^(${["episode", "source", ...ENTRIES].join("|")})-`);

// The page has checksums of withdrawn ids, which may be names of people who asked to be left out.
function checksum(text) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}

const isWithdrawn = (text = "") =>
  [text, text.replace(KIND, "")].some((id) => INDEX.withdrawn.includes(checksum(id)));

// What an address asks for: its parts, the element that it leads to, or what is not on the page.
function readAddress() {
  const { place, at: t } = moment(location.hash);
  if (place.includes("=")) return { ...readParts(new URLSearchParams(place.slice(1))), t };
  // Unlike decodeURIComponent, this takes a percent sign that stands for itself.
  const text = new URLSearchParams(`=${place.slice(1).replace(/[+&]/g, encodeURIComponent)}`).get("");
  if (!text || text === "episodes") return {};
  const target = byId(text);
  const article = target?.closest(".episode");
  if (article) return { episode: byArticle.get(article).id, t };
  // A retired id stands in the entry of what replaces it.
  const [, facet, id] = /^([a-z]+)-(.+)$/.exec(target?.closest("li")?.id ?? "") ?? [];
  if (ENTRIES.includes(facet)) return { [facet]: id };
  const section = target?.closest("main > section");
  if (!section) return { lost: text };
  return { view: section.matches(".index") ? section.id : "", at: target };
}

function readParts(parts) {
  const wanted = { q: parts.get("q") ?? "", lang: parts.get("lang") ?? "" };
  const keep = (key, value, known) => {
    if (value && known) wanted[key] = known;
    else if (value) wanted.lost = value;
  };
  for (const facet of ENTRIES) {
    const entry = byId(`${facet}-${parts.get(facet)}`)?.closest("li");
    keep(facet, parts.get(facet), entry?.id.slice(facet.length + 1));
  }
  for (const facet of ["duration", "year"]) {
    const value = parts.get(facet);
    keep(facet, value, episodes.some(({ ids }) => ids[facet].includes(value)) && value);
  }
  const view = parts.get("view");
  keep("view", view, sections.find(({ id }) => id === view)?.id);
  const named = parts.get("card") ?? (parts.has("episode") ? `episode-${parts.get("episode")}` : "");
  const article = byId(named)?.closest(".episode");
  keep(parts.has("card") ? "card" : "episode", named, byArticle.get(article)?.id);
  const chosen = parts.get("order");
  if (chosen && Array.from(order?.options ?? []).some(({ value }) => value === chosen)) {
    wanted.order = chosen;
  }
  return wanted;
}

const codeLink = (id) => episodes.find((episode) => episode.id === id).hash;

function address(wanted) {
  const keys = ["q", ...FACETS, "order", "view", "episode", "card", "lang"];
  const parts = keys.filter((key) => wanted[key]?.trim()).map((key) => [key, wanted[key]]);
  const [[key, value] = []] = parts;
  if (parts.length === 1 && key === "episode") return codeLink(value);
  if (parts.length === 1 && key === "view") return `#${value}`;
  if (parts.length === 1 && ENTRIES.includes(key)) return `#${key}-${value}`;
  return parts.length ? `#${new URLSearchParams(parts)}` : "#";
}

// --------------------------------------------------------------------------------------- views

// The entry of the person, organisation, place or theme that is filtered by; of the first only.
function showProfile() {
  profile.hidden = !isProfile(page.state);
  if (profile.hidden) return;
  const facet = ENTRIES.find((key) => page.state[key]);
  const id = page.state[facet];
  const entry = byId(`${facet}-${id}`).querySelector(":scope > div").cloneNode(true);
  const own = entry.querySelector("b");
  const heading = make("h2", { id: "profile-name" }, ...own.querySelector("a").childNodes);
  own.remove();
  const kind = make("p", { className: "kicker", textContent: word(facet) });
  // Which episodes say so is plain where there is only one.
  profile.classList.toggle("single", page.shown.length === 1);
  profile.setAttribute("aria-labelledby", heading.id);
  profile.replaceChildren(kind, heading, entry, ...kinOf(facet, id), ...companyOf(facet, id));
}

// The themes or places above and below one.
function kinOf(facet, id) {
  const item = byId(`${facet}-${id}`);
  const kin = {
    [facet === "theme" ? "broader" : "parents"]: [item.parentElement.closest("li[id]")],
    [facet === "theme" ? "narrower" : "places"]: Array.from(item.querySelectorAll(":scope > ul > li")),
  };
  return Object.entries(kin).flatMap(([key, items]) => {
    const links = items.filter(Boolean)
      .map((one) => one.querySelector("b").firstElementChild.cloneNode(true));
    return links.length ? [listOf(word(key) + word("colon"), links)] : [];
  });
}

const listOf = (label, links, className = "") => make("p", { className },
  `${capitalized(label)} `, ...links.flatMap((link, place) => (place ? [", ", link] : [link])));

// With whom a person speaks.
function companyOf(facet, id) {
  if (facet !== "person") return [];
  const others = new Set(page.shown.flatMap(({ ids }) => ids.person));
  others.delete(id);
  if (!others.size) return [];
  return [listOf(word("with"), Array.from(others, (other) =>
    nameOf("person", other).firstElementChild.cloneNode(true)), "company")];
}

function labelOf(facet, value) {
  if (facet === "q" || facet === "year") return value.trim();
  return facet === "duration" ? word(value) : textOf(nameOf(facet, value));
}

// What is searched for, each with a button that removes it.
function showChips() {
  const active = ["q", ...FACETS].filter((key) => page.state[key]?.trim());
  const focus = chips.contains(document.activeElement);
  chips.replaceChildren(...active.map((key) => {
    const label = labelOf(key, page.state[key]);
    const ariaLabel = word("remove").replace("{}", label);
    return button(label, () => change({ [key]: "" }), { className: "chip", ariaLabel });
  }));
  if (active.length) chips.append(button(word("clear"), reset, { id: "clear" }));
  if (focus) (chips.querySelector("button") ?? query).focus({ preventScroll: true });
}

// Shows what the state says, and returns the heading of it.
export function show() {
  const { view = "", card = "" } = page.state;
  const episode = episodes.find(({ id }) => id === (card || page.state.episode)) ??
    (episodes.length === 1 && !view && !isProfile(page.state) ? episodes[0] : null);
  const wanted = showList();
  showChips();
  showProfile();
  if (open) {
    open.article.classList.remove("open");
    titleOf(open).parentElement.removeAttribute("aria-level");
  }
  open = episode;
  const home = byId("episodes");
  home.classList.toggle("one", Boolean(episode));
  home.hidden = view !== "";
  if (view) profile.hidden = true;
  for (const section of sections) section.hidden = section.id !== view;
  const root = document.documentElement.classList;
  const asked = Boolean(episode || view || page.shown.length < episodes.length || page.state.q?.trim());
  root.toggle("away", asked || isProfile(page.state));
  root.toggle("card", card !== "");
  root.toggle("heard", Boolean(episode?.article.querySelector(".row > .do")));
  frame?.remove();
  frame = card ? cardOf(episode) : null;
  if (frame) document.body.prepend(frame);
  back.hidden = !episode || episodes.length < 2;
  if (episode) {
    episode.article.classList.add("open");
    // The headings above it are not shown.
    titleOf(episode).parentElement.setAttribute("aria-level", "2");
    offerCopies(word, episode.article);
    [list.hidden, found.hidden] = [list, found].map((one) => !one.contains(episode.article));
    profile.hidden = true;
    back.firstElementChild.textContent = message(word, "count", page.shown.length);
    back.firstElementChild.href = address({ ...page.state, episode: "", card: "" });
  }
  lost.hidden = !page.state.lost;
  const reason = word(isWithdrawn(page.state.lost) ? "withdrawn" : "lost");
  say(lost, page.state.lost ? reason.replace("{}", page.state.lost) : "");
  for (const link of contents) {
    const isHere = link.hash === `#${view || "episodes"}` && !episode && !isProfile(page.state);
    link.toggleAttribute("aria-current", isHere);
    // On a narrow screen the contents are one line that scrolls.
    if (isHere && view) link.closest("nav").scrollLeft = link.offsetLeft;
  }
  highlight(wanted, episode ? [episode.article]
    : page.shown.slice(0, page.rows).map(({ article }) => article.firstElementChild));
  const heading = episode ? titleOf(episode)
    : view ? byId(view).querySelector("h2")
      : profile.hidden ? null : byId("profile-name");
  document.title = heading ? `${textOf(heading)} – ${name}` : name;
  return episode ? heading : view ? heading : profile.hidden ? null : profile;
}

// What the state holds is what the controls show.
function set(wanted) {
  page.state = wanted;
  page.rows = $ROWS;
  if (query.value !== (page.state.q ?? "")) query.value = page.state.q ?? "";
  if (order) order.value = page.state.order ?? "";
  const speaks = page.state.lang || main;
  if (tongues.length) (tongues.find(({ value }) => value === speaks) ?? tongues[0]).checked = true;
}

// Everything that the script prints, in the language that the reader chose.
export function speak() {
  const root = document.documentElement;
  root.lang = tongue();
  root.dir = word("dir");
  lines.clear();
  for (const element of document.querySelectorAll("[data-said]")) {
    element.setAttribute("aria-label", word(element.dataset.said));
    if (element.lang) element.lang = word("tag");
  }
  query.placeholder = word("search_hint");
  for (const option of document.querySelectorAll("option[data-word]")) {
    option.textContent = word(option.dataset.word);
  }
  for (const option of selects.duration?.options ?? []) {
    if (option.value) option.dataset.label = word(option.value);
  }
  for (const option of selects.theme?.options ?? []) {
    const indent = "\u2003".repeat(option.dataset.depth);
    if (option.value) option.dataset.label = indent + textOf(nameOf("theme", option.value));
  }
}

// Opens what the address says; in front of the reader, unless the browser finds the place again.
export function restore({ focus = false, scroll = true } = {}) {
  write = null;
  const { at, t, ...wanted } = readAddress();
  const before = tongue();
  const left = open;
  set(wanted);
  if (tongue() !== before || !document.documentElement.lang) speak();
  const heading = show();
  if (open) ready(open.article, t);
  if (at && !at.matches(".index")) {
    if (at.checkVisibility?.() === false) showRest();
    at.scrollIntoView();
  } else if (scroll) {
    scrollTo(0, 0);
  }
  if (focus && heading) {
    if (!heading.matches("a")) heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  } else if (left && !open && [document.body, back.firstElementChild].includes(document.activeElement)) {
    // What is read on begins where the reader left the list.
    titleOf(left).focus({ preventScroll: !scroll });
  }
}

function writeTyped() {
  clearTimeout(later);
  write?.();
  write = null;
}

// Wherever a link leads, the language and the order are kept; so is all else if the link leads to
// one of the episodes that are listed.
export function navigate(hash) {
  writeTyped();
  history.pushState(null, "", hash || "#");
  const { lang = "", order: turned = "" } = page.state;
  const { at, lost: unknown, ...wanted } = readAddress();
  const isListed = !page.state.view && page.shown.some(({ id }) => id === wanted.episode);
  const next = { ...(isListed ? page.state : { lang, order: turned }), ...wanted };
  if (!unknown && !(at && !at.matches(".index"))) history.replaceState(null, "", address(next));
  restore({ focus: true });
}

export function change(changes, { replace = false } = {}) {
  const wanted = { ...page.state, view: "", episode: "", card: "", lost: "", ...changes };
  set(wanted);
  show();
  // Browsers take their time to change an address; what is typed is there once nobody types.
  if (!replace) writeTyped();
  write = () => {
    if (address(wanted) === (location.hash || "#")) return;
    history[replace ? "replaceState" : "pushState"](null, "", address(wanted));
  };
  clearTimeout(later);
  if (replace) later = setTimeout(writeTyped, $PAUSE);
  else writeTyped();
}

export function reset() {
  change(Object.fromEntries(["q", ...FACETS].map((key) => [key, ""])));
  query.focus({ preventScroll: true });
}

export function showRest(more = Infinity) {
  page.rows += more;
  show();
}
