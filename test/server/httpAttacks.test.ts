/** What strangers try: other names, other pages, forged and huge and slow requests, and many of them. */
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEmbedded, type EmbeddedRig } from "./embedded.js";
import { ask, generate, secret, serveOver, tokenOf, until, type Served } from "./httpRig.js";

let rig: EmbeddedRig;
let served: Served;
let made: string;
const small = { topic: "# Small\n\n## First\n- one point\n", provider: "templates", quality: "low" };
beforeAll(async () => {
  rig = openEmbedded();
  served = await serveOver(rig.service, {
    places: [rig.root],
    limits: {
      headersTimeout: 1500,
      requestTimeout: 2500,
      openFiles: { inAll: 6, each: 3 },
      openEvents: { inAll: 9, each: 4 },
    },
  });
  made = await generate(served, small);
  await until(served, made, "completed");
});
afterAll(async () => {
  await served.close();
  await rig.close();
});

/** Sends bytes as they are; what came back until the other side closed, or `bound` milliseconds passed. */
function raw(text: string, bound = 5000): Promise<{ answer: string; closed: boolean; ms: number }> {
  return new Promise((resolve) => {
    const started = performance.now();
    let answer = "";
    const socket = connect(served.port, "127.0.0.1", () => socket.write(text));
    const done = (closed: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ answer, closed, ms: performance.now() - started });
    };
    const timer = setTimeout(() => done(false), bound);
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    socket.on("error", () => done(true));
    socket.on("close", () => done(true));
  });
}

