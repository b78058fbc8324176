// The folding of text/folding.py, character by character. JavaScript has no case folding. Upper case
// and then lower case of each character is the same, except for Cherokee, whose folded letters are
// the capital ones.
const MARKS = "™℠";
const LETTERS = { œ: "oe", æ: "ae", ø: "o", ł: "l", ı: "i" };
const SPACE = /[\p{P}\p{Z}\t-\r\x1c-\x1f\x85]/u;
const NOTHING = /[\p{M}\p{Cc}\p{Cf}]/u;
const CAPITALS = /\p{Script=Cherokee}/u;
// Symbols end a word, except plus signs after letters ("c++"), unless there are only those.
const WORD = /\p{L}+\++|[\p{L}\p{N}]+|\++|^[^\p{L}\p{N}+]+$/gu;
const SYMBOL = /[^\p{L}\p{N} ]/u;
const folded = new Map();

function casefold(text) {
  let found = "";
  for (const character of text) {
    for (const capital of character.toUpperCase()) {
      found += CAPITALS.test(capital) ? capital : capital.toLowerCase();
    }
  }
  return found;
}

function plainLetter(character) {
  if (SPACE.test(character)) return " ";
  if (NOTHING.test(character)) return "";
  return LETTERS[character] ?? character;
}

function foldCharacter(character) {
  if (MARKS.includes(character)) return " ";
  let text = character;
  for (let time = 0; time < 2; time += 1) text = casefold(text.normalize("NFKD"));
  return Array.from(text.normalize("NFKD"), plainLetter).join("");
}

function foldedCharacter(character) {
  let own = folded.get(character);
  if (own === undefined) {
    own = foldCharacter(character);
    folded.set(character, own);
  }
  return own;
}

export function fold(text) {
  const letters = text.replace(/[^a-z0-9 ]/gu, foldedCharacter);
  const words = letters.split(" ").filter(Boolean);
  return (SYMBOL.test(letters) ? words.flatMap((word) => word.match(WORD) ?? []) : words).join(" ");
}
