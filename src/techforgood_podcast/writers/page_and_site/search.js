// Search by the index that search_index.py prepares: the first answers of catalogue/search.py. A query
// is folded and read as text/search_terms.py does; its words and the words of the same stems are looked
// up, and what they weigh is added up as SQLite's FTS5 does (bm25).
import { fold } from "./fold.js";
import { byId, remember, unique } from "./helpers.js";

export const INDEX = JSON.parse(byId("index").textContent);
// The fewest letters of a beginning that is being typed.
const SHORTEST = 3;
// Characters of a text that are shown before and after a match.
const AROUND = 90;
const MOST_THINGS = 3;
// The fewest letters of words and keys of which something may be wrong.
const LEAST = INDEX.least;
// Letters of scripts without spaces, or other letters.
const RUN = new RegExp(`[${INDEX.scripts}]+|[^${INDEX.scripts} ]+`, "gu");
const LETTER = new RegExp(`^[${INDEX.scripts}]`, "u");
const PAIR = /(?=(..))./gu;

const wordsOf = (text) => fold(text).split(" ").filter(Boolean);
const runsOf = (key) => key.match(RUN) ?? [];

// A word as the index has it: in a script without spaces, by each two letters in a row.
export function splitRun(run) {
  const pairs = LETTER.test(run) ? Array.from(run.matchAll(PAIR), ([, pair]) => pair) : [];
  return pairs.length ? pairs : [run];
}

export const keyOf = remember(fold);

// ------------------------------------------------------------------------------------- the index

// Numbers are given as differences from one to the next.
export function sums(differences) {
  let number = 0;
  return differences.map((difference) => number += Number(difference));
}

const passages = INDEX.passages.map(([kind, ...differences]) =>
  ({ kind, weight: INDEX.weights[kind], positions: sums(differences) }));
// What several words have after their stems.
export const endings = new Map(Object.entries(INDEX.endings));
// The words of each stem; the stem of each word, and the passages that have the word.
const families = new Map();
const vocabulary = new Map();
for (const line of INDEX.stems.split("\n")) {
  const [stem, ...entries] = line.split(" ");
  families.set(`/${stem}`, entries.map((entry) => {
    const [ending, numbers] = entry.split(":");
    const word = ending.startsWith("/") ? ending.slice(1) : stem + ending;
    vocabulary.set(word, { stem: `/${stem}`, numbers });
    return word;
  }));
}

// The numbers of the passages that have a word, each as often as it has the word.
const passagesWith = remember((word) => sums(vocabulary.get(word)?.numbers.split(".") ?? []));

// How much is found in each episode of some passages, by position.
function weigh(numbers, share = 1) {
  const counts = new Map();
  for (const number of numbers) {
    const { weight, positions } = passages[number];
    for (const at of positions) counts.set(at, (counts.get(at) ?? 0) + share * weight);
  }
  return counts;
}

// The same of a word, or of all words of a stem, which has a slash.
const countsOf = remember((term) => (term.startsWith("/")
  ? weigh(families.get(term).flatMap(passagesWith), INDEX.related) : weigh(passagesWith(term))));

// ------------------------------------------------------------------------------- misspelt words

// How many letters are wrong, missing, added, or swapped with the next; infinite if more than most.
function distance(one, other, most) {
  if (one === other) return 0;
  if (most < Math.max(1, Math.abs(one.length - other.length))) return Infinity;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const [a, b] = [one.slice(at), other.slice(at)];
  const ways = [[a.slice(1), b], [a, b.slice(1)], [a.slice(1), b.slice(1)]];
  if (a[0] === b[1] && a[1] === b[0]) ways.push([a.slice(2), b.slice(2)]);
  return 1 + Math.min(...ways.map(([own, rest]) => distance(own, rest, most - 1)));
}

