/** What only a bucket does: addresses, checksums, uploads that are cut, a server that refuses or is gone. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as send, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { s3Objects } from "../../server/src/storage/objects/s3.js";
import { S3Server } from "./s3Server.js";

const signal = new AbortController().signal;
const options = { contentType: "video/mp4", signal };
const megabyte = 1024 * 1024;

let server: S3Server;
const folder = mkdtempSync(join(tmpdir(), "s3-objects-"));
const large = join(folder, "large.mp4");
const small = join(folder, "small.mp4");
beforeAll(async () => {
  writeFileSync(large, randomBytes(64 * megabyte));
  writeFileSync(small, "a small video");
  server = await S3Server.start();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const key of await server.keys()) await storage().removeAll(key, signal);
});

const storage = (more = {}, environment: Record<string, string> = server.environment()) =>
  s3Objects(server.settings(more), environment);
const code = (expected: string) => ({ problem: { code: expected } });

/** The server with something between: `change` may alter a request's body; what passed is counted by method. */
async function between(change: (request: IncomingMessage, body: Buffer) => Buffer): Promise<{
  url: string;
  passed: string[];
  close: () => void;
}> {
  const passed: string[] = [];
  const proxy = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      passed.push(request.method ?? "");
      const { method, headers, url = "/" } = request;
      const target = send(server.url + url, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      target.on("error", () => response.destroy());
      target.end(change(request, Buffer.concat(chunks)));
    });
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const close = (): void => {
    proxy.close();
    proxy.closeAllConnections();
  };
  return { url, passed, close };
}

describe("an address", () => {
  it("is read by anybody until it expires, under the name it is to be kept by", async () => {
    await storage().put("1/video.mp4", small, options);
    const url = await storage().address("1/video.mp4", 2, { downloadAs: 'Die "Ableitung" – π.mp4' });
    const answer = await fetch(url ?? "");
    expect(await answer.text()).toBe("a small video");
    expect(answer.headers.get("content-type")).toBe("video/mp4");
    expect(answer.headers.get("content-disposition")).toBe(
      `attachment; filename="Die _Ableitung_ _ _.mp4"; filename*=UTF-8''Die%20%22Ableitung%22%20%E2%80%93%20%CF%80.mp4`,
    );
    const part = await fetch(url ?? "", { headers: { Range: "bytes=2-6" } });
    expect([part.status, await part.text()]).toEqual([206, "small"]);
    await new Promise((done) => setTimeout(done, 3_100));
    expect((await fetch(url ?? "")).status).toBe(403);
  });

  it("opens nothing else, and does not hold the key", async () => {
    await storage().put("1/video.mp4", small, options);
    await storage().put("2/video.mp4", small, options);
    const url = (await storage().address("1/video.mp4", 60)) ?? "";
    expect(url).not.toContain(server.secret);
    expect((await fetch(url.replace("/1/", "/2/"))).status).toBe(403);
    expect((await fetch(url.split("?")[0] ?? "")).status).toBe(403);
  });
});

describe("what is in the bucket", () => {
  it("lies below the prefix, however it is written", async () => {
    await storage({ "s3.prefix": "/team/videos" }).put("1/video.mp4", small, options);
    expect(await server.keys()).toEqual(["team/videos/1/video.mp4"]);
  });

  it("is not sent again when it is there", async () => {
    const proxy = await between((_, body) => body);
    const through = storage({ "s3.endpointUrl": proxy.url });
    await through.put("1/video.mp4", small, options);
    await through.put("1/large.mp4", large, options);
    const first = proxy.passed.splice(0).filter((method) => method === "PUT").length;
    await through.put("1/video.mp4", small, options);
    await through.put("1/large.mp4", large, options);
    proxy.close();
    expect(first).toBe(1 + 64 / 8);
    expect(proxy.passed).toEqual(["HEAD", "HEAD"]);
  });

  it.each([
    ["in one request", small],
    ["in parts", large],
  ])("is what was sent: a byte that changes on the way is seen, %s", async (_, file) => {
    const proxy = await between(({ method }, body) => {
      if (method !== "PUT" || body.length === 0) return body;
      return Buffer.concat([body.subarray(0, -1), Buffer.from([(body.at(-1) ?? 0) ^ 1])]);
    });
    const put = storage({ "s3.endpointUrl": proxy.url }).put("1/video.mp4", file, options);
    await expect(put).rejects.toMatchObject(code("storage-corrupt"));
    proxy.close();
    expect([await server.keys(), await server.unfinished()]).toEqual([[], []]);
  });
});

