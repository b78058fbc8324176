// Search by the index that page/index.py prepares: the first answers of catalogue/search.py, but for
// misspelt names. A query is folded and read as text/search_terms.py does; its words and the words of
// the same stems are looked up, and what they weigh is added up as SQLite's FTS5 does (bm25).
const INDEX = JSON.parse(document.getElementById("index").textContent);
const STOP_WORDS = new Set(INDEX.stopWords.split(" "));
// The fewest letters of a beginning or a stem.
const SHORTEST = 3;
// So many words have an ending that others may have.
const COMMON = 3;
// Letters of scripts without spaces, or other letters.
const RUN = new RegExp(`([${INDEX.scripts}]+)|[^${INDEX.scripts} ]+`, "gu");

const LETTER = new RegExp(`^[${INDEX.scripts}]`, "u");

const isRun = (part) => LETTER.test(part);
const wordsOf = (text) => fold(text).split(" ").filter(Boolean);
const runsOf = (key) => key.match(RUN) ?? [];
const unique = (some) => [...new Set(some)];

function remember(compute) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key);
  };
}

const keyOf = remember(fold);

// Numbers are given as differences from one to the next.
function sums(differences) {
  let number = 0;
  return differences.map((difference) => number += Number(difference));
}

// ------------------------------------------------------------------------------------- the index

const passages = INDEX.passages.map(([kind, ...differences]) =>
  ({ weight: INDEX.weights[kind], positions: sums(differences) }));
const average = INDEX.lengths.reduce((sum, length) => sum + length, 0) / (2 * INDEX.lengths.length);
// The words that have a stem; the stem of each word, with the passages that have the word; and what
// words have after their stems.
const families = new Map();
const vocabulary = new Map();
const endings = new Map();
for (const [stem, ...entries] of INDEX.stems.split("\n").map((line) => line.split(" "))) {
  families.set(`/${stem}`, entries.map((entry) => {
    const [ending, numbers] = entry.split(":");
    const word = ending.startsWith("/") ? ending.slice(1) : stem + ending;
    endings.set(ending, (endings.get(ending) ?? 0) + 1);
    vocabulary.set(word, { stem: `/${stem}`, numbers });
    return word;
  }));
}

function addTo(counts, numbers, share) {
  for (const number of sums(numbers.split(".").filter(Boolean))) {
    const { weight, positions } = passages[number];
    for (const at of positions) counts.set(at, (counts.get(at) ?? 0) + share * weight);
  }
  return counts;
}

// How much a word, or all words of a stem after a slash, count in each episode, by position.
const countsOf = remember((term) => (term.startsWith("/")
  ? total(families.get(term), INDEX.related)
  : addTo(new Map(), vocabulary.get(term)?.numbers ?? "", 1)));

// ------------------------------------------------------------------------------------- questions

const ASKING = INDEX.asking;
const [PLAIN, SHOWS] = [[...STOP_WORDS, ...ASKING.plain], ASKING.shows].map((some) => new Set(some));
// What surrounds a need; a mark that is never closed quotes nothing.
const OPENING = new RegExp(`^(?: (?:${[...PLAIN, ...ASKING.fillers].join("|")})(?= ))+`);
const QUOTED = /"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]/g;
const MARKS_OF_EPISODES = new Map(Object.entries(INDEX.marks));
const LAST = -1;

const contentOf = (key) => unique(key.replace(OPENING, "").split(" "))
  .filter((word) => word && !PLAIN.has(word));

// What a query asks for: words, and episodes by number, season or part. Where the show lacks these
// episodes, their numbers are words, too.
function readAsked(text, contentOnly) {
  const asked = { words: [], literal: [], season: null, numbers: [], part: "" };
  let key = ` ${fold(text.replace(/#(?=\d)/g, " episode "))} `;
  const every = unique(key.split(" ").filter(Boolean));
  if (/^ \d{1,9} $/.test(key) && !contentOnly) {
    return { ...asked, words: every, numbers: [Number(key)] };
  }
  const telling = every.filter((word) => !STOP_WORDS.has(word));
  const content = [contentOf(key), telling].find((words) => words.length) ?? [];
  if (contentOnly) return { ...asked, words: content.length ? content : every };
  for (const [kind, pattern] of Object.entries(ASKING.patterns)) {
    const found = key.match(new RegExp(pattern));
    if (!found) continue;
    const rest = key.slice(0, found.index) + key.slice(found.index + found[0].length);
    if (kind === "introduction" && (asked.part || contentOf(rest).length)) continue;
    key = rest;
    const given = found.slice(1).filter(Boolean).map((word) =>
      ASKING.numbers[word] ?? Number(word));
    if (["intro", "introduction", "trailer"].includes(kind)) {
      asked.part ||= kind === "trailer" ? "trailer" : "intro";
    } else if (kind === "season") {
      [asked.season] = given;
    } else {
      asked.numbers.push(...(kind === "code" ? given.slice(-1) : given.length ? given : [LAST]));
      if (kind === "code" && given.length > 1) [asked.season] = given;
    }
  }
  const words = contentOf(key);
  const asksForEpisode = asked.numbers.length || asked.part;
  if (!words.length && !asksForEpisode && every.some((word) => SHOWS.has(word))) asked.part = "intro";
  return asksForEpisode || asked.part || (asked.season !== null && !words.length)
    ? { ...asked, words, literal: content }
    : { ...asked, words: words.length ? words : content, season: null };
}

