/** The panel's words in the editor's language. The page bears the bundle, so that the first paint is in it already. */

/** Translations by their English texts. */
export type Bundle = Readonly<Record<string, string>>;

/** The English text with `{0}`, `{1}` … filled in, or what the bundle has in its place. */
export function filled(bundle: Bundle, text: string, values: readonly (string | number)[]): string {
  const words = Object.hasOwn(bundle, text) ? bundle[text] : text;
  return (words ?? text).replace(/\{(\d+)\}/g, (gap, at: string) => String(values[Number(at)] ?? gap));
}

/** A text of ours in the editor's language. The first argument must be a literal: a test looks for it in the bundles. */
export function t(text: string, ...values: (string | number)[]): string {
  return filled(bundleOfPage(), text, values);
}

/** One text for 1 and another for all other counts; `{0}` is the count as the language writes it. */
export function counted(number: number, one: string, others: string, ...values: (string | number)[]): string {
  return t(number === 1 ? one : others, number.toLocaleString(locale()), ...values);
}

/** A text that comes from elsewhere, such as a problem's title; `t` is for literals. */
export function translated(text: string): string {
  return Object.hasOwn(bundleOfPage(), text) ? (bundleOfPage()[text] ?? text) : text;
}

/** The language of numbers and dates. */
export function locale(): string {
  const language = typeof document === "undefined" ? "" : document.documentElement.lang;
  return language || "en";
}

let read: Bundle | undefined;

function bundleOfPage(): Bundle {
  if (typeof document === "undefined") return {};
  return (read ??= JSON.parse(document.documentElement.dataset["l10n"] ?? "{}") as Bundle);
}
