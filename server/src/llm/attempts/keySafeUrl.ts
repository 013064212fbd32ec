/** Where requests may go. The key travels with each of them, so only https, or this machine, is allowed. */
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { SettingName } from "../../../../protocol/settings.js";

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** An address without its last slash. Throws `setting-invalid` unless it is https or on this machine. */
export function keySafeUrl(
  wanted: string,
  { provider, setting, environment }: { provider: string; setting: SettingName; environment: string },
): string {
  const given = wanted.trim();
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const why = url === undefined ? "is not an address" : whyRefused(url);
  if (why !== undefined || url === undefined) {
    throw new ProblemError(
      problem("setting-invalid", `The ${provider} base URL ${why ?? "cannot be used"}.`, {
        fix: `Set manimVideo.${setting} (or ${environment}) to an https address, or leave it empty.`,
      }),
    );
  }
  return url.href.replace(/\/+$/, "");
}

/** Whether an address of {@link keySafeUrl} is on this machine. */
export function isLoopback(url: string): boolean {
  return loopback.test(new URL(url).hostname);
}

function whyRefused(url: URL): string | undefined {
  if (url.username !== "" || url.password !== "") return "holds a user name or password";
  if (url.search !== "" || url.hash !== "") return "has a query or a fragment";
  if (url.protocol === "https:") return undefined;
  if (url.protocol !== "http:") return `starts with ${url.protocol}, not https:`;
  return loopback.test(url.hostname) ? undefined : "is not https; http is allowed for this machine only";
}
