/** The HTTP front on a real socket over any service, and two users who ask it. */
import { createHash } from "node:crypto";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Hosts } from "../../server/src/http/access/hosts.js";
import { SignedAddresses } from "../../server/src/http/access/signedAddresses.js";
import { Tokens } from "../../server/src/http/access/tokens.js";
import { Scrub } from "../../server/src/http/answers/withoutPaths.js";
import { httpServer } from "../../server/src/http/httpServer.js";
import type { HttpLimits } from "../../server/src/http/limits.js";
import { httpLogger } from "../../server/src/http/logging.js";
import type { JobShape } from "../../server/src/http/shapes/jobShape.js";
import type { VideoService } from "../../server/src/service/videoService.js";

export type User = "alice" | "bob";
export const tokenOf = (user: User): string => `token-of-${user}`;
export const secret = Buffer.alloc(32, 9);

export interface Served {
  url: string;
  port: number;
  /** All that was logged. */
  log: () => string;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Of the shape that the caller knows it to have. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  json: <T extends object = Record<string, unknown>>() => T;
}

export interface Asked {
  user?: User | null;
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface ServeWishes {
  limits?: Partial<HttpLimits>;
  places?: string[];
  publicUrl?: string;
  /** Without tokens: whoever asks is the one user. */
  anyone?: boolean;
}

/** Close it before its service. */
export async function serveOver(
  service: VideoService,
  { limits, places = [], publicUrl = "", anyone = false }: ServeWishes = {},
): Promise<Served> {
  const lines: string[] = [];
  const holders = (["alice", "bob"] as const).map((user) => {
    return `${user}:${createHash("sha256").update(tokenOf(user)).digest("hex")}`;
  });
  const app = await httpServer({
    ...{ service, version: "0.0.0", publicUrl, scrub: new Scrub(places, ["a-key-of-the-provider"]) },
    access: {
      hosts: new Hosts("127.0.0.1", []),
      tokens: new Tokens(null, anyone ? "" : holders.join(",")),
      addresses: new SignedAddresses(secret),
    },
    logger: httpLogger("info", { write: (line) => void lines.push(line) }),
    // The tests ask faster than people do.
    limits: { requestsPerMinute: 1_000_000, createsPerMinute: 1_000_000, ...limits },
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, log: () => lines.join(""), close: () => app.close() };
}

/** Asks as alice unless another is named; by node:http, which sends any header as it is. */
export function ask({ url }: Pick<Served, "url">, path: string, asked: Asked = {}): Promise<Answer> {
  const { user = "alice", method = "GET", body, headers = {} } = asked;
  const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      path.startsWith("http") ? path : url + path,
      {
        method,
        headers: {
          ...(user === null ? {} : { authorization: `Bearer ${tokenOf(user)}` }),
          ...(text === undefined
            ? {}
            : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const whole = Buffer.concat(chunks);
          const json: Answer["json"] = () => JSON.parse(whole.toString()) as never;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole, json });
        });
      },
    );
    sent.on("error", reject);
    sent.end(text);
  });
}

/** Asks for a video; its id. */
export async function generate(served: Pick<Served, "url">, wish: object, asked: Asked = {}): Promise<string> {
  const answer = await ask(served, "/api/v1/videos/generate", { method: "POST", body: wish, ...asked });
  if (answer.status !== 202) throw new Error(`${answer.status}: ${answer.body.toString()}`);
  return answer.json<{ job_id: string }>().job_id;
}

export async function statusOf(served: Pick<Served, "url">, id: string, user: User = "alice"): Promise<JobShape> {
  return (await ask(served, `/videos/jobs/${id}/status`, { user })).json<JobShape>();
}

/** Waits until a job has the wished status; throws when it ends with another. */
export async function until(
  served: Served,
  id: string,
  status: JobShape["status"],
  user: User = "alice",
): Promise<JobShape> {
  for (const end = Date.now() + 120_000; Date.now() < end;) {
    const job = await statusOf(served, id, user);
    if (job.status === status) return job;
    if (job.status !== "queued" && job.status !== "running") throw new Error(`${id} is ${JSON.stringify(job)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${id} did not become ${status}`);
}

export interface SentEvent {
  id: number | null;
  event: string;
  data: JobShape;
}

/** The events of a stream until it ends, or until `enough` says so. */
export async function eventsOf(
  { url }: Pick<Served, "url">,
  id: string,
  {
    after,
    enough = () => false,
    user = "alice",
  }: { after?: number; enough?: (event: SentEvent) => boolean; user?: User } = {},
): Promise<SentEvent[]> {
  const stop = new AbortController();
  const response = await fetch(`${url}/api/v1/videos/jobs/${id}/events`, {
    headers: {
      authorization: `Bearer ${tokenOf(user)}`,
      ...(after === undefined ? {} : { "last-event-id": String(after) }),
    },
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(150_000)]),
  });
  if (response.status === 204) return [];
  if (response.status !== 200 || response.body === null)
    throw new Error(`${response.status}: ${await response.text()}`);
  const events: SentEvent[] = [];
  let rest = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + chunk).split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, "m").exec(part)?.[1];
      const data = field("data");
      if (data === undefined) continue;
      const number = field("id");
      const event = { event: field("event") ?? "", data: JSON.parse(data) as JobShape };
      events.push({ ...event, id: number === undefined ? null : Number(number) });
      if (enough(events.at(-1)!)) {
        stop.abort();
        return events;
      }
    }
  }
  return events;
}