// The positions of the episodes that a query asks for; some have its words for a code.
function namedBy({ season, numbers, part }, key) {
  const marked = (mark) => MARKS_OF_EPISODES.get(mark) ?? [];
  const among = season === null ? "" : `s${season}`;
  const wanted = [...numbers.map((number) => `e${number}`), ...(part ? [part] : [])];
  if (!wanted.length && among) wanted.push("");
  const coded = marked(`=${key}`);
  return unique(coded.length ? coded : wanted.flatMap((mark) => marked(among + mark)));
}

// ----------------------------------------------------------------------------------- the episodes

const withStems = (words) => words.flatMap((word) => [word, vocabulary.get(word).stem]);

// The terms that match a word: the word and its stem, or else those of the words that it begins if a
// reader may still be typing it, or else a stem that it has, with an ending that other words have.
function termsOf(word, unfinished) {
  if (vocabulary.has(word)) return withStems([word]);
  const longer = word === unfinished && Array.from(word).length >= SHORTEST
    ? [...vocabulary.keys()].filter((other) => other.startsWith(word)) : [];
  if (longer.length) return withStems(longer);
  const singular = word.replace(/aux$/, "al").replace(/([^s])[sx]$/, "$1");
  if (vocabulary.has(singular)) return [vocabulary.get(singular).stem];
  for (let size = singular.length; size >= SHORTEST; size -= 1) {
    const stem = `/${singular.slice(0, size)}`;
    if (families.has(stem) && endings.get(singular.slice(size)) >= COMMON) return [stem];
  }
  return [];
}

const total = (words, share) => words.reduce((counts, word) =>
  addTo(counts, vocabulary.get(word).numbers, share), new Map());

// A word in a script without spaces as the index has it: by two letters.
function pairsOf(run) {
  const letters = isRun(run) ? Array.from(run) : [];
  return letters[1] ? letters.slice(1).map((letter, place) => letters[place] + letter) : [run];
}

// How much words count in the episodes that have them all.
function ofAll(words) {
  const all = words.map(countsOf);
  const common = [...all[0].keys()].filter((at) => all.every((counts) => counts.has(at)));
  return new Map(common.map((at) => [at, Math.min(...all.map((counts) => counts.get(at)))]));
}

const ofRun = (run) => (pairsOf(run)[0] === run
  ? total([...vocabulary.keys()].filter((word) => word.startsWith(run)), 1) : ofAll(pairsOf(run)));

// How much a phrase counts in the episodes that have its words: most in a title.
function ofPhrase(phrase) {
  const words = runsOf(phrase).flatMap(pairsOf);
  const found = ofAll(words);
  const timesIn = (line) => ` ${keyOf(line)} `.split(` ${phrase} `).length - 1;
  const times = (at) => linesOf(at).reduce((sum, line) => sum + timesIn(line),
    (INDEX.weights[0] - 1) * timesIn(textOf(titleOf(episodes[at]))));
  return words[1] ? new Map([...found.keys()].map((at) => [at, times(at)])
    .filter(([, count]) => count)) : found;
}

