/** How fast finished files get into an S3 server on the same machine, with their checksums. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage } from "../../../server/src/storage/objects/openStorage.js";
import { S3Server } from "../../server/s3Server.js";
import { machine, writePart } from "../page.js";
import { quantile } from "./served.js";

const megabyte = 1024 * 1024;
const rounds = 5;
const folder = mkdtempSync(join(tmpdir(), "bench-upload-"));
const bucket = await S3Server.start();
try {
  const objects = await openStorage(bucket.settings(), bucket.environment(), folder);
  const signal = new AbortController().signal;
  const rows: { size: number; what: string; speed: number; slowest: number }[] = [];
  for (const [size, what] of [
    [4, "in one request"],
    [128, "in parts of 8 MB, four at a time"],
  ] as const) {
    const speeds: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const path = join(folder, `${size}-${round}.mp4`);
      // What lies there already is not sent again.
      writeFileSync(path, Buffer.alloc(size * megabyte, createHash("sha256").update(path).digest()));
      const from = performance.now();
      await objects.put(`job-${round}/${size}.mp4`, path, { contentType: "video/mp4", signal });
      speeds.push(size / ((performance.now() - from) / 1000));
      rmSync(path);
    }
    rows.push({ size, what, speed: quantile(speeds, 0.5), slowest: Math.min(...speeds) });
  }
  const head = "| file | sent | MB/s | slowest round |\n|---|---|---|---|";
  const row = ({ size, what, speed, slowest }: (typeof rows)[number]): string =>
    `| ${size} MB | ${what} | ${speed.toFixed(0)} | ${slowest.toFixed(0)} |`;
  const how = `SeaweedFS on the same cores and disk; each part is hashed twice (SHA-256) and looked for afterwards. Medians of ${rounds} rounds.`;
  const text = `## Upload to S3\n\n${how}\n\n${head}\n${rows.map(row).join("\n")}\n\n${machine()}.`;
  process.stdout.write(`${text}\n`);
  writePart("http upload", text, { rows });
} finally {
  await bucket.close();
  rmSync(folder, { recursive: true, force: true });
}
