import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Hosts, isLoopback } from "../../../server/src/http/access/hosts.js";
import { addressSecret, SignedAddresses } from "../../../server/src/http/access/signedAddresses.js";
import { addToken, Tokens } from "../../../server/src/http/access/tokens.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "access-"));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

describe("names of this server", () => {
  const hosts = new Hosts("127.0.0.1", ["videos.example.org"]);
  const allowed = (host?: string, origin?: string, site?: string, safe = false): boolean => {
    try {
      hosts.check({ host, origin, "sec-fetch-site": site }, safe);
      return true;
    } catch {
      return false;
    }
  };

  it.each(["localhost:8080", "127.0.0.1", "[::1]:9", "videos.example.org", "Videos.Example.org:443"])("%s", (host) =>
    expect(allowed(host)).toBe(true),
  );
  it.each([
    undefined,
    "",
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.nip.io",
    "evil.example:127.0.0.1",
    "10.0.0.7",
    "localhost:8080@evil.example",
  ])("not %s", (host) => expect(allowed(host)).toBe(false));

  it("are those of pages that may ask", () => {
    expect(allowed("localhost", "http://localhost:8080")).toBe(true);
    expect(allowed("localhost", "https://evil.example")).toBe(false);
    expect(allowed("localhost", "null")).toBe(false);
    expect(allowed("localhost", "file://localhost")).toBe(false);
    expect(allowed("localhost", undefined, "cross-site")).toBe(false);
    expect(allowed("localhost", undefined, "cross-site", true)).toBe(true);
    expect(allowed("localhost", undefined, "same-origin")).toBe(true);
  });

  it("are loopback's or not", () => {
    expect(["127.0.0.1", "localhost", "::1", "127.9.9.9"].map(isLoopback)).toEqual([true, true, true, true]);
    expect(["0.0.0.0", "::", "10.0.0.1", "example.org"].map(isLoopback)).toEqual([false, false, false, false]);
  });
});

describe("tokens", () => {
  it("are made into a file that holds no token and that others cannot read", () => {
    const file = join(folder, "tokens");
    const [alice, bob] = [addToken("alice", file), addToken("bob@example.org", file)];
    expect(readFileSync(file, "utf8")).not.toContain(alice);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const tokens = new Tokens(file, "");
    expect([tokens.userOf(alice), tokens.userOf(bob), tokens.userOf(`${alice}x`), tokens.userOf("")]).toEqual([
      "alice",
      "bob@example.org",
      null,
      null,
    ]);
    expect(() => addToken("a b", file)).toThrow();
    expect(() => addToken("a\nroot", file)).toThrow();
  });

  it("come from the environment as well, and are needed once there is a place for them", () => {
    const hash = createHash("sha256").update("secret").digest("hex");
    expect(new Tokens(null, `carol:${hash}`).userOf("secret")).toBe("carol");
    expect(new Tokens(null, "").required).toBe(false);
    const empty = join(folder, "empty");
    writeFileSync(empty, "");
    expect(new Tokens(empty, "")).toMatchObject({ required: true, empty: true });
  });

  it("refuse a file that is not understood, and name no hash of it", () => {
    const file = join(folder, "tokens");
    writeFileSync(file, "alice:secretsecret");
    expect(() => new Tokens(file, "")).toThrow(/entry 1 is not user:sha256/);
    expect(() => new Tokens(file, "")).not.toThrow(/secretsecret/);
    expect(() => new Tokens(join(folder, "none"), "")).toThrow(/none/);
  });

  it("are read again when the file changes; one that is broken then changes nothing", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const file = join(folder, "tokens");
    const first = addToken("alice", file);
    const tokens = new Tokens(file, "");
    const change = (text: string, at: number): void => {
      writeFileSync(file, text);
      utimesSync(file, at, at);
      vi.advanceTimersByTime(1500);
    };
    change("nonsense", 1000);
    expect(tokens.userOf(first)).toBe("alice");
    change(`dave:${createHash("sha256").update("new").digest("hex")}`, 2000);
    expect([tokens.userOf(first), tokens.userOf("new")]).toEqual([null, "dave"]);
  });
});

describe("signed addresses", () => {
  const addresses = new SignedAddresses(Buffer.alloc(32, 7));
  const soon = Math.floor(Date.now() / 1000) + 60;
  const parts = (query: string) =>
    Object.fromEntries(new URLSearchParams(query)) as { user: string; expires: string; signature: string };

  it("stand for one user, one job and one time", () => {
    const signed = parts(addresses.sign("alice", "job1", soon));
    expect(addresses.userOf(signed, "job1")).toBe("alice");
    const forged = [
      [signed, "job2"],
      [{ ...signed, user: "bob" }, "job1"],
      [{ ...signed, expires: String(soon + 1) }, "job1"],
      [{ ...signed, signature: "" }, "job1"],
      [{ ...signed, signature: signed.signature.slice(1) }, "job1"],
      [parts(new SignedAddresses(Buffer.alloc(32, 8)).sign("alice", "job1", soon)), "job1"],
      // What is joined must not be another split of the same text.
      [parts(addresses.sign("alice,job1", "x", soon)), "job1"],
    ] as const;
    for (const [query, job] of forged) expect(() => addresses.userOf(query, job)).toThrow("signature");
    expect(() => addresses.userOf(parts(addresses.sign("alice", "job1", soon - 120)), "job1")).toThrow("expired");
  });

  it("use a secret that is made once and that others cannot read", () => {
    const secret = addressSecret(join(folder, "state"), "");
    expect(addressSecret(join(folder, "state"), "").equals(secret)).toBe(true);
    expect(statSync(join(folder, "state", "http-secret")).mode & 0o777).toBe(0o600);
    expect(secret).toHaveLength(32);
    expect(addressSecret(folder, "x".repeat(32)).toString()).toBe("x".repeat(32));
    expect(() => addressSecret(folder, "short")).toThrow("fewer");
    writeFileSync(join(folder, "http-secret"), "cut");
    expect(() => addressSecret(folder, "")).toThrow("cut");
  });
});
