// How good a result of the site's search is. Sphinx knows where the words occur; this adds what the
// reader wants most: a page, class or function of that very name, then a page or heading with all
// of the words.
var Scorer = (() => {
  // The page that readers mean by words which the titles of other pages have as well, or none has.
  const MEANT = {
    cite: "cite",
    "export csv": "export",
    "own podcast": "your-own-podcast",
    package: "your-own-package",
  };

  const wordsOf = (text) => splitQuery(text).map((word) => word.toLowerCase());
  const typed = () => document.querySelector('input[name="q"]').value;

  // The part of the words in a name, and the part of the name that they are: from 0 to 1.
  const compare = (words, name) => {
    const found = words.filter((word) => name.includes(word)).length;
    return { all: found === words.length, of: found / words.length, share: found / name.length };
  };

  const scoreObject = (name, words, score) => {
    const parts = name.split(".");
    const last = parts.at(-1);
    if (words.length !== 1 || last.toLowerCase() !== words[0]) return score;
    const same = last === typed().trim() ? 10 : 0;
    if (parts.length === 2) return 280 + same;
    return (parts[1] === "authoring" && parts.length === 3 ? 220 : 110) + same;
  };

  const scoreTitle = (title, words, score) => {
    const [page, heading] = title.split(" > ");
    const name = wordsOf(heading ?? page);
    const { all, of, share } = compare(words, name);
    if (all && name.length === words.length) return heading ? 210 : 300;
    if (all) return (heading ? 120 : 230) + 20 * share;
    return score + 60 * of + 20 * share;
  };

  return {
    score: ([page, title, anchor, , score, , kind]) => {
      const words = wordsOf(typed());
      if (!words.length) return score;
      if (MEANT[words.join(" ")] === page && !anchor) return 400;
      return (kind === "object" ? scoreObject : scoreTitle)(title, words, score);
    },
    // What Sphinx itself has.
    objNameMatch: 11,
    objPartialMatch: 6,
    objPrio: { 0: 15, 1: 5, 2: -5 },
    objPrioDefault: 0,
    title: 15,
    partialTitle: 7,
    term: 5,
    partialTerm: 2,
  };
})();
