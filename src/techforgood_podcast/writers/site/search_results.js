// What the search of a site finds, in place of the page from which it is asked. What a row shows is
// decided by row_of in page_and_site/headings.py, and written to the index by site/search.py.

import { fold } from "../page_and_site/fold.js";
import { button, byId, capitalized, make, unique } from "../page_and_site/helpers.js";
import { highlight, message, saidOf, showExcerpt, showThings } from "../page_and_site/results.js";
import { INDEX, keyOf, lacking, namedBy, search, textsOf } from "../page_and_site/search.js";
import { findMoments, inShow, showMoments } from "./moments.js";

const spoken = document.documentElement.lang;
const word = (key) => INDEX.words[spoken][key];
const place = Object.keys(INDEX.words).indexOf(spoken);
const { up } = byId("find").dataset;

// What differs between languages is a list.
const own = (text) => (Array.isArray(text) ? text[place] : text);
const things = INDEX.things.map(([kind, path, names]) =>
  ({ kind, path, names, keys: unique([names].flat().map(keyOf)) }));
const linkTo = ({ path, names }, text = own(names)) =>
  make("a", { href: up + path, textContent: text, dir: "auto" });

// -------------------------------------------------------------------------------------- the rows

// A name: the number of a thing, or a text with the number of its thing, if it has one.
function nameOf(name) {
  if (!Array.isArray(name)) return linkTo(things[name]);
  const [text, number] = name;
  return number === undefined ? own(text) : linkTo(things[number], own(text));
}

// An element with some parts, or none where there are none.
function put(element, parts, between = " ") {
  const some = parts.filter(Boolean);
  element.append(...some.flatMap((part, at) => (at ? [between, part] : [part])));
  return some.length ? element : "";
}

const line = (className, ...parts) => put(make("p", { className }), parts);
const listOf = (label, names, more) =>
  put(make("span"), [label, put(make("span"), names.map(nameOf), ", "), more]);

// The gist, and the line of the summary or of the notes that begins with it, if one does.
function gistOf(at, gist) {
  if (!Array.isArray(gist)) return [gist];
  const [start, length, end] = gist;
  const text = Array.from(INDEX.told.map((kind) => textsOf[at][kind]).find(Boolean)).slice(start);
  return [text.slice(0, length).join("") + end, text.join("").split("\n")[0]];
}

// The same as episode_row.jinja makes of the same data, which search.py writes.
function rowOf(at, wanted) {
  const [id, code, details = [], gists, guests = [], unnamed, themes = [], listen, hosts = []] =
    INDEX.episodes[at].map((value) => value || undefined);
  const href = `${up}episodes/${id}.html`;
  const [gist, ...told] = gists ? gistOf(at, own(gists)) : [];
  const noun = word(`more_guests_${unnamed > 1 ? "many" : "one"}`);
  const more = make("a", { href, tabIndex: -1 }, `+${unnamed}`,
    make("span", { className: "hush", textContent: ` ${noun}` }));
  const isAway = typeof listen === "string";
  const domain = isAway ? /[^.]+\.(?:\w{2,3}\.\w\w|[^.]+)$/.exec(new URL(listen).hostname)?.[0] : "";
  const away = isAway ? { href: listen, rel: "noopener external" } : { href, className: "listen" };
  const sound = listen && !isAway && make(listen[1] ? "video" : "audio",
    { hidden: true, controls: true, preload: "none", src: listen[0] });
  const row = make("div", { className: "row" },
    line("meta", code && make("b", { className: "code", textContent: own(code) }),
      ...details.map((text) => make("span", { dir: "auto", textContent: own(text) }))),
    make("h3", inShow, make("a", { href, textContent: textsOf[at][INDEX.title] })),
    put(make("p", { className: "gist", dir: "auto" }), [gist]),
    line("who", guests.length && listOf(word("with"), guests, unnamed && more),
      hosts.length && listOf(word(hosts[1] ? "hosts" : "host") + word("colon"), hosts)),
    put(make("p", { className: "about" }), themes.map(nameOf), ", "),
    line("do", listen && put(make("a", away), [word("listen"), domain && make("small", { textContent: domain })]), sound));
  const seen = ` ${fold(Array.from(row.children, (one) => one.textContent).join(" "))} `;
  const others = [...told, ...lacking[at]].filter((one) => !seen.includes(` ${keyOf(one)} `));
  showExcerpt(row, others, wanted);
  const article = make("article", { className: "episode" }, row);
  article.dataset.id = `episode-${id}`;
  return article;
}

// ------------------------------------------------------------------------------------ the answer

async function answer(text) {
  const answered = search(text);
  byId("results").hidden = !answered;
  document.documentElement.classList.toggle("searching", Boolean(answered));
  highlight(null, []);
  if (!answered) return;
  const { found: all, wanted } = answered;
  const head = (...parts) => {
    const said = all.length ? saidOf(word, text, answered, () => lacking[all[0][0]].join(" \n ")) : [];
    const textContent = [...parts, ...said].filter(Boolean).join(" · ");
    if (byId("answer").textContent !== textContent) byId("answer").replaceChildren(make("h1", { textContent }));
  };
  if (all.length) head(message(word, "count", all.length));
  showThings(word, byId("things"), namedBy(answered.key, answered, things)
    .map((thing) => ({ ...thing, link: linkTo(thing) })));
  const heading = make("h2", { className: "hush", textContent: word("results") });
  let shown = 0;
  const show = (more) => {
    rest.before(...all.slice(shown, shown + more).map(([at]) => rowOf(at, wanted)));
    shown += more;
    rest.hidden = shown >= all.length;
    highlight(wanted, [byId("found")]);
  };
  const rest = button(word("show_more"), () => {
    const next = byId("found").querySelectorAll("article").length;
    show($MORE);
    byId("found").querySelectorAll("h3 a")[next].focus({ preventScroll: true });
  });
  byId("found").replaceChildren(heading, rest);
  show($RESULTS);
  const moments = await findMoments(answered);
  if (text !== byId("query").value) return;
  // What is said is neither missed nor misspelt.
  answered.missed = answered.missed.filter((one) => !moments.heard.includes(one));
  answered.taken = answered.taken.filter(([one]) => !moments.heard.includes(one));
  head(all.length || !moments.found.length ? message(word, "count", all.length)
    : capitalized(word("moments")));
  showMoments(moments, word);
}

byId("query").addEventListener("ask", ({ target }) => answer(target.value));