// What a word sounds like; nothing if that is short.
const UNHEARD = new RegExp(`(?<=.{${LEAST.key - 1}})[${INDEX.silent}]{1,2}$`, "u");
const TOO_SHORT = new RegExp(`^.{0,${LEAST.key - 1}}$`, "u");
const soundOf = remember((word) => INDEX.sounds.reduce(
  (key, [letters, spoken]) => key.replaceAll(letters, spoken), word).replace(/(.)\1+/gu, "$1")
  .replace(UNHEARD, "").replace(TOO_SHORT, ""));
// How much of their letters in a row, by two and by three, two words share.
const partsOf = remember((word) => new Set(Array.from(
  word.matchAll(/(?=(..))(?=(...)|)./gu), ([, ...parts]) => parts).flat().filter(Boolean)));
const share = (own) => (other) => (2 * [...partsOf(own)].filter((part) => partsOf(other).has(part))
  .length) / (partsOf(own).size + partsOf(other).size);

// The words of some passages, or of any, for which others are taken.
const [STOP_WORDS, GIVEN] = [INDEX.stopWords.split(" "), INDEX.given].map((some) => new Set(some));
// The passages that are titles, each with the number of its words; those that are names.
const [TITLES, NAMES] = [new Map(INDEX.titles), new Set(sums(INDEX.names))];
const isIn = (some, word) => passagesWith(word).some((number) => some.has(number));
const meant = remember((some) => [...vocabulary.keys()].filter((word) =>
  word.length >= LEAST.mistyped - 1 && !STOP_WORDS.has(word) &&
  (some === NAMES || !GIVEN.has(word)) && (!some || isIn(some, word))));
function best(words, rank, least) {
  const most = words.reduce((one, other) => Math.max(one, rank(other)), least);
  return words.filter((word) => rank(word) === most);
}

// Words that are spelt nearly alike, names that sound alike, words of titles that resemble a word, or
// words that sound alike, as catalogue/search.py takes them.
const nearTo = remember((word) => {
  const most = (word.length >= LEAST.mistyped) + (word.length >= LEAST.twice);
  const [key, isAlike] = [soundOf(word), (other) => other[0] === word[0]];
  // "cobol" is not "cool", but "javas" may be "java".
  const isLong = (other) => word.length > LEAST.mistyped || other.length >= word.length ||
    isIn(TITLES, other);
  const sounding = (some, slips) => (!key ? []
    : best(meant(some),
      (other) => -distance(key, soundOf(other), GIVEN.has(other) ? 0 : slips), -slips));
  return !most ? [] : [
    () => best(meant().filter((other) => isAlike(other) && isLong(other)),
      (other) => -distance(word, other, most), -most),
    () => sounding(NAMES, Number(key.length >= LEAST.slip)),
    ...(word.length < LEAST.related ? [] : [
      () => best(meant(TITLES).filter(isAlike), share(word), INDEX.alike),
      () => sounding(undefined, 0),
    ]),
  ].reduce((found, step) => (found.length ? found : step()), []);
});

// ------------------------------------------------------------------------------------- questions

const ASKING = INDEX.asking;
const NUMBER = new RegExp(`^ \\d{1,${INDEX.most.digits}} $`);
const SHOWS = new Set(ASKING.shows);
const SMALL = [...STOP_WORDS, ...ASKING.plain];
const PLAIN = new Set([...SMALL, "+"]);
// What surrounds a need; a mark that is never closed quotes nothing.
const OPENING = new RegExp(`^(?: (?:${[...SMALL, ...ASKING.fillers].join("|")})(?= ))+`);
const EXCLUDING = new RegExp(`^${ASKING.excluding}$`, "isu");
const QUOTED = /"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]/g;

const contentOf = (key) => unique(key.replace(OPENING, "").split(" "))
  .filter((word) => word && !PLAIN.has(word));
const marked = (mark) => INDEX.marks[mark] ?? [];

