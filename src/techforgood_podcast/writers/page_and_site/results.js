// What a search shows of the episodes that it found. `word` gives what is printed in the language that
// the reader chose.

import { capitalized, make, textsIn } from "./helpers.js";
import { asTyped, excerptOf, matched, sayTaken } from "./search.js";

export function message(word, key, number) {
  if (number < 2) return word(`${key}_${number ? "one" : "none"}`);
  return word(`${key}_many`).replace("{n}", number);
}

// What is said of a query: which words were taken for others, as the text of the first result writes
// these, and which nothing matches.
export function saidOf(word, query, { taken, missed }, text) {
  return [
    taken.length ? sayTaken(word("taken"), query, taken, text()) : "",
    missed.length ? word("missed").replace("{}", asTyped(query, missed).join(", ")) : "",
  ];
}

// What a query names itself, each after its kind.
export function showThings(word, element, named) {
  element.hidden = !named.length;
  element.replaceChildren(...named.flatMap(({ kind, link }, place) =>
    [place ? make("br") : "", `${capitalized(word(kind))}${word("colon")} `, link, " →"]));
}

// Puts into a row the part of a text that matches best, in place of the gist; returns it, if any does.
export function showExcerpt(row, texts, wanted, langOf = () => "") {
  const excerpt = excerptOf(texts, wanted);
  if (!excerpt) return [];
  const lang = langOf(excerpt.best);
  const made = make("p", { className: "found", textContent: excerpt.cut, lang, dir: "auto" });
  row.querySelector(":is(h3, h4)").after(made);
  return [made];
}

export function highlight(wanted, elements, name = "found") {
  if (!globalThis.Highlight) return;
  const ranges = [];
  for (const element of wanted ? elements : []) {
    for (const node of textsIn(element)) {
      for (const { start, stop } of matched(node.data, wanted)) {
        // A live range would slow every later change of the page.
        ranges.push(new StaticRange(
          { startContainer: node, startOffset: start, endContainer: node, endOffset: stop }));
      }
    }
  }
  CSS.highlights.set(name, new Highlight(...ranges));
}
