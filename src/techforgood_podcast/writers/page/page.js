// What has an entry, which is shown above the results when the filter is set; the first one only.
const ENTRIES = ["person", "organisation", "place", "theme"];
const HALF_AN_HOUR = 30 * 60;
// Characters of a text that are shown before and after a match.
const AROUND = 90;
// The first results show where they match, and have their words marked.
const MARKED = 100;
const POPULAR = 6;
// On such a screen the filters would push the results out of sight.
const NARROW = "(max-width: 40rem)";
const byId = (id) => document.getElementById(id);
// The filters that the page has.
const FACETS = ["theme", "duration", "person", "organisation", "place", "year"]
  .filter((facet) => byId(`by-${facet}`));
const [query, filters, order, count, chips, list, profile, none] =
  ["query", "filters", "order", "count", "chips", "list", "profile", "none"].map(byId);
const original = Array.from(list.children);
const selects = Object.fromEntries(FACETS.map((facet) => [facet, byId(`by-${facet}`)]));
const tongues = Array.from(document.querySelectorAll("[name=tongue]"));
const results = document.createElement("h3");
// The id of the episode that the address names.
let opened = "";

// The id of the episode that an element is in.
const idOf = (element) => element.closest(".episode").id.slice("episode-".length);
// The facet and the id of an entry, if an address leads to one.
const entryOf = (hash) => /^#([a-z]+)-(.+)$/.exec(hash)?.slice(1) ?? [];
const make = (name, properties) => Object.assign(document.createElement(name), properties);

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
    const own = walker.currentNode.parentElement.closest("bdi, div[lang]");
    if (!own || isShown(own.lang)) text += walker.currentNode.data;
  }
  return text.replace(/\s+/g, " ").trim();
}

// ------------------------------------------------------------------------------------- episodes

function read(article, position) {
  const ids = Object.fromEntries(
    ENTRIES.map((facet) => [facet, (article.dataset[facet] ?? "").split(" ").filter(Boolean)]),
  );
  const { seconds } = article.dataset;
  ids.duration = seconds === undefined ? [] : [seconds < HALF_AN_HOUR ? "short" : "long"];
  const found = make("p", { className: "found", hidden: true });
  ids.year = [article.querySelector(".meta time[datetime*='-']")?.dateTime.slice(0, 4)];
  const title = article.querySelector("h3, h4");
  title.after(found);
  const short = article.querySelector(".code");
  const code = fold(short.querySelector("time")?.dateTime ?? short.textContent);
  position = INDEX.order?.[position] ?? position;
  return { article, position, id: idOf(article), title, code, ids, found };
}

// In the order of the library, which decides between results that are equally good.
const episodes = Array.from(list.querySelectorAll(".episode"), read)
  .sort((a, b) => a.position - b.position);
// With one episode there is nothing to search.
const alone = episodes.length < 2;
const has = (episode, facet, value) => !value || episode.ids[facet].includes(value);

// -------------------------------------------------------------------------------------- showing