// The rest of a query, and the episodes of the days and running times that it asks for, in what order.
function takeLimits(key, every) {
  for (const pattern of ASKING.limits) {
    const found = key.match(pattern);
    const part = found?.groups ?? {};
    const rest = key.replace(found?.[0], "");
    const order = (part.SHORTEST ? 1 : 0) - (part.LONGEST ? 1 : 0);
    const total = 60 * (part.HOURS ?? 0) + Number(part.REST ?? 0) + Number(part.MINUTES ?? 0);
    const ends = part.LEAST ? [part.LEAST, part.MOST].map((end) => end * (part.HOURLY ? 60 : 1))
      : part.OVER ? [total + 1, Infinity] : part.UNDER ? [0, total - 1]
        : total ? [total, total] : [order ? 0 : -1, Infinity];
    const [month, day] = [ASKING.months[part.MONTH] ?? part.MONTH, part.DAY ?? part.AFTER]
      .map((number = "..") => String(number).padStart(2, "0"));
    const days = `${part.YEAR ?? "...."}-${month}-${day}`;
    const within = INDEX.when.flatMap(([own, minutes], at) => (own.match(days) &&
      minutes >= Math.min(...ends) && minutes <= Math.max(...ends) ? [at] : []));
    if (found && (within.length || !days.match(ASKING.maybeWord)) && (
      part.LEAST || part.OVER || part.UNDER || part.WHEN || !contentOf(rest).length ||
      (order && every.some((word) => ASKING.plain.includes(word))))) return [rest, within, order];
  }
  return [key];
}

// What a query asks for: words, and the positions of episodes that it names by number, season, part
// or code. Where the show lacks these episodes, their numbers are words, too.
function readAsked(text, contentOnly, says) {
  let key = ` ${fold(text.replace(/#(?=\d)/g, ` ${ASKING.episode} `))} `;
  const every = unique(key.split(" ").filter(Boolean));
  const telling = every.filter((word) => !STOP_WORDS.has(word));
  const content = [contentOf(key), telling].find((words) => words.length) ?? [];
  if (contentOnly) return { words: content.length ? content : every, named: [] };
  const whole = key.trim();
  const titles = [...TITLES].filter(([number, size]) => size === whole.split(" ").length &&
    runsOf(whole).flatMap(splitRun).every((word) => passagesWith(word).includes(number)));
  const coded = marked(`=${whole}`).concat(...titles.map(([number]) =>
    passages[number].positions.filter((at) => says(at, whole))));
  const numbered = NUMBER.test(key) ? coded.concat(marked(`e${Number(key)}`)) : [];
  if (numbered.length) return { words: every, named: numbered };
  const last = content.length === 1 && ASKING.last.includes(content[0]) ? marked("e-1") : [];
  if (last.length) return { words: [], named: last };
  const [left, within, order] = takeLimits(key, every);
  key = left;
  let season = "";
  const marks = [];
  for (const { pattern, groups, mark, alone } of ASKING.patterns) {
    const found = key.match(pattern);
    const rest = key.replace(new RegExp(pattern), "");
    if (!found || (alone && (marks.includes(mark) || contentOf(rest).length))) continue;
    key = rest;
    if (mark) marks.push(mark);
    for (const [place, word] of found.slice(1).entries()) {
      const number = ASKING.numbers[word] ?? Number(word);
      if (word && groups[place] === "s") season = `s${number}`;
      else if (word) marks.push(`e${number}`);
    }
  }
  const words = contentOf(key);
  if (!words.length && !marks.length && every.some((word) => SHOWS.has(word))) marks.push("intro");
  if (!words.length && !marks.length && season) marks.push("");
  const named = coded.length ? coded : unique(marks.flatMap((mark) => marked(season + mark)));
  if (within && !named.length) return { words, named: words.length ? [] : within, within, order };
  return { words: named.length || (words.length && !marks.length) ? words : content, named };
}

// ----------------------------------------------------------------------------------- the episodes

