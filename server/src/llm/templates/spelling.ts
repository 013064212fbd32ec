/** Finds the word that was meant by a misspelt one, among the few words that templates are recognised by. */

/** Words shorter than this are too close to other words to be guessed from one wrong letter. */
const lettersForOneSlip = 7;
const lettersForTwoSlips = 11;
const shortestSlip = 5;

/**
 * The known word that is meant: itself, or one that differs by a swap of neighbouring letters, a doubled letter or one
 * left out, or in long words by other slips. The first letter must be right, and a word that fits none stays as it is.
 */
export function meantWord(word: string, known: ReadonlySet<string>): string {
  if (known.has(word) || word.length < shortestSlip) return word;
  let best: { candidate: string; slips: number } | null = null;
  for (const candidate of known) {
    const slips = slipsBetween(word, candidate);
    if (slips < (best?.slips ?? Infinity)) best = { candidate, slips };
  }
  return best?.candidate ?? word;
}

/** How many slips make `typed` of `meant`; infinite when there are more than a word of this length allows. */
function slipsBetween(typed: string, meant: string): number {
  const [shorter, longer] = [typed.length, meant.length].toSorted((a, b) => a - b) as [number, number];
  if (typed[0] !== meant[0] || shorter < shortestSlip || longer - shorter > 2) return Infinity;
  if (isSwap(typed, meant) || isOmission(typed, meant) || undoubled(typed) === undoubled(meant)) return 1;
  const allowed = shorter >= lettersForTwoSlips ? 2 : longer >= lettersForOneSlip && shorter >= 6 ? 1 : 0;
  const slips = allowed === 0 ? Infinity : edits(typed, meant);
  return slips <= allowed ? slips : Infinity;
}

const undoubled = (word: string): string => word.replace(/(.)\1+/gu, "$1");

/** Whether the words differ by exactly one swap of neighbouring letters. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at < a.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Whether one letter was left out, and not of the two at either end: `cirle` is circle, but `liner` is not linear. */
function isOmission(typed: string, meant: string): boolean {
  const ends = typed.slice(0, 2) === meant.slice(0, 2) && typed.slice(-2) === meant.slice(-2);
  return ends && meant.length === typed.length + 1 && edits(typed, meant) === 1;
}

/** Letters to insert, remove or replace between two words (Levenshtein). */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
  }
  return row[b.length] ?? 0;
}
