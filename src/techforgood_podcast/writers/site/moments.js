// What is said in the episodes. Words and passages are loaded in pieces, as somebody asks for them.

import { byId, capitalized, clock, make, remember } from "../page_and_site/helpers.js";
import { INDEX, endings, matched, splitRun, sums } from "../page_and_site/search.js";

const { size, episodes, words: firstWords, passages: firstPassages } = INDEX.said;
// What a related word counts for, and what the passages around one do.
const [RELATED, AROUND] = [0.6, 0.3];
const { top, up } = byId("find").dataset;
const loaded = {};
globalThis.said = (name, piece) => { loaded[name] = piece; };

const load = remember((name) => new Promise((done) => {
  const script = make("script", { src: `${top}said/${name}.js` });
  script.onload = script.onerror = () => done(loaded[name] ?? []);
  document.head.append(script);
}));
const pieceOf = (firsts, one) => firsts.findLastIndex((first) => first <= one);

// The words of a piece, each with its stem and the numbers of the passages that have it.
const wordsOf = remember(async (piece) => new Map((await load(`words-${piece}`)).flatMap((line) => {
  const [stem, ...entries] = line.split(" ");
  return entries.map((entry) => {
    const [ending, numbers] = entry.split(":");
    return [ending.startsWith("/") ? ending.slice(1) : stem + ending, { stem, numbers }];
  });
})));

// The passages that have a word, a related one or, while it is typed, one that it begins; each with what
// the word counts for, and the words that are said.
async function passagesWith(word, isUnfinished) {
  const known = await wordsOf(pieceOf(firstWords, word));
  const stems = new Set([...known.values()].map(({ stem }) => stem));
  const sizes = Array.from(word, (_, at) => word.length - at);
  const most = sizes.find((some) => stems.has(word.slice(0, some)) && endings.has(word.slice(some)));
  const stem = known.get(word)?.stem ?? word.slice(0, most);
  const found = { said: [], counts: new Map() };
  for (const [other, own] of known) {
    const isBegun = isUnfinished && word.length > 2 && other.startsWith(word);
    if (other !== word && own.stem !== stem && !isBegun) continue;
    found.said.push([other]);
    for (const number of sums(own.numbers.split("."))) {
      if (other === word || !found.counts.has(number)) {
        found.counts.set(number, other === word ? 1 : RELATED);
      }
    }
  }
  return found;
}

// The passages that match a query, best first: those with more of its words, then those of episodes
// that have more of them; and the words that are said.
export const findMoments = async ({ words, unfinished, taken }) => {
  const found = await Promise.all(words.flatMap(splitRun).map(async (word) => {
    const own = await passagesWith(word, word === unfinished);
    const near = taken.find(([typed]) => typed === word);
    return own.said.length || !near ? own : passagesWith(near[1]);
  }));
  const passages = new Map();
  const inEpisodes = new Map();
  const firsts = episodes.map(([, first]) => first);
  for (const [place, { counts }] of found.entries()) {
    for (const [number, count] of counts) {
      const episode = pieceOf(firsts, number);
      const passage = passages.get(number) ?? { number, episode, words: 0, score: 0 };
      passage.words += 1;
      passage.score += count * Math.log(1 + size / counts.size);
      passages.set(number, passage);
      inEpisodes.set(episode, (inEpisodes.get(episode) ?? new Set()).add(place));
    }
  }
  const near = (number) => passages.get(number)?.score ?? 0;
  const rank = ({ number, words: some, episode, score }) =>
    [some, inEpisodes.get(episode).size, score + AROUND * (near(number - 1) + near(number + 1))];
  return {
    said: found.flatMap(({ said }) => said),
    moments: [...passages.values()].map((passage) => [passage, ...rank(passage)])
      .sort((a, b) => b[1] - a[1] || b[2] - a[2] || b[3] - a[3] || a[0].number - b[0].number)
      .map(([passage]) => passage),
  };
};

// A text with the words that match marked.
function mark(text, wanted) {
  let end = 0;
  const parts = matched(text, wanted).flatMap(({ start, stop }) => {
    const before = text.slice(end, start);
    end = stop;
    return [before, make("mark", { textContent: text.slice(start, stop) })];
  });
  return [...parts, text.slice(end)];
}

async function rowOf({ number, episode }, wanted, titleOf) {
  const piece = pieceOf(firstPassages, number);
  const [start, speaker, text] = (await load(`passages-${piece}`))[number - firstPassages[piece]];
  const [at] = episodes[episode];
  const href = `${up}episodes/${INDEX.episodes[at][0]}.html#t=${start}`;
  const row = make("div", { className: "row" });
  const heading = make("h3", { lang: INDEX.show.language });
  heading.append(make("a", { href, textContent: `${clock(start)} ${titleOf(at)}` }));
  const said = make("p", { className: "found", lang: INDEX.show.language });
  said.append(make("b", { textContent: speaker }), " ", ...mark(text, wanted));
  row.append(heading, said);
  const article = make("article", { className: "episode" });
  article.append(row);
  return article;
}

// Shows moments below the episodes, some at first.
export function showMoments({ said, moments }, word, titleOf) {
  const block = byId("moments");
  const wanted = { terms: new Set(said.flat()), phrases: said };
  const rest = make("button", { type: "button", textContent: word("show_more") });
  const show = async (from) => {
    const some = moments.slice(from, from + $MOMENTS);
    rest.hidden = moments.length <= from + $MOMENTS;
    rest.onclick = () => show(from + $MOMENTS);
    const rows = await Promise.all(some.map((moment) => rowOf(moment, wanted, titleOf)));
    rest.before(...rows);
    if (from) rows[0].querySelector("a").focus({ preventScroll: true });
  };
  block.hidden = !moments.length;
  block.replaceChildren(make("h2", { textContent: capitalized(word("moments")) }), rest);
  show(0);
}
