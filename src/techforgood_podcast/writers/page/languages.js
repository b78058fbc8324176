// What the script prints, and the texts of the page, in the language that the reader chose.

import { textsIn } from "../page_and_site/helpers.js";
import { INDEX } from "../page_and_site/search.js";

export const tongues = Array.from(document.querySelectorAll("[name=tongue]"));
export const [main] = Object.keys(INDEX.words);
export const tongue = () => tongues.find(({ checked }) => checked)?.value ?? main;
export const word = (key) => INDEX.words[tongue()][key];
// What the style shows: the second language, or all that is not in it.
export const isShown = (tag) => (tag === tongues[1]?.value) === (tongue() === tongues[1]?.value);

// A text in the language that the reader chose, on one line.
export function textOf(element) {
  const shown = textsIn(element).filter((node) => {
    const own = node.parentElement?.closest("bdi, div[lang]");
    return !own || isShown(own.lang);
  });
  return shown.map(({ data }) => data).join("").replace(/\s+/g, " ").trim();
}

// The same of what stays as it is while a reader types, until another language is chosen.
export const lines = new Map();
export function lineOf(element) {
  if (!lines.has(element)) lines.set(element, textOf(element));
  return lines.get(element);
}

export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
