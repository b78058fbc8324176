// Search as catalogue/search.py has it, but for names that are misspelt: the same words, stems,
// phrases and other corrections, the bm25 of SQLite's FTS5, and the same ways to ask for an episode.
const INDEX = JSON.parse(document.getElementById("index").textContent);
const STOP_WORDS = new Set(INDEX.stopWords.split(" "));
const CLOSING = { '"': '"', "“": "”", "«": "»", "„": "“”" };
const SHORTEST_MISTYPED = 5;
// Words of this length may have two wrong letters.
const LONG = 9;
const SHORTEST_BEGINNING = 3;
// Letters of scripts without spaces, or other letters.
const RUN = new RegExp(`([${INDEX.scripts}]+)|[^${INDEX.scripts} ]+`, "gu");
const HAS_LETTERS = new RegExp(`^[${INDEX.scripts}]`, "u");

const wordsOf = (text) => fold(text).split(" ").filter(Boolean);
const runsOf = (key) => key.match(RUN) ?? [];

function remember(compute) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key);
  };
}

const keyOf = remember(fold);
const keyRuns = remember((line) => runsOf(keyOf(line)));

// The lines that the page shows come first, each once, then those that it lacks.
function* shownLines() {
  const main = document.querySelector("main");
  main.normalize();
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield* walker.currentNode.data.split("\n");
}

const seen = new Set(Array.from(shownLines()).filter((line) => /[^ \t\f]/.test(line)));
const lines = [...seen, ...INDEX.lines];

// Numbers are given as differences from one to the next.
function sums(differences) {
  let number = 0;
  return differences.map((difference) => number += difference);
}

const passages = INDEX.passages.map(([kind, ...differences]) => ({
  kind,
  lines: sums(differences).map((number) => lines[number]),
}));
// What each episode is found by: the lines of each kind of text.
const texts = INDEX.episodes.map((differences) => {
  const columns = INDEX.weights.map(() => []);
  for (const number of sums(differences)) {
    const { kind, lines: found } = passages[number];
    columns[kind].push(...found);
  }
  return columns;
});

// ---------------------------------------------------------------------------------------- stems

const LONG_STEM = 6;
const SHORTEST_DOUBLED = { l: 7, s: 8, a: 99, e: 99, i: 99, o: 99, u: 99 };
const SHORTEST_CONSONANTS = 4;

// Replaces the longest ending again and again, but none twice.
function stripEndings(word) {
  const used = new Set();
  for (;;) {
    const found = Object.entries(INDEX.endings).find(([ending, [shortest]]) => {
      const rest = word.slice(0, -ending.length);
      return word.endsWith(ending) && !used.has(ending) && rest.length >= shortest &&
        (!shortest || /[aeiouy]/.test(rest));
    });
    if (!found || found[0] === found[1][1]) return word;
    used.add(found[0]);
    word = word.slice(0, -found[0].length) + found[1][1];
  }
}

function singular(word) {
  if (/[^e]aux$/.test(word)) return `${word.slice(0, -3)}al`;
  if (word.endsWith("eux") && word.length > LONG_STEM) return `${word.slice(0, -1)}s`;
  return word.replace(/([^s])[sx]$/, "$1");
}

function stem(word) {
  const letters = word.replace(/\++$/, "");
  if (!/^\p{L}{4,60}$/u.test(letters)) return word;
  const found = stripEndings(singular(letters).replace(/y$/, "i")).replace(/y$/, "i");
  const last = found.at(-1);
  const doubled = last === found.at(-2) &&
    found.length >= (SHORTEST_DOUBLED[last] ?? SHORTEST_CONSONANTS);
  return doubled || (last === "i" && found.length > LONG_STEM) ? found.slice(0, -1) : found;
}

const termOf = remember((word) => `/${stem(word)}`);

// ------------------------------------------------------------------------------------- questions

