// What is said in the episodes. Words and passages are loaded in pieces, as somebody asks for them.

import { button, byId, capitalized, clock, make, remember } from "../page_and_site/helpers.js";
import { highlight } from "../page_and_site/results.js";
import { INDEX, endings, splitRun, sums, textsOf } from "../page_and_site/search.js";

const { size, episodes, words: firstWords, passages: firstPassages } = INDEX.said;
const firsts = episodes.map(([, first]) => first);
// What a related word counts for, and what the passages around one do.
const [RELATED, AROUND] = [0.6, 0.3];
const { top, up } = byId("find").dataset;
// What a text of the show is marked with.
const lang = INDEX.show.language;
export const inShow = { lang, dir: INDEX.words[lang]?.dir ?? "auto" };
const loaded = {};
globalThis.said = (name, piece) => { loaded[name] = piece; };

const load = remember((name) => new Promise((done) => {
  const src = `${top}said/${name}.js`;
  document.head.append(make("script", { src, onload: done, onerror: done }));
}).then(() => loaded[name] ?? []));
const pieceOf = (some, one) => some.findLastIndex((first) => first <= one);

// The words of a piece, each with its stem and the numbers of the passages that have it.
const wordsOf = remember(async (piece) => (await load(`words-${piece}`)).flatMap((line) => {
  const [stem, ...entries] = line.split(" ");
  return entries.map((entry) => {
    const [ending, numbers] = entry.split(":");
    return { word: ending.startsWith("/") ? ending.slice(1) : stem + ending, stem, numbers };
  });
}));

// What is said that matches a word: itself, last, and words of its stem or that it begins.
async function saidLike(word, isUnfinished) {
  const known = size ? await wordsOf(pieceOf(firstWords, word)) : [];
  const stems = new Set(known.map(({ stem }) => stem));
  const own = known.find((one) => one.word === word);
  const cuts = Array.from(word, (_, at) => word.length - at);
  const cut = cuts.find((some) => stems.has(word.slice(0, some)) && some >= endings.get(word.slice(some)));
  const shared = own?.stem ?? word.slice(0, cut);
  const isBegun = (other) => isUnfinished && word.length > 2 && other.startsWith(word);
  const alike = known.filter((one) => one !== own && (one.stem === shared || isBegun(one.word)));
  return [...alike.map((one) => ({ ...one, weight: RELATED })), ...(own ? [{ ...own, weight: 1 }] : [])];
}

// The passages that match a query: first those with more of its words, then those of episodes with more
// of them; the words that they have, and the words of the query that are said.
export const findMoments = async ({ words, unfinished, taken }) => {
  const heard = [];
  const said = await Promise.all(words.flatMap(splitRun).map(async (word) => {
    const own = await saidLike(word, word === unfinished);
    if (own.length) heard.push(word);
    const near = taken.find(([typed]) => typed === word);
    return own.length || !near ? own : saidLike(near[1]);
  }));
  const passages = new Map();
  const inEpisodes = episodes.map(() => new Set());
  for (const [place, some] of said.entries()) {
    const counts = new Map(some.flatMap(({ numbers, weight }) =>
      sums(numbers.split(".")).map((number) => [number, weight])));
    for (const [number, weight] of counts) {
      const one = passages.get(number) ?? { number, episode: pieceOf(firsts, number), words: 0, score: 0 };
      one.words += 1;
      one.score += weight * Math.log(1 + size / counts.size);
      passages.set(number, one);
      inEpisodes[one.episode].add(place);
    }
  }
  const scoreOf = (number) => passages.get(number)?.score ?? 0;
  const rank = ({ number, episode, words: own, score }) => own * 1e6 + inEpisodes[episode].size * 1e3 +
    score + AROUND * (scoreOf(number - 1) + scoreOf(number + 1));
  return {
    found: [...passages.values()].map((one) => [rank(one), one])
      .sort((a, b) => b[0] - a[0] || a[1].number - b[1].number).map(([, one]) => one),
    said: said.flat().map(({ word }) => word),
    heard,
  };
};

async function rowOf({ number, episode }) {
  const piece = pieceOf(firstPassages, number);
  const [start, speaker, text] = (await load(`passages-${piece}`))[number - firstPassages[piece]];
  const [at] = episodes[episode];
  const href = `${up}episodes/${INDEX.episodes[at][0]}.html#t=${start}`;
  const textContent = `${clock(start)} ${textsOf[at][INDEX.title]}`;
  return make("article", { className: "episode" }, make("div", { className: "row" },
    make("h3", inShow, make("a", { href, textContent })),
    make("p", { className: "found", ...inShow }, make("b", { textContent: speaker }), ` ${text}`)));
}

// Shows moments below the episodes, some at first.
export function showMoments({ found, said }, word) {
  const block = byId("moments");
  const rest = button(word("show_more"));
  const show = async (from) => {
    const rows = await Promise.all(found.slice(from, from + $MOMENTS).map(rowOf));
    rest.before(...rows);
    rest.hidden = found.length <= from + $MOMENTS;
    rest.onclick = () => show(from + $MOMENTS);
    if (from) rows[0].querySelector("a").focus({ preventScroll: true });
    highlight({ terms: new Set(said), phrases: said.map((one) => [one]) }, [block], "said");
  };
  block.hidden = !found.length;
  block.replaceChildren(make("h2", { textContent: capitalized(word("moments")) }), rest);
  show(0);
}
