/** Lets in who may ask: by a name of this server, from no other server's page, and with a token or a signed address. */
import type { FastifyRequest } from "fastify";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { Hosts } from "./hosts.js";
import type { SignedAddresses } from "./signedAddresses.js";
import type { Tokens } from "./tokens.js";

export interface Access {
  hosts: Hosts;
  tokens: Tokens;
  addresses: SignedAddresses;
}

/** Who asks where nobody needs a token: the one user of a server on loopback, whose jobs lie apart from the command line's. */
export const localUser = "local";

/** Throws ProblemError `host-refused`, `token-rejected` or `address-refused`. */
export function authenticate(request: FastifyRequest, { hosts, tokens, addresses }: Access): void {
  const safe = request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS";
  hosts.check(request.headers, safe);
  const access = request.routeOptions.config.access;
  const signed = isSigned(request) ? signedQuery(request) : null;
  if (signed !== null) request.user = addresses.userOf(signed, jobIn(request));
  else if (!tokens.required) request.user = localUser;
  else if (access !== "anyone") request.user = bearer(request, tokens);
}

function bearer({ headers }: FastifyRequest, tokens: Tokens): string {
  const token = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(headers.authorization ?? "")?.[1];
  const user = token === undefined ? null : tokens.userOf(token);
  if (user === null)
    throw new ProblemError(problem("token-rejected", `The token is ${token === undefined ? "missing" : "not known"}.`));
  return user;
}

/** Whether a signature stands in place of a token. */
export function isSigned({ query, routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.access === "signed" && (query as Record<string, unknown>)["signature"] !== undefined;
}

function signedQuery({ query }: FastifyRequest): { user: string; expires: string; signature: string } {
  const { user, expires, signature } = query as Record<string, unknown>;
  if (typeof user === "string" && typeof expires === "string" && typeof signature === "string")
    return { user, expires, signature };
  throw new ProblemError(problem("address-refused", "The address is not whole."));
}

const jobIn = ({ params }: FastifyRequest): string => (params as { id?: string }).id ?? "";