const withStems = (words) => words.flatMap((word) => [word, vocabulary.get(word).stem]);

// The terms that match a word: the word and its stem, or else those of the words that it begins if a
// reader may still be typing it, or else a stem that it has, with an ending that other words have. Of
// a run of letters, all pairs have to occur; a single letter may begin any run.
function termsOf(word, unfinished) {
  const isRun = LETTER.test(word);
  const parts = splitRun(word);
  if (parts[1]) return parts.every((pair) => vocabulary.has(pair)) ? parts : [];
  if (vocabulary.has(word) && !isRun) return withStems([word]);
  const mayBegin = isRun || (word === unfinished && Array.from(word).length >= SHORTEST);
  const longer = mayBegin ? [...vocabulary.keys()].filter((other) => other.startsWith(word)) : [];
  if (longer.length) return withStems(longer);
  const singular = word.replace(/aux$/, "al").replace(/([^s])[sx]$/, "$1").replace(/y$/, "i");
  if (vocabulary.has(singular)) return [vocabulary.get(singular).stem];
  for (let size = singular.length; size; size -= 1) {
    const stem = `/${singular.slice(0, size)}`;
    if (families.has(stem) && size >= endings.get(singular.slice(size))) return [stem];
  }
  return [];
}

// How much a phrase is found in the episodes that have it. Only those episodes are read of which a
// passage has all of its words.
function ofPhrase(phrase, says) {
  const runs = runsOf(phrase);
  const [first, ...others] = runs.flatMap(splitRun).map(passagesWith);
  const sets = others.map((numbers) => new Set(numbers));
  const counts = weigh(first.filter((number) => sets.every((numbers) => numbers.has(number))));
  return new Map([...counts].filter(([at]) => !runs[1] || says(at, phrase)));
}

// A text with the digits of each number in a row, and the ways in which texts write such a number.
const joinDigits = (text) => text.replace(new RegExp(INDEX.number, "g"), (found, unit = "") =>
  found.replace(/\D/g, "") + "000".repeat("km".indexOf(unit.toLowerCase() || "-") + 1));
const DIGITS = /^\d+$/;
const formsOf = (word) => (!/^\d{4,15}$/.test(word) ? [word]
  : [word, word.replace(/\B(?=(\d{3})+$)/g, " "),
    ...ASKING.units.filter(([zeros]) => word.endsWith(zeros))
      .map(([zeros, unit]) => word.slice(0, -zeros.length) + unit)]);

// Words in a row, as many as may be one word.
const rowsOf = (words) => words.flatMap((_, at) => words.slice(at + 1, at + INDEX.most.joined)
  .map((_word, more) => words.slice(at, at + more + 2)));

