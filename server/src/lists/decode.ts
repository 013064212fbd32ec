/** Bytes of a list file as text, or why they are none. Spreadsheets write UTF-16 as well as UTF-8, both with a mark. */

export type Decoded = { ok: true; text: string } | { ok: false; reason: string };

/** The text without its byte order mark. */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, reason: `it is not ${encoding.toUpperCase()} text; save it as UTF-8` };
  }
  // No text that people type has these; a file that was named wrongly nearly always does.
  if (/[^\P{Cc}\s\u0085]/u.test(text)) return { ok: false, reason: "it is a binary file" };
  return { ok: true, text };
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}