// What is in quotation marks; a mark that is never closed is ignored.
function* quoted(text) {
  const last = remember((marks) =>
    Math.max(...Array.from(marks, (mark) => text.lastIndexOf(mark))));
  let closing = "";
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(/["“”«»„]/g)) {
    if (closing.includes(mark)) {
      yield text.slice(start, index);
      closing = "";
    } else if (!closing && last(CLOSING[mark] ?? "") > index) {
      closing = CLOSING[mark];
      start = index + 1;
    }
  }
}

// Queries that ask for an episode itself, as text/search_terms.py reads them.
const ASKING = INDEX.asking;
const [PLAIN, SHOWS, FILLERS] = [ASKING.plain, ASKING.shows, ASKING.fillers]
  .map((some) => new Set(some));
const LAST = -1;

function contentOf(key) {
  const every = key.split(" ").filter(Boolean);
  const isPlain = (word) => STOP_WORDS.has(word) || PLAIN.has(word);
  const fills = (first) => (size) => FILLERS.has(every.slice(first, first + size).join(" "));
  let first = 0;
  while (first < every.length) {
    const size = isPlain(every[first]) ? 1 : [3, 2, 1].find(fills(first));
    if (!size) break;
    first += size;
  }
  return [...new Set(every.slice(first))].filter((word) => !isPlain(word));
}

function readAsked(text, contentOnly) {
  const asked = { words: [], named: [], season: null, numbers: [], part: "" };
  let key = ` ${fold(text.replace(/#(?=\d)/g, " episode "))} `;
  const every = [...new Set(key.split(" ").filter(Boolean))];
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
  asked.words = contentOf(key);
  const asksForEpisodes = asked.numbers.length || asked.part;
  if (!asked.words.length && !asksForEpisodes && every.some((word) => SHOWS.has(word))) {
    asked.part = "intro";
  }
  if (asksForEpisodes || asked.part || (asked.season !== null && !asked.words.length)) {
    return { ...asked, named: content };
  }
  return { ...asked, words: asked.words.length ? asked.words : content, season: null };
}

// The positions of the episodes that a query asks for. One without a number has its code.
function namedBy({ season, numbers, part }, key) {
  const coded = [...INDEX.named.keys()].filter((position) => INDEX.named[position][3] === key);
  if (coded.length) return coded;
  const every = [...INDEX.named.entries()]
    .map(([position, [among, number, parts]]) => ({ position, among, number, parts }))
    .filter(({ among }) => season === null || among === season);
  const found = numbers.flatMap((wanted) => wanted === LAST
    ? every.filter(({ number }) => number !== null).slice(-1)
    : every.filter(({ number }) => number === wanted));
  if (part) {
    const some = [part, "trailer"].map((kind) => every.filter(({ parts }) => parts.includes(kind)));
    found.push(...(some[0].length ? some[0] : some[1]));
  }
  if (!numbers.length && !part && season !== null) found.push(...every);
  return [...new Set(found.map(({ position }) => position))];
}

// A query as folded words and phrases, the last word if it may still be being typed, and what it
// asks for.
function parse(text) {
  const begins = wordsOf(text).length === wordsOf(`${text}x`).length;
  const phrases = [...new Set(Array.from(quoted(text), fold).filter(Boolean))];
  const asked = readAsked(text, phrases.length > 0);
  const unfinished = begins ? wordsOf(text).at(-1) : "";
  const { words, named, numbers, part } = asked;
  // A stop word may be the beginning of another word.
  if (unfinished && ![words, named, numbers, part].some(({ length }) => length)) {
    asked.words = [unfinished];
  }
  return { phrases, asked, unfinished };
}

// ----------------------------------------------------------------------------------- the episodes

// The library takes each letter of a script without spaces for a word.
const sizeOf = (run) => HAS_LETTERS.test(run) ? Array.from(run).length : 1;

// Where each term is and how much it counts there; and the length of each episode so far.
const postings = new Map();
const lengths = [];

// Adds the next episode. A slash separates lines.
function addEpisode() {
  const position = lengths.length;
  let length = 0;
  const add = (term, weight) => {
    let places = postings.get(term);
    if (!places) postings.set(term, places = new Map());
    places.set(position, (places.get(position) ?? 0) + weight);
  };
  for (const [kind, column] of texts[position].entries()) {
    const weight = INDEX.weights[kind];
    length += Math.max(0, column.length - 1);
    for (const line of column) {
      for (const word of keyRuns(line)) {
        add(word, weight);
        add(termOf(word), INDEX.related * weight);
        length += 2 * sizeOf(word);
      }
    }
  }
  lengths.push(length);
}

// Adds episodes while the browser has nothing else to do, so that the first key need not wait.
function prepare(deadline) {
  while (lengths.length < texts.length && deadline.timeRemaining() > 0) addEpisode();
  if (lengths.length < texts.length) requestIdleCallback(prepare);
}

// Complete for the first search.
const table = remember(() => {
  while (lengths.length < texts.length) addEpisode();
  const words = [...postings.keys()].filter((term) => !term.startsWith("/"));
  const byLetter = new Map();
  for (const word of words) {
    const [letter] = word;
    if (byLetter.has(letter)) byLetter.get(letter).push(word);
    else byLetter.set(letter, [word]);
  }
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return { byLetter, average: total / (2 * texts.length) };
});

// The edits between two words: to insert, delete or replace a letter, or swap two neighbours.
function distance(word, other) {
  let [before, above] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let row = 1; row <= word.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = word[row - 1] === other[column - 1];
      const swapped = row > 1 && column > 1 &&
        word[row - 1] === other[column - 2] && word[row - 2] === other[column - 1];
      current[column] = Math.min(
        above[column] + 1,
        current[column - 1] + 1,
        above[column - 1] + (same ? 0 : 1),
        swapped ? before[column - 2] + 1 : Infinity,
      );
    }
    [before, above] = [above, current];
  }
  return above[other.length];
}

