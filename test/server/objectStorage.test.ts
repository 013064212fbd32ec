/** One suite for both kinds of storage: a folder, and a bucket of a real S3 server. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LocalObjects } from "../../server/src/storage/objects/localObjects.js";
import type { ObjectStorage } from "../../server/src/storage/objects/objectStorage.js";
import { s3Objects } from "../../server/src/storage/objects/s3.js";
import { S3Server } from "./s3Server.js";

const signal = new AbortController().signal;
const options = { contentType: "video/mp4", signal };
const megabyte = 1024 * 1024;

let server: S3Server;
let folder: string;
beforeAll(async () => {
  server = await S3Server.start();
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "objects-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: Buffer | string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const hash = (content: Buffer): string => createHash("sha256").update(content).digest("hex");
const opened = async (found: Promise<{ body: Readable } | null>): Promise<Buffer> => {
  const there = await found;
  if (there === null) throw new Error("there is no such object");
  return buffer(there.body);
};

const kinds: [string, () => ObjectStorage][] = [
  ["a folder", () => new LocalObjects(join(folder, "objects"))],
  ["a bucket", () => s3Objects(server.settings({ "s3.prefix": "team a/videos" }), server.environment())],
];

describe.each(kinds)("%s", (kind, open) => {
  const key = (name: string): string => `${kind.replace(" ", "-")}/${name}`;

  it("keeps a file whole, with what it is", async () => {
    const storage = open();
    const told: number[] = [];
    const put = await storage.put(key("a.mp4"), file("a", "some bytes"), { ...options, progress: (n) => told.push(n) });
    expect(put).toMatchObject({ key: key("a.mp4"), size: 10, contentType: "video/mp4" });
    expect(told.at(-1)).toBe(10);
    expect(await storage.head(key("a.mp4"), signal)).toEqual(put);
    expect(Math.abs(put.modified.getTime() - Date.now())).toBeLessThan(60_000);
    expect(String(await opened(storage.read(key("a.mp4"), signal)))).toBe("some bytes");
  });

  it("tells the bytes of all that it holds", async () => {
    const storage = open();
    const before = await storage.bytes(signal);
    await storage.put(key("sized/a.mp4"), file("a", "ten bytes."), options);
    await storage.put(key("sized/below/b.mp4"), file("b", "and seven"), options);
    expect((await storage.bytes(signal)) - before).toBe(19);
    await storage.removeAll(key("sized/"), signal);
    expect(await storage.bytes(signal)).toBe(before);
  });

  it("has nothing where nothing was put", async () => {
    const storage = open();
    expect(await storage.head(key("none.mp4"), signal)).toBeNull();
    expect(await storage.read(key("none.mp4"), signal)).toBeNull();
    await storage.removeAll(key("none"), signal);
  });

  it("takes an empty file and names in other scripts", async () => {
    const storage = open();
    await storage.put(key("Ableitung – π.mp4"), file("a", ""), options);
    expect(await storage.head(key("Ableitung – π.mp4"), signal)).toMatchObject({ size: 0 });
    expect(await opened(storage.read(key("Ableitung – π.mp4"), signal))).toHaveLength(0);
  });

  it("keeps a large file, and gives stretches of it", async () => {
    const storage = open();
    const content = randomBytes(21 * megabyte + 17);
    const told: number[] = [];
    const { size } = await storage.put(key("large.mp4"), file("large", content), {
      ...options,
      progress: (bytes) => told.push(bytes),
    });
    expect(size).toBe(content.length);
    expect(told.at(-1)).toBe(content.length);
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(hash(await opened(storage.read(key("large.mp4"), signal)))).toBe(hash(content));
    for (const [start, end] of [
      [0, 0],
      [8 * megabyte - 3, 8 * megabyte + 5],
      [content.length - 9, content.length - 1],
    ] as const) {
      const part = await storage.read(key("large.mp4"), signal, { start, end });
      expect(part?.info.size).toBe(content.length);
      expect((await buffer(part!.body)).equals(content.subarray(start, end + 1))).toBe(true);
    }
  });

  it("replaces a file by another, and says so by its tag", async () => {
    const storage = open();
    const first = await storage.put(key("a.mp4"), file("a", "first"), options);
    const second = await storage.put(key("a.mp4"), file("b", "other"), options);
    expect(second.etag).not.toBe(first.etag);
    expect(second.etag).not.toContain('"');
    expect(String(await opened(storage.read(key("a.mp4"), signal)))).toBe("other");
  });

  it("removes what begins with a prefix and nothing else", async () => {
    const storage = open();
    for (const name of ["1/a.mp4", "1/work/b.mp4", "10/a.mp4", "2/a.mp4"])
      await storage.put(key(name), file("a", name), options);
    await storage.removeAll(key("1/"), signal);
    const left = await Promise.all(
      ["1/a.mp4", "1/work/b.mp4", "10/a.mp4", "2/a.mp4"].map((name) => storage.head(key(name), signal)),
    );
    expect(left.map((found) => found !== null)).toEqual([false, false, true, true]);
    await expect(storage.removeAll("", signal)).rejects.toThrow("empty");
  });

  it.each(["../a.mp4", "/a.mp4", "a//b.mp4", "a/./b.mp4", "a\\b.mp4", "", "a/"])(
    "refuses the key %j",
    async (given) => {
      const storage = open();
      const refused = { problem: { code: "path-refused" } };
      await expect(storage.put(given, file("a", "x"), options)).rejects.toMatchObject(refused);
      await expect(storage.head(given, signal)).rejects.toMatchObject(refused);
      await expect(storage.read(given, signal)).rejects.toMatchObject(refused);
    },
  );

  it("says that a file to be put is missing", async () => {
    await expect(open().put(key("a.mp4"), join(folder, "none"), options)).rejects.toMatchObject({
      problem: { code: "file-missing" },
    });
  });

  it("stops at once when it is told to, and keeps nothing", async () => {
    const storage = open();
    const stop = new AbortController();
    const large = file("large", randomBytes(40 * megabyte));
    const progress = (): void => stop.abort(new Error("enough"));
    const put = storage.put(key("cut.mp4"), large, { ...options, signal: stop.signal, progress });
    await expect(put).rejects.toThrow("enough");
    expect(await storage.head(key("cut.mp4"), signal)).toBeNull();
    expect(await server.unfinished()).toEqual([]);
  });
});

describe("a folder", () => {
  it("does not follow a link out of it", async () => {
    const storage = new LocalObjects(join(folder, "objects"));
    await storage.put("job/a.mp4", file("a", "x"), options);
    file("secret", "secret");
    symlinkSync(join(folder, "secret"), join(folder, "objects", "job", "link.mp4"));
    symlinkSync(folder, join(folder, "objects", "outside"));
    for (const given of ["job/link.mp4", "outside/secret"]) {
      await expect(storage.read(given, signal)).rejects.toMatchObject({ problem: { code: "path-refused" } });
      await expect(storage.head(given, signal)).rejects.toMatchObject({ problem: { code: "path-refused" } });
    }
  });
});
