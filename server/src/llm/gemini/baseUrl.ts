/** Where Gemini requests go. The key travels with each request, so only https, or this machine, is allowed. */
import { problem, ProblemError } from "../../../../protocol/problems.js";

const publicUrl = "https://generativelanguage.googleapis.com";
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The address to use; empty means Google's own. Throws `setting-invalid` for one that a key must not be sent to. */
export function geminiBaseUrl(setting: string): string {
  const wanted = setting.trim();
  if (wanted === "") return publicUrl;
  const url = URL.canParse(wanted) ? new URL(wanted) : undefined;
  const why = url === undefined ? "is not an address" : whyRefused(url);
  if (why !== undefined || url === undefined) {
    throw new ProblemError(
      problem("setting-invalid", `The Gemini base URL ${why ?? "cannot be used"}.`, {
        fix: "Set manimVideo.geminiBaseUrl (or GOOGLE_GEMINI_BASE_URL) to an https address, or leave it empty.",
      }),
    );
  }
  return url.href.replace(/\/+$/, "");
}

function whyRefused(url: URL): string | undefined {
  if (url.username !== "" || url.password !== "") return "holds a user name or password";
  if (url.search !== "" || url.hash !== "") return "has a query or a fragment";
  if (url.protocol === "https:") return undefined;
  if (url.protocol !== "http:") return `starts with ${url.protocol}, not https:`;
  return loopback.test(url.hostname) ? undefined : "is not https; http is allowed for this machine only";
}