describe("an upload that is cut", () => {
  it("by a killed process leaves no object, and its parts go with the next upload", async () => {
    const script = join(folder, "upload.mjs");
    const source = `import { s3Objects } from "./server/src/storage/objects/s3.ts";
      const [settings, file] = process.argv.slice(2);
      const progress = (bytes) => process.stdout.write(bytes + "\\n");
      const signal = new AbortController().signal;
      await s3Objects(JSON.parse(settings), process.env).put("1/video.mp4", file, { contentType: "video/mp4", signal, progress });`;
    const banner = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
    await build({
      stdin: { contents: source, resolveDir: resolve("."), loader: "ts" },
      ...{ bundle: true, platform: "node", format: "esm", outfile: script, logLevel: "error" },
      banner: { js: banner },
    });
    const child = spawn(process.execPath, [script, JSON.stringify(server.settings()), large], {
      env: { ...process.env, ...server.environment() },
    });
    const ended = new Promise((done) => child.once("close", (_, by) => done(by)));
    await new Promise((told) => child.stdout.once("data", told));
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    expect(await storage().head("1/video.mp4", signal)).toBeNull();
    expect(await server.unfinished()).toEqual(["1/video.mp4"]);

    await storage().put("1/video.mp4", large, options);
    expect(await storage().head("1/video.mp4", signal)).toMatchObject({ size: 64 * megabyte });
    expect(await server.unfinished()).toEqual([]);
  });

  it("by a server that goes away is said, and succeeds once it is back", async () => {
    let stopped: Promise<void> | undefined;
    const progress = (): void => void (stopped ??= server.down());
    const put = storage().put("1/video.mp4", large, { ...options, progress });
    await expect(put).rejects.toMatchObject(code("storage-unavailable"));
    await stopped;
    await expect(storage().head("1/video.mp4", signal)).rejects.toMatchObject(code("storage-unavailable"));
    await server.up();
    expect(await storage().head("1/video.mp4", signal)).toBeNull();
    await storage().put("1/video.mp4", large, options);
    expect(await server.unfinished()).toEqual([]);
  });

  it("and its job removed leaves nothing", async () => {
    const stop = new AbortController();
    await storage().put("1/thumbnail.png", small, options);
    const put = storage().put("1/video.mp4", large, {
      ...options,
      signal: stop.signal,
      progress: () => stop.abort(),
    });
    await expect(put).rejects.toThrow();
    await storage().removeAll("1/", signal);
    expect([await server.keys(), await server.unfinished()]).toEqual([[], []]);
  });
});

describe("a server that refuses", () => {
  it.each([
    ["a wrong secret", { AWS_ACCESS_KEY_ID: "test-key-id", AWS_SECRET_ACCESS_KEY: "wrong-secret-value" }],
    ["an unknown key", { AWS_ACCESS_KEY_ID: "nobody-has-this", AWS_SECRET_ACCESS_KEY: "wrong-secret-value" }],
  ])("%s says so without the secret", async (_, environment) => {
    const put = storage({}, environment).put("1/video.mp4", small, options);
    await expect(put).rejects.toMatchObject(code("storage-refused"));
    const failure = (await put.catch((error: unknown) => error)) as Error;
    expect(JSON.stringify(failure) + failure.message).not.toContain("wrong-secret-value");
  });

  it("says that there is no such bucket", async () => {
    const read = storage({ "s3.bucket": "nobody-has-made-it" }).read("1/video.mp4", signal);
    await expect(read).rejects.toMatchObject(code("storage-missing"));
  });

  it("is not asked without keys, or where the keys could be read on the way", () => {
    const refused = (open: () => unknown): unknown => {
      try {
        return open();
      } catch (error) {
        return error;
      }
    };
    expect(refused(() => storage({}, {}))).toMatchObject(code("storage-refused"));
    expect(refused(() => storage({ "s3.endpointUrl": "http://storage.example" }))).toMatchObject(
      code("setting-invalid"),
    );
  });
});
