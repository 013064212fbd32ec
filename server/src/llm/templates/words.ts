/** Reads free words the way topics are compared: case, punctuation, plurals, spelling and superscripts do not count. */

const superscripts: Record<string, string> = {
  "⁰": "0",
  "¹": "1",
  "²": "2",
  "³": "3",
  "⁴": "4",
  "⁵": "5",
  "⁶": "6",
  "⁷": "7",
  "⁸": "8",
  "⁹": "9",
  ⁿ: "n",
};

/** Symbols that people type where they mean a word. */
const symbols: Record<string, string> = {
  "∫": " integral ",
  π: " pi ",
  "√": " root ",
  λ: " lambda ",
  Σ: " sum ",
  "∑": " sum ",
  "′": "'",
  "’": "'",
};

/** One spelling for words of which English has two, after the plural has gone. */
const spellings: Record<string, string> = {
  centre: "center",
  colour: "color",
  favourite: "favorite",
  behaviour: "behavior",
  maths: "math",
  matrices: "matrix",
  vertices: "vertex",
  indices: "index",
  dice: "die",
  halves: "half",
  axes: "axis",
};

function singular(word: string): string {
  const known = spellings[word];
  if (known !== undefined) return known;
  if (word.length > 4 && word.endsWith("ies") && word !== "series") return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

function oneSpelling(word: string): string {
  const single = singular(word);
  const american = single.replace(/is(ation|ing|ed|er|e)$/, (whole, ending: string) =>
    single.length > 6 ? `iz${ending}` : whole,
  );
  return spellings[american] ?? american;
}

const isWordOfLetters = (word: string): boolean => /^[a-z]+$/.test(word);

function toWords(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.map((word) => (isWordOfLetters(word) ? oneSpelling(word) : word)).join(" ")} `;
}

/**
 * The readings of a text, each a line of words with a space before and behind. Punctuation separates words in one and
 * joins them in another ("a^2" is "a 2" and "a2"), and powers are also read aloud ("a squared").
 */
export function readings(text: string): string[] {
  const plain = text
    .replace(/[⁰¹²³⁴-⁹ⁿ]/gu, (sign) => `^${superscripts[sign] ?? ""}`)
    .replace(/[∫π√λΣ∑′’]/gu, (sign) => symbols[sign] ?? " ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/(\p{L})'s\b/gu, "$1s")
    .replace(/'(?=\s*[(=])/g, " prime ")
    .replace(/'/g, "");
  const aloud = plain.replace(/\^2\b/g, " squared ").replace(/\^3\b/g, " cubed ").replace(/=/g, " equals ");
  const joined = plain.replace(/[^\p{L}\p{N}\s]+/gu, "");
  const powersJoined = plain.replace(/\^/g, "");
  return [...new Set([plain, joined, powersJoined, aloud].map(toWords))];
}