// The words with the same first letter that are spelt most like one.
function nearest(word) {
  const letters = Array.from(word);
  if (letters.length < SHORTEST_MISTYPED) return [];
  let smallest = letters.length >= LONG ? 2 : 1;
  let found = [];
  for (const other of table().byLetter.get(letters[0]) ?? []) {
    if (Math.abs(other.length - word.length) > 2 * smallest) continue;
    const theirs = Array.from(other);
    if (Math.abs(theirs.length - letters.length) > smallest) continue;
    const edits = distance(letters, theirs);
    if (edits < smallest) [smallest, found] = [edits, []];
    if (edits === smallest) found.push(other);
  }
  return found.sort();
}

// The longer words that a word begins, if it is long enough to tell.
function longer(word) {
  if (Array.from(word).length < SHORTEST_BEGINNING) return [];
  const [letter] = word;
  return (table().byLetter.get(letter) ?? []).filter((other) => other.startsWith(word)).sort();
}

// The terms that match a word: the word and its stem, or else those of the words that it begins if
// it is unfinished, or else those of the words spelt most like it.
function termsOf(word, unfinished) {
  table();
  if (postings.has(termOf(word))) return [word, termOf(word)].filter((term) => postings.has(term));
  const begun = word === unfinished ? longer(word) : [];
  const near = begun.length ? begun : nearest(word);
  const longest = near.length ? longer(word) : [];
  return (longest.length ? longest : near).flatMap((other) => [other, termOf(other)]);
}

// The terms of all words of a query; two words that follow each other may be one.
function termsOfAll(words, unfinished) {
  table();
  return words.flatMap((word, place) => {
    const joined = [(words[place - 1] ?? "") + word, word + (words[place + 1] ?? "")]
      .filter((other) => other !== word && postings.has(other))
      .flatMap((other) => [other, termOf(other)]);
    const isOther = joined.length && !postings.has(termOf(word));
    return isOther ? joined : [...joined, ...termsOf(word, unfinished)];
  });
}

// How much a phrase counts in an episode.
function countPhrase(phrase, columns) {
  let count = 0;
  for (const [kind, column] of columns.entries()) {
    for (const line of column) {
      const key = ` ${keyOf(line)} `;
      for (let at = key.indexOf(phrase); at >= 0; at = key.indexOf(phrase, at + 1)) {
        count += INDEX.weights[kind];
      }
    }
  }
  return count;
}