// The positions and scores of the episodes that match a query, best first, what they match by, the
// words that nothing matches, what others were taken for, and the folded query; null if the query has
// no words.
function ask(query, says) {
  const typed = Array.from(query).slice(0, INDEX.most.letters).join("");
  const text = joinDigits(typed);
  const every = wordsOf(text);
  if (!every.length) return null;
  const phrases = unique(Array.from(typed.matchAll(QUOTED), ([, ...found]) => fold(found.join(""))))
    .filter(Boolean);
  const { words: said, named, within, order } = readAsked(text, phrases.length > 0, says);
  // If "x" at the end makes the last word longer, the reader may still be typing it.
  const unfinished = every.length === wordsOf(`${text}x`).length ? every.at(-1) : "";
  const nothing = !said.length && !phrases.length && !named.length;
  const content = nothing && unfinished ? [unfinished] : said;
  const words = unique(content.flatMap(runsOf));
  const inRow = remember((phrase) => ofPhrase(phrase, says));
  // Words in a row may be one word, or a number such as "3.5", "50+" or "4 million".
  const [added, joined] = [new Map(words.map((word) => [word, []])), []];
  for (const run of rowsOf(every.flatMap(runsOf))) {
    const [whole, phrase] = [run.join(""), run.join(" ")];
    const isWord = vocabulary.has(whole) && !DIGITS.test(whole);
    const isNumber = !isWord && run.length === 2 && run.some((word) => DIGITS.test(word));
    if (isWord && run.every((word) => added.has(word)) && !inRow(phrase).size) joined.push(whole);
    const own = isWord ? withStems([whole]) : isNumber && inRow(phrase).size ? [phrase] : [];
    for (const word of new Set(run)) added.get(word)?.push(...own);
  }
  const taken = [];
  const found = words.map((word) => {
    const own = added.get(word);
    for (const form of own.length && !vocabulary.has(word) ? [] : formsOf(word)) {
      if (!form.includes(" ")) own.push(...termsOf(form, unfinished));
      else if (inRow(form).size) own.push(form);
    }
    const near = own.length ? [] : nearTo(word);
    taken.push(...near.map((other) => [word, other]));
    return [...own, ...withStems(near)];
  });
  const scores = INDEX.sizes.map(() => 0);
  // Words that are everywhere find nothing by themselves, but count where others are found.
  const mayBe = !INDEX.stopWords && scores.length >= LEAST.episodes;
  const rare = found.filter((_, place) => !mayBe || 2 * countsOf(words[place]).size < scores.length);
  const terms = unique((rare.length ? rare : found).flat());
  const ofPhrases = phrases.map((phrase) => ofPhrase(phrase, says));
  // The library asks for each phrase, and for the first phrase or any of the terms.
  const countsOfAny = (term) => (term.includes(" ") ? inRow : countsOf)(term);
  const asked = [...ofPhrases, ...ofPhrases.slice(0, 1), ...terms.map(countsOfAny)];
  const more = rare.length % found.length ? unique(found.flat()).map(countsOfAny) : [];
  for (const [place, counts] of [...asked, ...more].entries()) {
    // The library's table has as many empty rows again.
    const rarity = Math.log((2 * scores.length - counts.size + 0.5) / (counts.size + 0.5));
    for (const [at, count] of counts) {
      const isFound = scores[at] || place < asked.length;
      scores[at] += isFound && Math.max(rarity, 1e-6) * (count / (count + INDEX.sizes[at]));
    }
  }
  const above = Math.max(...scores) + 1;
  const first = named.length ? named : unique(joined.flatMap((word) => [...countsOf(word).keys()]));
  for (const at of first) scores[at] += above;
  return {
    found: [...scores.entries()].filter(([at, score]) =>
      score > 0 && (!within || within.includes(at)) &&
      ofPhrases.every((counts) => counts.has(at))).sort(([at, score], [other, others]) => (order
      ? order * (INDEX.when[at][1] - INDEX.when[other][1]) : others - score)),
    words,
    unfinished,
    wanted: { terms: new Set(terms), phrases: phrases.map(runsOf) },
    // Whether a name has all words of the query, of which the last may be a beginning.
    fits: (names) => content.length > 0 && content.every((word) => names.some((own) => own === word ||
      (word === unfinished && !vocabulary.has(word) && own.startsWith(word)))),
    missed: words.filter((_, place) => !found[place].length),
    taken,
    key: keyOf(typed),
  };
}

// The same of a query that may say what is not wanted: that comes last. A page says more of an episode
// than its index has.
export function search(query, says = isLacking) {
  const [, wanted, unwanted] = query.match(EXCLUDING) ?? [];
  const [answer, others] = [wanted, unwanted].map((text) => text && ask(text, says));
  if (!answer?.found.length) return ask(query, says);
  const last = new Set(others?.found.map(([at]) => at));
  answer.found.sort(([one], [other]) => last.has(one) - last.has(other));
  return answer;
}

// ---------------------------------------------------------------------------- what a text matches