describe("a server that strangers reach", () => {
  it("answers by its own names only, and no other site's pages", async () => {
    const refused: Record<string, string>[] = [
      { host: "evil.example" },
      { host: `evil.example:${served.port}` },
      { origin: "https://evil.example" },
      { origin: "null" },
    ];
    for (const headers of refused) {
      const answer = await ask(served, "/videos/jobs", { headers });
      expect([headers, answer.status, answer.json()["code"]]).toEqual([headers, 403, "host-refused"]);
    }
    const cross = { method: "POST", body: small, headers: { "sec-fetch-site": "cross-site" } };
    expect((await ask(served, "/videos/generate", cross)).status).toBe(403);
    expect((await ask(served, "/videos/jobs", { headers: { origin: served.url } })).status).toBe(200);
    expect((await ask(served, "/health", { headers: { host: "evil.example" } })).status).toBe(403);
    expect((await raw("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n")).answer).toMatch(/^HTTP\/1.1 400/);
  });

  it("wants a token that it knows", async () => {
    const tries = [
      "",
      "Bearer",
      "Bearer ",
      "Bearer x",
      `Basic ${tokenOf("alice")}`,
      tokenOf("alice"),
      `Bearer ${tokenOf("alice")} x`,
    ];
    for (const authorization of tries) {
      const answer = await ask(served, "/videos/jobs", { user: null, headers: { authorization } });
      expect([authorization, answer.status, answer.json()["code"]]).toEqual([authorization, 401, "token-rejected"]);
      expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/);
    }
    expect((await ask(served, `/videos/jobs?token=${tokenOf("alice")}`, { user: null })).status).toBe(401);
    for (const path of ["/", "/videos", "/api/v1/", "/docs/../videos/jobs", "/api/v2/videos/jobs"])
      expect([401, 404]).toContain((await ask(served, path, { user: null })).status);
  });

  it("takes JSON and nothing else", async () => {
    const text = JSON.stringify(small);
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/xml",
      "",
    ];
    for (const type of types) {
      const answer = await ask(served, "/videos/generate", {
        method: "POST",
        body: text,
        headers: { "content-type": type },
      });
      expect([type, answer.status, answer.json()["code"]]).toEqual([type, 415, "request-invalid"]);
    }
    for (const body of [
      "",
      "{",
      "[]",
      "null",
      '"x"',
      '{"topic":1}',
      '{"topic":" "}',
      '{"topic":"t","out":"/etc"}',
      '{"topic":"t","user":"bob"}',
    ])
      expect([body, (await ask(served, "/videos/generate", { method: "POST", body })).status]).toEqual([body, 400]);
    const poisoned = '{"topic":"t","__proto__":{"quality":"4k"}}';
    expect((await ask(served, "/videos/generate", { method: "POST", body: poisoned })).status).toBe(400);
    for (const wish of [
      { quality: "8k" },
      { provider: "editor" },
      { scenes: 1e9 },
      { max_usd: -1 },
      { model: "../../x" },
      { mode: "fast" },
    ])
      expect([
        wish,
        (await ask(served, "/videos/generate", { method: "POST", body: { ...small, ...wish } })).status,
      ]).toEqual([wish, 400]);
  });

  it("does not read what is too large", async () => {
    const huge = await ask(served, "/videos/generate", { method: "POST", body: { topic: "x".repeat(500_000) } });
    expect([huge.status, huge.json()["code"]]).toEqual([413, "request-invalid"]);
    const long = await ask(served, "/videos/generate", { method: "POST", body: { topic: "x".repeat(50_001) } });
    expect(long.status).toBe(400);
    const promised = `POST /videos/generate HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${tokenOf("alice")}\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{`;
    expect((await raw(promised)).answer).toMatch(/^HTTP\/1.1 413/);
    expect((await raw(`GET /health HTTP/1.1\r\nHost: localhost\r\nX: ${"y".repeat(40_000)}\r\n\r\n`)).answer).toMatch(
      /^HTTP\/1.1 431/,
    );
    const address = await ask(served, `/videos/jobs/${"a".repeat(2000)}/status`);
    expect([400, 404, 414]).toContain(address.status);
  });

  it("leads nowhere by its paths", async () => {
    const escapes = [
      "../../etc/passwd",
      "..%2f..%2fetc%2fpasswd",
      "%2e%2e/%2e%2e",
      `${made}%00`,
      `${made}/../${made}`,
      "%",
      "%zz",
      `${made}%2fstream`,
      "*",
      "..",
      ".",
    ];
    for (const escape of escapes)
      for (const rest of ["", "/stream", "/code"]) {
        const { answer } = await raw(
          `GET /api/v1/videos/jobs/${escape}${rest} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${tokenOf("bob")}\r\nConnection: close\r\n\r\n`,
        );
        expect([escape, /^HTTP\/1.1 (\d+)/.exec(answer)?.[1]]).toEqual([escape, expect.stringMatching(/^40[04]$/)]);
        expect(answer).not.toContain("root:");
        expect(answer).not.toContain(rig.root);
      }
  });

  it("hangs up on who sends slowly, and answers others meanwhile", async () => {
    const slow = Promise.all([
      raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", 8000),
      raw(
        `POST /videos/generate HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${tokenOf("alice")}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
        8000,
      ),
      raw("", 8000),
    ]);
    const dripping = new Promise<boolean>((resolve) => {
      const socket: Socket = connect(served.port, "127.0.0.1", () =>
        socket.write("GET /health HTTP/1.1\r\nHost: localhost\r\n"),
      );
      const drip = setInterval(() => socket.write("X-A: b\r\n"), 200);
      socket.on("error", () => undefined);
      socket.resume();
      socket.on("close", () => {
        clearInterval(drip);
        resolve(true);
      });
    });
    expect((await ask(served, "/health")).status).toBe(200);
    const [headers, body] = await slow;
    expect([headers.closed, body.closed]).toEqual([true, true]);
    expect([headers.answer, body.answer].map((answer) => answer.slice(0, 12))).toEqual([
      "HTTP/1.1 408",
      "HTTP/1.1 408",
    ]);
    expect(Math.max(headers.ms, body.ms)).toBeLessThan(6000);
    expect(await dripping).toBe(true);
  });

  it("bounds answers that last, for each user and in all", async () => {
    const id = await generate(served, { ...small, topic: `${small.topic}\n## Second\n- more\n`, quality: "high" });
    const listen = (user: "alice" | "bob", job: string) =>
      fetch(`${served.url}/videos/jobs/${job}/events`, { headers: { authorization: `Bearer ${tokenOf(user)}` } });
    const open = await Promise.all(Array.from({ length: 4 }, () => listen("alice", id)));
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const more = await listen("alice", id);
    expect([more.status, more.headers.get("retry-after"), await more.json()]).toMatchObject([
      429,
      "5",
      { code: "too-many-requests" },
    ]);
    await Promise.all(open.map((response) => response.body!.cancel()));
    // Their places are free again once they have hung up.
    let status = 429;
    for (let tries = 0; status === 429 && tries < 50; tries++) {
      await pause(100);
      const response = await listen("alice", id);
      ({ status } = response);
      await response.body?.cancel();
    }
    expect(status).toBe(200);
    await ask(served, `/videos/jobs/${id}/cancel`, { method: "POST" });
  });

  it("holds each user to a rate, and not the other", async () => {
    const strict = await serveOver(rig.service, { limits: { requestsPerMinute: 20, createsPerMinute: 2 } });
    try {
      const asked = await Promise.all(Array.from({ length: 30 }, () => ask(strict, "/videos/jobs")));
      expect(asked.filter(({ status }) => status === 200)).toHaveLength(20);
      const refused = asked.find(({ status }) => status === 429)!;
      expect([refused.json()["code"], Number(refused.headers["retry-after"]) > 0]).toEqual(["too-many-requests", true]);
      expect((await ask(strict, "/videos/jobs", { user: "bob" })).status).toBe(200);
      const keyed = { method: "POST", user: "bob", headers: { "idempotency-key": "one" } } as const;
      const creates = await Promise.all(
        [1, 2, 3].map(() => ask(strict, "/videos/generate", { ...keyed, body: small })),
      );
      expect(creates.map(({ status }) => status).sort()).toEqual([202, 202, 429]);
    } finally {
      await strict.close();
    }
  });

  it("refuses methods that an address does not take, and says which it takes", async () => {
    const put = await ask(served, `/api/v1/videos/jobs/${made}/status`, { method: "PUT" });
    expect([put.status, put.headers.allow, put.json()["code"]]).toEqual([405, "GET, HEAD", "method-refused"]);
    expect((await ask(served, "/videos/generate")).headers.allow).toBe("POST");
    expect((await raw("BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n")).answer).toMatch(/^HTTP\/1.1 400/);
    expect((await ask(served, "/nothing")).json()).toMatchObject({ status: 404, code: "route-missing" });
  });

  it("leaves no token, signature or path in its log, and the ids in it", async () => {
    const { url } = (await ask(served, `/videos/jobs/${made}/video-url`)).json<{ url: string }>();
    const answer = await ask(served, url, { user: null });
    const signature = new URL(url).searchParams.get("signature")!;
    await pause(50);
    const log = served.log();
    const secrets = [tokenOf("alice"), tokenOf("bob"), signature, secret.toString("hex"), "a-key-of-the-provider"];
    // Of the log only whether: it is long.
    expect(secrets.filter((hidden) => log.includes(hidden))).toEqual([]);
    const line = log.split("\n").find((text) => text.includes(String(answer.headers["x-request-id"])))!;
    expect(JSON.parse(line)).toMatchObject({ status: 200, job_id: made, user: "alice", method: "GET" });
  });

  it("stays up under 10,000 bad requests", async () => {
    const random = randomFrom(7);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "get", "FOO", ""];
    const paths = [
      "/",
      "/videos/generate",
      "/videos/jobs",
      `/videos/jobs/${made}/stream`,
      `/videos/jobs/${made}/events`,
      "/videos/quote",
      "/openapi.json",
      "/docs",
      "/ready",
      "/%",
      "//",
      "/videos/jobs/%00/code",
      "*",
      "http://evil/",
      `/batches/${"x".repeat(300)}`,
    ];
    const bodies = [
      "",
      "{",
      '{"topic":',
      "null",
      "[[[[[[[[",
      '{"topic":"' + "a".repeat(3000),
      "\u0000\u0001",
      "=&=",
      '{"a":{"b":{"c":{}}}}',
      "-1e999",
    ];
    const headers = [
      "Range: bytes=0-",
      "Range: bytes=-,,,",
      "If-None-Match: *",
      "Content-Type: application/json",
      "Content-Type: x",
      "Content-Length: -1",
      "Content-Length: 5",
      "Transfer-Encoding: chunked",
      "Transfer-Encoding: x",
      "Expect: 100-continue",
      "Upgrade: websocket",
      "Last-Event-ID: -1",
      "Idempotency-Key: \u0001",
      "Host: localhost",
      "Host: evil",
      "Origin: evil",
      `Authorization: Bearer ${tokenOf("bob")}`,
      "Authorization: \xff",
      "Accept: nothing",
      ": x",
      "X",
    ];
    const bad = (): string => {
      const lines = Array.from({ length: Math.floor(random() * 6) }, () => pick(headers));
      return `${pick(methods)} ${pick(paths)} ${pick(["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/9", ""])}\r\n${["Host: localhost", "Connection: close", ...lines].join("\r\n")}\r\n\r\n${pick(bodies)}`;
    };
    const statuses = new Map<string, number>();
    for (let sent = 0; sent < 10_000; sent += 100) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => shot(bad())));
      for (const answer of answers) statuses.set(answer, (statuses.get(answer) ?? 0) + 1);
    }
    // A mistake of ours would be a 500.
    expect([...statuses.keys()].filter((status) => status.startsWith("5"))).toEqual([]);
    expect([...statuses.keys()].filter((status) => status.startsWith("4")).length).toBeGreaterThan(4);
    expect((await ask(served, "/ready")).status).toBe(200);
    expect((await ask(served, `/videos/jobs/${made}/stream`)).status).toBe(200);
  }, 170_000);
});

/** Sends one request without waiting for more than its status. */
function shot(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(served.port, "127.0.0.1", () => socket.write(text, "latin1"));
    const done = (status: string): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(status);
    };
    const timer = setTimeout(() => done("none"), 400);
    socket.on("data", (chunk) => done(/^HTTP\/1.1 (\d+)/.exec(chunk.toString("latin1"))?.[1] ?? "other"));
    socket.on("error", () => done("error"));
    socket.on("close", () => done("closed"));
  });
}

/** The same numbers from 0 to 1 for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
