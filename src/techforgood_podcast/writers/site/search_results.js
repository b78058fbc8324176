// What the search of a site finds, in place of the page from which it is asked.

import { byId, capitalized, make, unique } from "../page_and_site/helpers.js";
import {
  INDEX, asTyped, excerptOf, keyOf, lacking, namedBy, sayTaken, search,
} from "../page_and_site/search.js";

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

function answer(text) {
  const answered = search(text);
  byId("results").hidden = !answered;
  document.documentElement.classList.toggle("searching", Boolean(answered));
  if (!answered) return;
  const { found: all, wanted, missed, taken } = answered;
  const show = (some) => some.map(([at]) => rowOf(at, wanted));
  const said = !all.length ? [] : [
    taken.length ? sayTaken(words.taken, text, taken, lacking[all[0][0]].join(" \n ")) : "",
    missed.length ? words.missed.replace("{}", asTyped(text, missed).join(", ")) : ""];
  const heads = [counted(all.length), ...said].filter(Boolean);
  byId("answer").replaceChildren(make("h1", { textContent: heads.join(" · ") }));
  const best = namedBy(answered.key, answered, things);
  byId("things").hidden = !best.length;
  byId("things").replaceChildren(...best.flatMap(({ kind, path, names }, place) => [
    place ? make("br") : "",
    `${capitalized(words[kind])}${words.colon} `,
    make("a", { href: up + path, textContent: names[spoken] }),
  ]));
  const heading = make("h2", { className: "hush", textContent: words.results });
  byId("found").replaceChildren(heading, ...show(all.slice(0, $RESULTS)));
  if (all.length <= $RESULTS) return;
  const rest = make("button", { type: "button", textContent: words.show_all });
  rest.addEventListener("click", () => rest.replaceWith(...show(all.slice($RESULTS))));
  byId("found").append(rest);
}

byId("query").addEventListener("ask", ({ target }) => answer(target.value));