// The texts of each episode that the page does not show, line by line; and whole, by their kinds.
export const lacking = INDEX.sizes.map(() => []);
export const textsOf = INDEX.sizes.map(() => ({}));
for (const [number, text] of INDEX.lines) {
  for (const at of passages[number].positions) {
    lacking[at].push(...text.split("\n"));
    textsOf[at][passages[number].kind] = text;
  }
}
// Whether a phrase is in one of these texts.
export const isLacking = (at, phrase) =>
  lacking[at].some((line) => ` ${keyOf(line)} `.includes(` ${phrase} `));

// The folded words of a text and where they are, with their stems; a run of letters has none.
const WORDS = new RegExp(
  `[${INDEX.scripts}]+|(?:(?![${INDEX.scripts}])[\\p{L}\\p{N}\\p{M}\\p{Cf}])+\\+*`, "gu");
const spansOf = remember((text) => Array.from(text.matchAll(WORDS)).flatMap(({ 0: found, index }) =>
  wordsOf(found).filter((word) => /[^+]/.test(word)).map((word) => ({
    word,
    stem: LETTER.test(word) ? null : vocabulary.get(word)?.stem,
    start: index,
    stop: index + found.length,
  }))));

// The words of a text that match, by themselves or in a phrase.
export function matched(text, { terms, phrases }) {
  const every = spansOf(text);
  const inPhrase = new Set();
  for (const phrase of phrases) {
    for (const first of every.keys()) {
      if (phrase.every((word, place) => word === every[first + place]?.word)) {
        for (const place of phrase.keys()) inPhrase.add(first + place);
      }
    }
  }
  return every.filter(({ word, stem }, place) => inPhrase.has(place) || terms.has(stem) ||
    (stem === null && [...terms].some((term) => word.includes(term))));
}

// How well a text matches: by many different words, best as they are written.
function countMatches(text, wanted) {
  const words = unique(matched(text, wanted).map(({ word }) => word));
  const stems = unique(words.map((word) => vocabulary.get(word)?.stem ?? word));
  return stems.length + words.filter((word) => wanted.terms.has(word)).length / 100;
}

// Some words of a text as it has them, each once.
export const asTyped = (text, words) => words.map((word_) => {
  const found = spansOf(text).find(({ word: own }) => own === word_);
  return found ? text.slice(found.start, found.stop) : word_;
});

// What is said of words of a query that were taken for others, as a text writes these.
export function sayTaken(sentence, query, taken, text) {
  const say = (from, place) => asTyped(from, unique(taken.map((pair) => pair[place]))).join(", ");
  return sentence.replace("{meant}", say(text, 1)).replace("{typed}", say(query, 0));
}

// The text that matches best, and its part around the first match; nothing if none matches.
export function excerptOf(texts, wanted) {
  const matches = texts.map((text) => countMatches(text, wanted));
  const most = Math.max(0, ...matches);
  if (most === 0) return null;
  const best = matches.indexOf(most);
  const text = texts[best];
  const { start: first, stop } = matched(text, wanted)[0];
  const start = text.lastIndexOf(" ", Math.max(0, first - AROUND)) + 1;
  const end = text.indexOf(" ", stop + AROUND);
  const cut = text.slice(start, end < 0 ? undefined : end);
  return { best, cut: `${start ? "… " : ""}${cut}${end < 0 ? "" : " …"}` };
}

// What a query names itself, of things with their folded names, as well as a name fits: the query is
// the name, or has all of it, or has only words of it.
export function namedBy(key, answer, things) {
  const fit = (name) => (name === key ? 3
    : ` ${key} `.includes(` ${name} `) ? 2
      : answer.fits(name.split(" ")) ? 1 : 0);
  return things.map((thing) => ({ ...thing, fits: Math.max(0, ...thing.keys.filter(Boolean).map(fit)) }))
    .filter(({ fits }) => fits).sort((a, b) => b.fits - a.fits).slice(0, MOST_THINGS);
}
