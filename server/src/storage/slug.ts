/** The folder name of a topic. */

/** Lower-case words joined by hyphens, at most 60 characters; "video" when nothing is left. */
export function slugOf(words: string): string {
  const ascii = words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const joined = ascii
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return (joined.length > 60 ? joined.slice(0, 60).replace(/-[^-]*$/, "") : joined) || "video";
}

/** What stands for a topic in lists and folder names: an outline's first heading, else its first line. */
export function titleOf(topic: string): string {
  const lines = topic.split(/\r?\n/).map((line) => line.trim());
  const line = lines.find((text) => text.startsWith("#")) ?? lines.find((text) => text !== "") ?? "";
  return line.replace(/^#+\s*/, "").slice(0, 120);
}
