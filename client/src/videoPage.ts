/** The page of the video player. */
import { createHash } from "node:crypto";
import { escaped } from "./panelHtml.js";

export interface VideoPage {
  title: string;
  /** Addresses as the webview may load them; null for files that are not there. */
  video: string;
  captions: string | null;
  poster: string | null;
  cspSource: string;
  language: string;
  /** Each runs a command with one value. */
  links: { words: string; command: string; given: string }[];
}

const styles = `
html, body { height: 100%; margin: 0; padding: 0; }
body { display: flex; flex-direction: column; background: var(--vscode-editor-background); color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; padding: 8px 16px; }
h1 { flex: 1; margin: 0; font-size: 1.15em; font-weight: 600; overflow-wrap: anywhere; }
a { color: var(--vscode-textLink-foreground); }
a:focus-visible, video:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
video { flex: 1; min-height: 0; width: 100%; background: #000; }
`;

export function videoPage({ title, video, captions, poster, cspSource, language, links }: VideoPage): string {
  const hash = createHash("sha256").update(styles).digest("base64");
  const policy = [
    "default-src 'none'",
    // The editor writes the theme's variables into a style of the page itself.
    `style-src ${cspSource} 'sha256-${hash}'`,
    `img-src ${cspSource}`,
    `media-src ${cspSource}`,
  ].join("; ");
  const track =
    captions === null
      ? ""
      : `<track kind="captions" label="CC" srclang="${language}" src="${escaped(captions)}" default>`;
  const shown = links.map(({ words, command, given }) => {
    const address = `command:${command}?${encodeURIComponent(JSON.stringify([given]))}`;
    return `<a href="${escaped(address)}">${escaped(words)}</a>`;
  });
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${styles}</style>
</head>
<body>
<header><h1>${escaped(title)}</h1>${shown.join("")}</header>
<video controls preload="metadata" crossorigin="anonymous" aria-label="${escaped(title)}" src="${escaped(video)}"${poster === null ? "" : ` poster="${escaped(poster)}"`}>${track}</video>
</body>
</html>
`;
}
