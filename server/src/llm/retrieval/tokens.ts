/** Lengths of prompts before anybody has counted them. */

/** Code and English take between three and four characters a token with today's models; this errs upwards. */
const charactersPerToken = 3.3;

/** About how many tokens a text takes. */
export function aboutTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}
