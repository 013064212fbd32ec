/**
 * By which names this server may be asked, and from which pages. A page of a stranger whose name is made to lead to this
 * machine (DNS rebinding) sends its own name as Host; a page elsewhere sends its own as Origin.
 */
import { hostname, networkInterfaces } from "node:os";
import { problem, ProblemError } from "../../../../protocol/problems.js";

const loopback = ["localhost", "127.0.0.1", "[::1]"];
const everywhere = ["0.0.0.0", "::"];

export const isLoopback = (host: string): boolean => loopback.includes(bracketed(host)) || host.startsWith("127.");

export class Hosts {
  private readonly names: Set<string>;

  /** `bound` is where it listens; `allowed` are names given besides, such as a proxy's, with or without a port. */
  constructor(bound: string, allowed: readonly string[]) {
    const own = everywhere.includes(bound) ? [hostname(), ...addresses()] : [bound];
    this.names = new Set([...loopback, ...own, ...allowed].map((name) => bracketed(name.toLowerCase())));
  }

  /** Throws ProblemError `host-refused`. */
  check(
    headers: { host?: string | undefined; origin?: string | undefined; "sec-fetch-site"?: unknown },
    safe: boolean,
  ): void {
    const { host, origin } = headers;
    if (host === undefined || !this.knows(host)) throw refused("The Host header names another server.");
    if (origin !== undefined && !this.knowsOrigin(origin)) throw refused("The page that asks is another server's.");
    if (!safe && headers["sec-fetch-site"] === "cross-site") throw refused("The page that asks is another server's.");
  }

  private knowsOrigin(origin: string): boolean {
    const url = URL.parse(origin);
    return url !== null && /^https?:$/.test(url.protocol) && this.knows(url.host);
  }

  /** With any port, unless the name was given with one. */
  private knows(host: string): boolean {
    const name = host.toLowerCase();
    return this.names.has(name) || this.names.has(name.replace(/:\d{1,5}$/, ""));
  }
}

const refused = (message: string): ProblemError => new ProblemError(problem("host-refused", message));

function addresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
}

/** IPv6 addresses as they stand in URLs. */
function bracketed(name: string): string {
  return name.split(":").length > 2 && !name.startsWith("[") ? `[${name}]` : name;
}