// The positions and scores of the episodes that match a query, best first, and what they match by;
// null if the query has no words.
function search(text) {
  const { phrases, unfinished, asked } = parse(text);
  const named = namedBy(asked, wordsOf(text).join(" "));
  const content = named.length || !asked.named.length ? asked.words : asked.named;
  if (!wordsOf(text).length) return null;
  const parts = content.flatMap((word) => Array.from(word.matchAll(RUN)));
  // Letters of a script without spaces are found in any place.
  const runs = [...new Set(parts.filter((part) => part[1]).map((part) => part[1]))];
  const words = [...new Set(parts.filter((part) => !part[1]).map((part) => part[0]))];
  const { average } = table();
  const terms = [...new Set(termsOfAll(words, unfinished))].sort();
  const ofTerm = new Map(terms.map((term) => [term, postings.get(term) ?? new Map()]));
  const counted = (part) => new Map(texts.map((columns, position) =>
    [position, countPhrase(part, columns)]).filter(([, number]) => number));
  const ofPhrases = phrases.map((phrase) => counted(` ${phrase} `));
  const ofRuns = runs.map(counted);
  const scores = texts.map(() => 0);
  // The library asks for each phrase, and for the first phrase or any of the terms.
  for (const counts of [...ofPhrases, ...ofPhrases.slice(0, 1), ...ofTerm.values(), ...ofRuns]) {
    const number = counts.size;
    // The library's table has as many empty rows again.
    const rarity = Math.log((2 * texts.length - number + 0.5) / (number + 0.5));
    for (const [position, count] of counts) {
      const size = 1 - 0.75 + (0.75 * lengths[position]) / average;
      scores[position] += (rarity > 0 ? rarity : 1e-6) * ((count * 2.2) / (count + 1.2 * size));
    }
  }
  const above = Math.max(...scores) + 1;
  for (const position of named) scores[position] += above;
  const found = [...scores.entries()].filter(([position, score]) =>
    score > 0 && ofPhrases.every((counts) => counts.has(position)));
  return {
    found: found.sort((a, b) => b[1] - a[1]),
    wanted: {
      words: new Set(terms.filter((term) => !term.startsWith("/"))),
      stems: new Set(terms.filter((term) => term.startsWith("/"))),
      phrases: phrases.map((phrase) => ` ${phrase} `),
      runs,
    },
  };
}

// ---------------------------------------------------------------------------- what a text matches

const wordSet = remember((key) => new Set(runsOf(key)));
const stemSet = remember((key) => new Set(Array.from(wordSet(key), termOf)));

// How well a folded text matches: phrases before related words before exact words.
function countMatches(key, { words, stems, phrases, runs }) {
  const inPhrases = phrases.filter((phrase) => ` ${key} `.includes(phrase)).length;
  const inRuns = runs.filter((run) => key.includes(run)).length;
  const count = (wanted, own) => Array.from(wanted).filter((term) => own.has(term)).length;
  const related = count(stems, stemSet(key)) + inRuns;
  return (inPhrases * 1e4 + related) * 1e4 + count(words, wordSet(key));
}

// The folded words of a text and where they are.
function spans(text) {
  const found = [];
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
  for (const { 0: run, index } of letters.matchAll(RUN)) {
    for (const { 0: word, index: offset } of run.matchAll(WORD)) {
      const first = index + offset;
      const { stop } = places[first + word.length - 1];
      found.push({ word, start: places[first].start, stop });
    }
  }
  return found;
}

const spansOf = remember(spans);

// The words of a text that match, by themselves or in a phrase.
function matched(text, { stems, phrases, runs }) {
  const every = spansOf(text);
  const inPhrase = new Set();
  for (const phrase of phrases.map(runsOf)) {
    for (const first of every.keys()) {
      if (phrase.every((word, place) => word === every[first + place]?.word)) {
        for (const place of phrase.keys()) inPhrase.add(first + place);
      }
    }
  }
  const hasRun = (word) => runs.some((run) => word.includes(run));
  return every.filter(({ word }, place) =>
    inPhrase.has(place) || stems.has(termOf(word)) || hasRun(word));
}
