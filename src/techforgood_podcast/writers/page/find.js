// What the search of a site finds, in place of the page from which it is asked.

const byId = (id) => document.getElementById(id);
const make = (name, properties) => Object.assign(document.createElement(name), properties);
// What search.js asks of the episodes: they have no texts on the page but those of the index.
const ENTRIES = [];
const textOf = (text) => text;
const titleOf = ({ title }) => title;
const episodes = INDEX.episodes.map(([id, code, title]) =>
  ({ id, code, title, article: document.createElement("article") }));
const things = INDEX.things.map(([kind, path, names]) =>
  ({ kind, path, names, keys: unique(Object.values(names).map(keyOf)).filter(Boolean) }));
const spoken = document.documentElement.lang;
const words = INDEX.words[spoken];
const { up } = byId("find").dataset;
const MOST_THINGS = 3;
// Characters of a text that are shown before and after a match.
const AROUND = 90;

const capitalized = (text) => text[0].toUpperCase() + text.slice(1);

function counted(number) {
  if (number < 2) return words[number ? "count_one" : "count_none"];
  return words.count_many.replace("{n}", number);
}

// The part of the texts of an episode that matches best.
function excerpt(at, wanted) {
  const lines = lacking[at].filter((line) => keyOf(line) !== keyOf(episodes[at].title));
  const matches = lines.map((line) => countMatches(line, wanted));
  const most = Math.max(0, ...matches);
  if (!most) return "";
  const text = lines[matches.indexOf(most)];
  const { start: first, stop } = matched(text, wanted)[0];
  const start = text.lastIndexOf(" ", Math.max(0, first - AROUND)) + 1;
  const end = text.indexOf(" ", stop + AROUND);
  return `${start ? "… " : ""}${text.slice(start, end < 0 ? undefined : end)}${end < 0 ? "" : " …"}`;
}

function rowOf(at, wanted) {
  const { id, code, title } = episodes[at];
  const row = make("div", { className: "row" });
  const meta = make("p", { className: "meta" });
  meta.append(make("b", { className: "code", textContent: code }));
  const heading = make("h3", { lang: INDEX.show.language });
  heading.append(make("a", { href: `${up}episodes/${id}.html`, textContent: title }));
  const text = excerpt(at, wanted);
  row.append(meta, heading, ...(text ? [make("p", { className: "found", textContent: text, lang: "" })] : []));
  const article = make("article", { className: "episode" });
  article.append(row);
  return article;
}

// The people, organisations, places and themes that a query names, as well as a name fits: the query
// is the name, or has all of it, or has only words of it.
function namedIn(key, answered) {
  const fit = (name) => (name === key ? 3
    : ` ${key} `.includes(` ${name} `) ? 2
      : answered.fits(name.split(" ")) ? 1 : 0);
  return things.map((thing) => ({ ...thing, fits: Math.max(0, ...thing.keys.map(fit)) }))
    .filter(({ fits }) => fits).sort((a, b) => b.fits - a.fits).slice(0, MOST_THINGS);
}

function answer(text) {
  const answered = search(text);
  byId("results").hidden = !answered;
  document.documentElement.classList.toggle("searching", Boolean(answered));
  if (!answered) return;
  const { found: all, wanted, missed } = answered;
  const show = (some) => some.map(([at]) => rowOf(at, wanted));
  const lost = all.length && missed.length
    ? ` · ${words.missed.replace("{}", missed.join(", "))}` : "";
  byId("answer").replaceChildren(make("h1", { textContent: counted(all.length) + lost }));
  const best = namedIn(keyOf(text), answered);
  byId("things").hidden = !best.length;
  byId("things").replaceChildren(...best.flatMap(({ kind, path, names }, place) => [
    place ? make("br") : "",
    `${capitalized(words[kind])}${words.colon} `,
    make("a", { href: up + path, textContent: names[spoken] }),
  ]));
  const heading = make("h2", { className: "hush", textContent: words.results });
  byId("found").replaceChildren(heading, ...show(all.slice(0, INDEX.rows)));
  if (all.length <= INDEX.rows) return;
  const rest = make("button", { type: "button", textContent: words.show_all });
  rest.addEventListener("click", () => rest.replaceWith(...show(all.slice(INDEX.rows))));
  byId("found").append(rest);
}
