/** What HTTP answers, whatever service is behind it: each service's test file runs these over its own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileInZip } from "../../server/src/storage/zip.js";
import type { VideoService } from "../../server/src/service/videoService.js";
import { framesOf, outlineOf } from "./commandLine.js";
import { ask, eventsOf, generate, serveOver, statusOf, until, type Answer, type Served } from "./httpRig.js";

/** A service whose jobs are made by the templates, with real Manim; `close` ends it and what it needs. */
export interface Opened {
  service: VideoService;
  /** Folders and addresses that no answer may name. */
  hidden: string[];
  close(): Promise<void>;
}

const wish = (title: string) => ({ topic: outlineOf(title), provider: "templates", quality: "low" });
/** Long enough to be met while it runs. */
const long = (title: string) => ({
  topic: `# ${title}\n\n${Array.from({ length: 6 }, (_, at) => `## Part ${at}\n- point ${at}\n- another\n`).join("\n")}`,
  provider: "templates",
  quality: "high",
});

export function routesOf(name: string, open: () => Promise<Opened>): void {
  describe(`HTTP over ${name}`, () => {
    let opened: Opened;
    let served: Served;
    let made: string;
    const seen: Answer[] = [];
    const job = (path = ""): string => `/api/v1/videos/jobs/${made}${path}`;
    const get = async (path: string, headers: Record<string, string> = {}): Promise<Answer> => {
      const answer = await ask(served, path, { headers });
      seen.push(answer);
      return answer;
    };

    beforeAll(async () => {
      opened = await open();
      served = await serveOver(opened.service, { places: [] });
    });
    afterAll(async () => {
      await served.close();
      await opened.close();
    });

    it("makes a video and tells how far it is, in order and without falling back", async () => {
      const answer = await ask(served, "/api/v1/videos/generate", { method: "POST", body: wish("Whole path") });
      expect(answer.status).toBe(202);
      expect(answer.json()).toEqual({ job_id: expect.any(String) as string, status: "queued" });
      made = answer.json<{ job_id: string }>().job_id;
      expect(answer.headers.location).toBe(job("/status"));
      const events = await eventsOf(served, made);
      const numbered = events.filter(({ id }) => id !== null);
      expect(numbered.map(({ id }) => id)).toEqual(numbered.map((_, index) => index));
      const percentages = events.map(({ data }) => data.percentage);
      expect(percentages).toEqual([...percentages].sort((a, b) => a - b));
      expect(numbered[0]!.data.status).toBe("queued");
      expect(numbered.at(-1)!.data).toMatchObject({
        status: "completed",
        percentage: 100,
        stage: "completed",
        error: null,
      });
      for (const stage of ["planning", "code_generation", "rendering", "combining", "storage"])
        expect(numbered.some(({ data }) => data.stage === stage)).toBe(true);
      expect(await statusOf(served, made)).toEqual(numbered.at(-1)!.data);
    });

    it("goes on behind the last event that was heard, and says when there is nothing more", async () => {
      const all = await eventsOf(served, made);
      const later = await eventsOf(served, made, { after: 5 });
      expect(later).toEqual(all.slice(6));
      expect(await eventsOf(served, made, { after: all.length - 1 })).toEqual([]);
    });

    it("streams the video: whole, in ranges, and not again when it has not changed", async () => {
      const whole = await get(job("/stream"));
      expect(whole).toMatchObject({ status: 200, headers: { "content-type": "video/mp4", "accept-ranges": "bytes" } });
      expect(whole.body.length).toBe(Number(whole.headers["content-length"]));
      const folder = mkdtempSync(join(tmpdir(), "streamed-"));
      writeFileSync(join(folder, "video.mp4"), whole.body);
      expect(framesOf(join(folder, "video.mp4"))).toBeGreaterThan(10);
      rmSync(folder, { recursive: true });
      const etag = whole.headers.etag!;
      const size = whole.body.length;
      const part = await get(job("/stream"), { range: "bytes=10-99" });
      expect(part).toMatchObject({
        status: 206,
        headers: { "content-range": `bytes 10-99/${size}`, "content-length": "90" },
      });
      expect(part.body.equals(whole.body.subarray(10, 100))).toBe(true);
      expect((await get(job("/stream"), { range: "bytes=-7" })).body.equals(whole.body.subarray(-7))).toBe(true);
      const beyond = await get(job("/stream"), { range: `bytes=${size}-` });
      expect(beyond).toMatchObject({ status: 416, headers: { "content-range": `bytes */${size}` } });
      expect(beyond.json()).toMatchObject({ code: "range-refused" });
      expect(await get(job("/stream"), { "if-none-match": etag })).toMatchObject({
        status: 304,
        body: Buffer.alloc(0),
      });
      expect((await get(job("/stream"), { range: "bytes=0-9", "if-range": etag })).status).toBe(206);
      expect((await get(job("/stream"), { range: "bytes=0-9", "if-range": '"other"' })).status).toBe(200);
      expect((await get(job("/stream"), { "if-match": '"other"' })).status).toBe(412);
      const head = await ask(served, job("/stream"), { method: "HEAD" });
      expect(head).toMatchObject({ status: 200, headers: { "content-length": String(size), etag } });
    });

    it("gives the other files", async () => {
      const download = await get(job("/download"));
      expect(download.headers["content-disposition"]).toBe('attachment; filename="whole-path.mp4"');
      const thumbnail = await get(job("/thumbnail"));
      expect(thumbnail.headers["content-type"]).toBe("image/png");
      expect(thumbnail.body.subarray(1, 4).toString()).toBe("PNG");
      const vtt = await get(job("/captions"));
      expect(vtt.headers["content-type"]).toMatch(/^text\/vtt/);
      expect(vtt.body.toString()).toMatch(/^WEBVTT/);
      expect((await get(job("/captions?format=srt"))).body.toString()).toMatch(/^1\n00:00:00,000 --> /);
      expect((await get(job("/metadata"))).json()).toMatchObject({ title: "Whole path", provider: "templates" });
      const zip = await get(job("/code"));
      const { scenes } = await statusOf(served, made);
      const first = scenes[0]!.file;
      expect(fileInZip(zip.body, first)?.toString()).toContain("class ");
      expect(await get(job("/code"), { "if-none-match": zip.headers.etag! })).toMatchObject({ status: 304 });
      expect((await get(job(`/code?file=${first}`))).body.equals(fileInZip(zip.body, first)!)).toBe(true);
      expect((await get(job("/code?file=storyboard.json"))).json()).toMatchObject({ title: "Whole path" });
      for (const name of ["../../../etc/passwd", "/etc/passwd", "scenes/../storyboard.json", "", "scenes", "video.mp4"])
        expect((await get(job(`/code?file=${encodeURIComponent(name)}`))).status).toBe(404);
    });

    it("gives a player addresses that need no token, for this job alone and for a time", async () => {
      const { url, expires_at, captions_url, thumbnail_url } = (await get(job("/video-url?expires_in=60"))).json<
        Record<"url" | "expires_at" | "captions_url" | "thumbnail_url", string>
      >();
      expect(Date.parse(expires_at) - Date.now()).toBeLessThanOrEqual(60_000);
      for (const address of [url, captions_url, thumbnail_url])
        expect((await ask(served, address, { user: null })).status).toBe(200);
      expect((await ask(served, captions_url.replace("/captions", "/status"), { user: null })).status).toBe(401);
      const forged = [
        captions_url.replace("user=alice", "user=bob"),
        captions_url.replace(/expires=\d+/, "expires=99999999999"),
        captions_url.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
        captions_url.replace(made, "another1"),
      ];
      for (const address of forged) {
        const answer = await ask(served, address, { user: null });
        expect([answer.status, answer.json()["code"]]).toEqual([403, "address-refused"]);
      }
    });

    it("makes one job of a request that is sent again with its key, also at once", async () => {
      const asked = { method: "POST", body: wish("Keyed"), headers: { "idempotency-key": "k-1" } };
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask(served, "/videos/generate", asked)));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
      const ids = new Set(answers.map((answer) => answer.json()["job_id"]));
      expect(ids.size).toBe(1);
      expect(answers.filter(({ headers }) => headers["idempotent-replayed"] === "true")).toHaveLength(5);
      const other = await ask(served, "/videos/generate", { ...asked, body: wish("Another") });
      expect([other.status, other.json()["code"]]).toEqual([422, "idempotency-conflict"]);
      const bobs = await ask(served, "/videos/generate", { ...asked, user: "bob" });
      expect(bobs.status).toBe(202);
      expect(ids.has(bobs.json()["job_id"])).toBe(false);
      await until(served, bobs.json<{ job_id: string }>().job_id, "completed", "bob");
    });

    it("pages through a user's own jobs, newest first", async () => {
      const pages: string[] = [];
      let after = "";
      do {
        const page = (await get(`/videos/jobs?limit=1${after && `&after=${after}`}`)).json<{
          jobs: { job_id: string }[];
          next: string | null;
        }>();
        pages.push(...page.jobs.map(({ job_id }) => job_id));
        after = page.next ?? "";
      } while (after !== "" && pages.length < 50);
      const { jobs } = (await get("/videos/jobs")).json<{ jobs: { job_id: string; created_at: string }[] }>();
      expect(pages).toEqual(jobs.map(({ job_id }) => job_id));
      expect(pages).toContain(made);
      expect(jobs.map(({ created_at }) => created_at)).toEqual(
        jobs
          .map(({ created_at }) => created_at)
          .sort()
          .reverse(),
      );
      const failed = (await get("/videos/jobs?status=failed")).json<{ jobs: unknown[] }>();
      expect(failed.jobs).toEqual([]);
      expect((await get("/videos/jobs?limit=0")).status).toBe(400);
    });

    it("shows nothing of a user's job to another", async () => {
      const paths = [
        "",
        "/status",
        "/events",
        "/video-url",
        "/stream",
        "/download",
        "/thumbnail",
        "/captions",
        "/metadata",
      ];
      const asked = [
        ...[...paths, "/code", "/code?file=storyboard.json"].map((path) => ["GET", path] as const),
        ...["/cancel", "/retry", "/resume"].map((path) => ["POST", path] as const),
        ["DELETE", ""] as const,
      ];
      for (const [method, path] of asked) {
        const theirs = await ask(served, job(path), { method, user: "bob" });
        const nobodys = await ask(served, job(path).replace(made, "deadbeef"), { method, user: "bob" });
        expect([method, path, theirs.status, theirs.json()["code"]]).toEqual([method, path, 404, "job-missing"]);
        // Nor does the answer tell that there is one.
        expect(
          theirs.body
            .toString()
            .replaceAll(made, "")
            .replace(/"request_id":"[^"]*"/, ""),
        ).toBe(
          nobodys.body
            .toString()
            .replaceAll("deadbeef", "")
            .replace(/"request_id":"[^"]*"/, ""),
        );
      }
      const list = (await ask(served, "/videos/jobs", { user: "bob" })).json<{ jobs: { job_id: string }[] }>();
      expect(list.jobs.map(({ job_id }) => job_id)).not.toContain(made);
      expect((await statusOf(served, made)).status).toBe("completed");
    });

    it("cancels, has no video of what is not finished, starts again, and removes with all files", async () => {
      const id = await generate(served, long("Cancelled"));
      const started = await eventsOf(served, id, { enough: ({ data }) => data.status === "running" });
      expect(started.at(-1)!.data.status).toBe("running");
      for (const path of ["stream", "download", "thumbnail", "captions", "code", "metadata", "video-url"]) {
        const answer = await ask(served, `/videos/jobs/${id}/${path}`);
        expect([path, answer.status, answer.json()["code"]]).toEqual([path, 409, "job-unfinished"]);
      }
      expect((await ask(served, `/videos/jobs/${id}/retry`, { method: "POST" })).json()).toMatchObject({
        code: "job-running",
      });
      const before = performance.now();
      const cancelled = await ask(served, `/videos/jobs/${id}/cancel`, { method: "POST" });
      expect(cancelled.json()).toMatchObject({ job_id: id, status: "cancelled" });
      expect(performance.now() - before).toBeLessThan(5000);
      expect((await ask(served, `/videos/jobs/${id}/stream`)).status).toBe(409);
      const again = await ask(served, `/videos/jobs/${id}/retry`, { method: "POST" });
      expect([again.status, ["queued", "running"].includes(String(again.json()["status"]))]).toEqual([200, true]);
      await ask(served, `/videos/jobs/${id}/cancel`, { method: "POST" });
      expect((await ask(served, `/videos/jobs/${id}`, { method: "DELETE" })).status).toBe(204);
      for (const path of ["/status", "/events", "/stream"])
        expect((await ask(served, `/videos/jobs/${id}${path}`)).status).toBe(404);
      expect((await ask(served, `/videos/jobs/${id}`, { method: "DELETE" })).status).toBe(404);
    });

    it("says what a video costs, and nothing where nothing is paid for", async () => {
      const quote = await ask(served, "/videos/quote", { method: "POST", body: wish("Quoted") });
      expect([quote.status, quote.json()]).toEqual([200, { quote: null }]);
      expect((await get("/batches")).json()).toEqual({ batches: [] });
      expect((await get("/batches/none")).json()).toMatchObject({ status: 404, code: "batch-missing" });
    });

    it("is there, can work, and has figures of what happened", async () => {
      expect((await ask(served, "/health", { user: null })).json()).toEqual({ status: "ok" });
      expect((await ask(served, "/ready", { user: null })).json()).toEqual({ status: "ready", problems: [] });
      expect((await ask(served, "/metrics", { user: null })).status).toBe(401);
      const page = (await get("/metrics")).body.toString();
      expect(page).toMatch(/manim_video_jobs\{status="completed"\} [1-9]/);
      expect(page).toMatch(/manim_video_stage_seconds_sum\{stage="rendering"\} \d*\.?\d+/);
      expect(page).toMatch(
        /http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/videos\/jobs\/:id\/stream",status="206"\} [1-9]/,
      );
      expect(page).not.toContain(made);
    });

    it("removes a finished job's files", async () => {
      const { key } = (await opened.service.fileOf(await opened.service.job(made, "alice"), "video"))!;
      expect(await opened.service.objects.head(key, AbortSignal.timeout(5000))).not.toBeNull();
      expect((await ask(served, job(), { method: "DELETE" })).status).toBe(204);
      expect(await opened.service.objects.head(key, AbortSignal.timeout(5000))).toBeNull();
    });

    it("has named no path of this machine in any answer", () => {
      const texts = seen.filter(
        ({ headers }) => !/^(video|image|application\/zip)/.test(headers["content-type"] ?? ""),
      );
      expect(texts.length).toBeGreaterThan(10);
      for (const hidden of opened.hidden) for (const { body } of texts) expect(body.toString()).not.toContain(hidden);
    });
  });
}