// The positions and scores of the episodes that match a query, best first, what they match by, and
// the words that nothing matches; null if the query has no words.
function search(text) {
  const every = wordsOf(text);
  if (!every.length) return null;
  const phrases = unique(Array.from(text.matchAll(QUOTED), (found) =>
    fold(found.slice(1).find((some) => some !== undefined))).filter(Boolean));
  const asked = readAsked(text, phrases.length > 0);
  const named = namedBy(asked, every.join(" "));
  // If "x" at the end makes the last word longer, the reader may still be typing it.
  const unfinished = every.length === wordsOf(`${text}x`).length ? every.at(-1) : "";
  let content = named.length || !asked.literal.length ? asked.words : asked.literal;
  if (!content.length && !phrases.length && !named.length && unfinished) content = [unfinished];
  const parts = unique(content.flatMap(runsOf));
  const [runs, words] = [parts.filter(isRun), parts.filter((part) => !isRun(part))];
  const found = words.map((word, place) => {
    // Two words that follow each other may be one.
    const joined = [(words[place - 1] ?? "") + word, word + (words[place + 1] ?? "")]
      .filter((other) => other !== word && vocabulary.has(other));
    const isOther = joined.length && !vocabulary.has(word);
    return [...withStems(joined), ...(isOther ? [] : termsOf(word, unfinished))];
  });
  const terms = unique(found.flat());
  const ofPhrases = phrases.map(ofPhrase);
  const ofRuns = runs.map(ofRun);
  const scores = INDEX.lengths.map(() => 0);
  // The library asks for each phrase, and for the first phrase or any of the terms.
  const added = [...ofPhrases, ...ofPhrases.slice(0, 1), ...terms.map(countsOf), ...ofRuns];
  for (const counts of added) {
    // The library's table has as many empty rows again.
    const rarity = Math.log((2 * scores.length - counts.size + 0.5) / (counts.size + 0.5));
    for (const [at, count] of counts) {
      const size = 0.25 + (0.75 * INDEX.lengths[at]) / average;
      scores[at] += Math.max(rarity, 1e-6) * ((count * 2.2) / (count + 1.2 * size));
    }
  }
  const above = Math.max(...scores) + 1;
  for (const at of named) scores[at] += above;
  return {
    found: [...scores.entries()].filter(([at, score]) =>
      score > 0 && ofPhrases.every((counts) => counts.has(at))).sort((a, b) => b[1] - a[1]),
    wanted: { terms: new Set(terms), phrases, runs },
    // Whether a name has all words of the query, of which the last may be a beginning.
    fits: (names) => content.length > 0 && content.every((word) => names.some((own) => own === word ||
      (word === unfinished && !vocabulary.has(word) && own.startsWith(word)))),
    missed: [...words.filter((_, place) => !found[place].length),
      ...runs.filter((_, place) => !ofRuns[place].size)],
  };
}

// ---------------------------------------------------------------------------- what a text matches

const entriesOf = (at) => ENTRIES.flatMap((facet) => episodes[at].ids[facet].map((id) =>
  byId(`${facet}-${id}`).querySelector(":scope > div")));
const lacking = INDEX.lengths.map(() => []);
for (const [number, text] of INDEX.lines) {
  for (const at of passages[number].positions) lacking[at].push(...text.split("\n"));
}

const textNodes = remember((element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode.data);
  return found;
});

// The texts by which an episode is found, in all languages; and those that it does not show itself.
const linesOf = remember((at) => {
  const own = episodes[at].article.querySelectorAll(".row, .whole > :not(.citations, .related)");
  return [...[...own, ...entriesOf(at)].flatMap(textNodes), ...lacking[at]];
});
const hiddenLines = (at) => [
  ...entriesOf(at).flatMap((entry) => Array.from(entry.querySelectorAll("b, p"), textOf)),
  ...lacking[at],
];

// The folded words of a text and where they are.
const spansOf = remember((text) => {
  const places = [];
  let [letters, at] = ["", 0];
  for (const character of text) {
    const own = foldedCharacter(character);
    const place = { start: at, stop: at + character.length };
    // An accent belongs to the letter before it.
    if (!own && places.length) places.at(-1).stop = place.stop;
    letters += own;
    places.push(...Array(own.length).fill(place));
    at = place.stop;
  }
  return Array.from(letters.matchAll(RUN)).flatMap(({ 0: run, index }) =>
    Array.from(run.matchAll(WORD), ({ 0: word, index: offset }) => {
      const first = index + offset;
      const { stop } = places[first + word.length - 1];
      return { word, start: places[first].start, stop };
    }));
});

// The words of a text that match, by themselves or in a phrase.
function matched(text, { terms, phrases, runs }) {
  const every = spansOf(text);
  const inPhrase = new Set();
  for (const phrase of phrases.map(runsOf)) {
    for (const first of every.keys()) {
      if (phrase.every((word, place) => word === every[first + place]?.word)) {
        for (const place of phrase.keys()) inPhrase.add(first + place);
      }
    }
  }
  return every.filter(({ word }, place) => inPhrase.has(place) ||
    terms.has(vocabulary.get(word)?.stem) || runs.some((run) => word.includes(run)));
}

// How well a text matches: by many different words, best as they are written.
function countMatches(text, wanted) {
  const words = unique(matched(text, wanted).map(({ word }) => word));
  const stems = unique(words.map((word) => vocabulary.get(word)?.stem ?? word));
  return stems.length + words.filter((word) => wanted.terms.has(word)).length / 100;
}
