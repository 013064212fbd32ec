/** The page of a webview: one element that a bundle of ours defines. */

export interface PanelPage {
  title: string;
  /** The custom element that is the page's content. */
  element: string;
  /** Address of the bundle, as the webview may load it. */
  script: string;
  cspSource: string;
  nonce: string;
  language: PageLanguage;
}

/** What webview/src/l10n.ts reads from the page. */
export interface PageLanguage {
  /** BCP 47. */
  tag: string;
  /** Translations by their English texts; none for English. */
  bundle: Readonly<Record<string, string>>;
}

/** Scripts run by nonce only; styles may be inline since the toolkit's components write theirs so. */
export function panelHtml({ title, element, script, cspSource, nonce, language }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'unsafe-inline'`,
    `img-src ${cspSource}`,
    `media-src ${cspSource}`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${escaped(language.tag)}" data-l10n="${escaped(JSON.stringify(language.bundle))}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>html, body { height: 100%; margin: 0; padding: 0; }</style>
</head>
<body>
<${element}></${element}>
<script type="module" nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
