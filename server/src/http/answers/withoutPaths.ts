/** What a caller may read of our words: no path of this machine and no key. */

/** An absolute path of two names or more that is no part of an address, a fraction or a name. */
const posixPath = /(?<![\w:/.~<…])\/(?:[\w.@+~%=-]+\/)+([\w.@+~%=-]*)/g;
const windowsPath = /(?<!\w)[A-Za-z]:[\\/](?:[^\\/:*?"<>|\s]+[\\/])+([^\\/:*?"<>|\s]*)/g;

export class Scrub {
  private readonly places: string[];

  /** `places` are folders whose names are removed whole, blanks included; `secrets` are removed wherever they stand. */
  constructor(
    places: readonly string[],
    private readonly secrets: readonly string[],
  ) {
    // The longest first: one may lie in another.
    this.places = places.filter((place) => place.length > 1).sort((a, b) => b.length - a.length);
  }

  /** The text with `…/name` in place of absolute paths. */
  text(text: string): string {
    let clean = this.secretsIn(text);
    for (const place of this.places) clean = clean.replaceAll(place, "…");
    const last = (_path: string, name: string): string => `…/${name}`;
    return clean.replace(posixPath, last).replace(windowsPath, last);
  }

  /** The text without keys; what an operator reads may name paths. */
  secretsIn(text: string): string {
    let clean = text;
    for (const secret of this.secrets) if (secret.length >= 8) clean = clean.replaceAll(secret, "[removed]");
    return clean;
  }
}