function highlight(wanted, some) {
  if (!globalThis.Highlight) return;
  const ranges = [];
  for (const { article } of wanted ? some : []) {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
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

// What was found beyond the title, the hosts and the themes, which are always seen: the text of the
// episode with most matches or, if it has more of them, a text that the page does not show.
function snippet({ article, position, found }, wanted) {
  const passages = Array.from(article.querySelectorAll(".text, .quote, dd li"))
    .filter((element) => isShown(element.closest("div[lang]")?.lang ?? tongue()));
  const always = Array.from(article.querySelectorAll("h3, h4, .host, .themes li"), textOf).join("\n");
  const hidden = texts[position].flat().filter((line) => !always.includes(line));
  const every = [...passages.map(textOf), ...hidden];
  const matches = every.map((text) => countMatches(keyOf(text), wanted));
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
  found.lang = best < passages.length ? tongue() : "";
}

function fill(facet, among, value) {
  const select = selects[facet];
  const numbers = new Map();
  for (const id of among.flatMap(({ ids }) => ids[facet])) {
    numbers.set(id, (numbers.get(id) ?? 0) + 1);
  }
  for (const option of Array.from(select.options)) {
    if (!option.value) continue;
    const number = numbers.get(option.value) ?? 0;
    const text = `${option.dataset.label} (${number})`;
    if (option.text !== text) option.textContent = text;
    option.disabled = option.hidden = number === 0 && option.value !== value;
  }
  select.value = value;
  select.classList.toggle("on", value !== "");
}

function countMessage(number) {
  if (number === 0) return word("count_none");
  return number === 1 ? word("count_one") : word("count_many").replace("{n}", number);
}

// What is searched for, each with a button that removes it.
function showChips(wanted) {
  const active = ["q", ...FACETS].filter((key) => wanted[key].trim());
  const focus = chips.contains(document.activeElement);
  chips.replaceChildren(...active.map((key) => {
    const label = key === "q" ? wanted.q.trim() : selects[key].selectedOptions[0].dataset.label;
    const chip = make("button", { type: "button", className: "chip", textContent: label.trim() });
    chip.setAttribute("aria-label", word("remove").replace("{}", label.trim()));
    chip.addEventListener("click", () => {
      (selects[key] ?? query).value = "";
      change();
    });
    return chip;
  }));
  if (active.length) {
    const clear = make("button", { type: "button", id: "clear", textContent: word("clear") });
    clear.addEventListener("click", reset);
    chips.append(clear);
  }
  if (focus) (chips.querySelector("button") ?? query).focus({ preventScroll: true });
}

// The entry of the person, organisation, place or theme that is filtered by.
function showProfile(wanted) {
  const facet = ENTRIES.find((key) => wanted[key]);
  profile.hidden = !facet;
  if (!facet) return;
  const entry = byId(`${facet}-${wanted[facet]}`).querySelector(":scope > div").cloneNode(true);
  const name = entry.querySelector("b");
  const heading = make("h2", { id: "profile-name" });
  heading.append(...name.querySelector("a").childNodes);
  name.remove();
  const kind = make("p", { className: "kicker", textContent: word(facet) });
  profile.setAttribute("aria-labelledby", heading.id);
  profile.replaceChildren(kind, heading, entry);
  const own = (link) => link.hash === `#${facet}-${wanted[facet]}`;
  const ties = Array.from(document.querySelectorAll("#ties li"))
    .filter((item) => Array.from(item.querySelectorAll("a"), own).includes(true));
  if (ties.length) {
    const found = make("ul", { className: "tied" });
    found.append(...ties.map((item) => item.cloneNode(true)));
    profile.append(found);
  }
}

// The list from its other end. Headings stay before their episodes, what has no day stays last.
function turn() {
  const turned = [];
  let place = 0;
  for (const element of original) {
    if (!element.matches(".episode")) place = element.id === "others" ? turned.length : 0;
    turned.splice(place, 0, element);
    if (!element.matches(".episode")) place += 1;
  }
  return turned;
}

function show(wanted) {
  const answer = search(wanted.q);
  let found = answer ? answer.found.map(([position]) => episodes[position]) : episodes;
  // Codes are not in the texts that are searched.
  if (!found.length) found = episodes.filter(({ code }) => code === fold(wanted.q));
  const kept = (but) => found.filter((episode) =>
    FACETS.every((facet) => facet === but || has(episode, facet, wanted[facet])));
  const some = kept();
  for (const facet of FACETS) fill(facet, kept(facet), wanted[facet]);
  const visible = new Set(some.map(({ article }) => article));
  for (const { article, found: text } of episodes) {
    article.hidden = !visible.has(article);
    article.classList.remove("matched");
    text.hidden = true;
  }
  if (answer) for (const episode of some.slice(0, MARKED)) snippet(episode, answer.wanted);
  const active = document.activeElement;
  if (answer) {
    results.textContent = word("results");
    const others = original.filter((element) => !visible.has(element));
    list.replaceChildren(...(some.length ? [results] : []), ...visible, ...others);
  } else {
    const wished = order?.value ? turn() : original;
    if (wished.some((element, place) => element !== list.children[place])) {
      list.replaceChildren(...wished);
    }
  }
  if (order) order.hidden = alone || answer !== null;
  if (active !== document.activeElement) active.focus({ preventScroll: true });
  for (const heading of original.filter((element) => element.matches("h3"))) {
    let next = heading.nextElementSibling;
    while (next?.hidden) next = next.nextElementSibling;
    heading.hidden = answer !== null || !next?.matches(".episode");
  }
  const asked = ["q", ...FACETS].some((key) => wanted[key].trim());
  document.documentElement.classList.toggle("asked", asked);
  none.hidden = some.length > 0 || !episodes.length;
  showChips(wanted);
  showProfile(wanted);
  const text = episodes.length ? countMessage(some.length) : "";
  if (count.textContent !== text) count.textContent = text;
  highlight(answer?.wanted, some.slice(0, MARKED));
}

// ---------------------------------------------------------------------------- state and address

function state() {
  return {
    q: query.value,
    ...Object.fromEntries(FACETS.map((facet) => [facet, selects[facet].value])),
    order: order?.value ?? "",
    episode: opened,
    lang: tongue() === main ? "" : tongue(),
  };
}

function address(wanted) {
  const parts = Object.entries(wanted).filter(([, value]) => value.trim());
  const [only] = parts;
  if (parts.length === 1 && only[0] === "episode") return codeLink(only[1]);
  return parts.length ? `#${new URLSearchParams(parts)}` : "#";
}

const codeLink = (id) => byId(`episode-${id}`).querySelector(".code").hash;

// The anchor of what a retired one leads to.
const current = (anchor) => byId(anchor)?.dataset.now ?? anchor;

// What an address asks for; that of an anchor may be an episode, or an entry to filter by.
function readAddress() {
  const hash = current(location.hash.slice(1));
  if (hash.includes("=")) return Object.fromEntries(new URLSearchParams(hash));
  const target = byId(hash);
  if (target?.matches(".episode, .code")) {
    return { episode: idOf(target) };
  }
  const [facet, id] = entryOf(`#${hash}`);
  return ENTRIES.includes(facet) && !alone ? { [facet]: id } : {};
}

const offers = (select, value) =>
  Array.from(select.options).some((option) => option.value === value);

function set(wanted) {
  query.value = wanted.q ?? "";
  for (const [facet, select] of Object.entries(selects)) {
    const [, value] = entryOf(`#${current(`${facet}-${wanted[facet]}`)}`);
    select.value = offers(select, value) ? value : "";
  }
  opened = episodes.some(({ id }) => id === wanted.episode) ? wanted.episode : "";
}

function restore(event) {
  const wanted = readAddress();
  const speaks = wanted.lang ?? main;
  for (const radio of tongues) radio.checked = radio.value === speaks;
  if (tongues.length && !tongues.some(({ checked }) => checked)) tongues[0].checked = true;
  if (order) order.selectedIndex = Number(wanted.order === order.options[1].value);
  set(wanted);
  speak();
  show(state());
  if (opened) open(opened, { focus: Boolean(event) });
  else if (!location.hash.includes("=") && profile.hidden) {
    byId(location.hash.slice(1))?.scrollIntoView();
  }
}

// Unfolds an episode and brings it into view.
function open(id, { focus = true } = {}) {
  const { article, title } = episodes.find((episode) => episode.id === id);
  const more = article.querySelector(":scope > .more");
  if (more) more.open = true;
  article.scrollIntoView();
  if (focus) title.querySelector("a").focus({ preventScroll: true });
}

function change({ replace = false, episode = "" } = {}) {
  opened = episode;
  const wanted = state();
  show(wanted);
  if (address(wanted) !== (location.hash || "#")) {
    history[replace ? "replaceState" : "pushState"](null, "", address(wanted));
  }
}

function reset() {
  set({});
  change();
  query.focus({ preventScroll: true });
}
