// What the search of a site finds, in place of the page from which it is asked.

import { byId, capitalized, make, unique } from "../page_and_site/helpers.js";
import {
  INDEX, asTyped, excerptOf, keyOf, lacking, namedBy, sayTaken, search,
} from "../page_and_site/search.js";
import { findMoments, showMoments } from "./moments.js";

const episodes = INDEX.episodes.map(([id, code, title]) => ({ id, code, title }));
const things = INDEX.things.map(([kind, path, names]) =>
  ({ kind, path, names, keys: unique(Object.values(names).map(keyOf)) }));
const spoken = document.documentElement.lang;
const words = INDEX.words[spoken];
const { up } = byId("find").dataset;

function counted(number) {
  if (number < 2) return words[number ? "count_one" : "count_none"];
  return words.count_many.replace("{n}", number);
}

function rowOf(at, wanted) {
  const { id, code, title } = episodes[at];
  const row = make("div", { className: "row" });
  const meta = make("p", { className: "meta" });
  if (code) meta.append(make("b", { className: "code", textContent: code }));
  const heading = make("h3", { lang: INDEX.show.language });
  heading.append(make("a", { href: `${up}episodes/${id}.html`, textContent: title }));
  row.append(meta, heading);
  const others = lacking[at].filter((line) => keyOf(line) !== keyOf(title));
  const excerpt = excerptOf(others, wanted);
  if (excerpt) row.append(make("p", { className: "found", textContent: excerpt.cut, lang: "" }));
  const article = make("article", { className: "episode" });
  article.append(row);
  return article;
}

async function answer(text) {
  const answered = search(text);
  byId("results").hidden = !answered;
  document.documentElement.classList.toggle("searching", Boolean(answered));
  if (!answered) return;
  const { found: all, wanted, missed, taken } = answered;
  const said = !all.length ? [] : [
    taken.length ? sayTaken(words.taken, text, taken, lacking[all[0][0]].join(" \n ")) : "",
    missed.length ? words.missed.replace("{}", asTyped(text, missed).join(", ")) : ""];
  const head = (...parts) => byId("answer").replaceChildren(
    make("h1", { textContent: [...parts, ...said].filter(Boolean).join(" · ") }));
  if (all.length) head(counted(all.length));
  const best = namedBy(answered.key, answered, things);
  byId("things").hidden = !best.length;
  byId("things").replaceChildren(...best.flatMap(({ kind, path, names }, place) => [
    place ? make("br") : "",
    `${capitalized(words[kind])}${words.colon} `,
    make("a", { href: up + path, textContent: names[spoken] }),
  ]));
  const heading = make("h2", { className: "hush", textContent: words.results });
  const rest = make("button", { type: "button", textContent: words.show_more });
  let shown = 0;
  const show = (more) => {
    rest.before(...all.slice(shown, shown + more).map(([at]) => rowOf(at, wanted)));
    shown += more;
    rest.hidden = shown >= all.length;
  };
  byId("found").replaceChildren(heading, rest);
  show($RESULTS);
  rest.addEventListener("click", () => {
    const next = byId("found").querySelectorAll("article").length;
    show($MORE);
    byId("found").querySelectorAll("h3 a")[next].focus({ preventScroll: true });
  });
  const spokenIn = await findMoments(answered);
  if (text !== byId("query").value) return;
  showMoments(spokenIn, (key) => words[key], (at) => episodes[at].title);
  if (!all.length) head(spokenIn.moments.length ? capitalized(words.moments) : counted(0));
}

byId("query").addEventListener("ask", ({ target }) => answer(target.value));
