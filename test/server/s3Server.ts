/** A real S3 server on a free port of loopback, which can be stopped in the middle and started again with its data. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { freePorts } from "../fixtures/freePorts.mjs";
import { defaultSettings, type Settings } from "../../protocol/settings.js";

const keys = { accessKeyId: "test-key-id", secretAccessKey: "test-secret-that-nobody-may-see" };
/** Makes the bucket; whoever may do that makes any bucket that he writes to. */
const ownKeys = { accessKeyId: "test-owner-id", secretAccessKey: "test-owner-secret" };

/** `test/run.mjs` names it; run alone, the tests look where the set-up puts it. */
function program(): string {
  const home = process.env["MANIM_VIDEO_HOME"] ?? join(homedir(), ".local", "share", "manim-video");
  const path = process.env["MANIM_VIDEO_TEST_S3"] ?? join(home, "seaweedfs", "bin", "weed");
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm test once, which sets it up`);
  return path;
}

export class S3Server {
  readonly folder = mkdtempSync(join(tmpdir(), "s3-"));
  readonly bucket = "videos";
  readonly secret = keys.secretAccessKey;
  private child: ChildProcess | null = null;
  private log = "";

  private constructor(
    private readonly ports: number[],
    readonly client: S3Client,
  ) {}

  static async start(): Promise<S3Server> {
    const ports = await freePorts(8);
    const endpoint = `http://127.0.0.1:${ports[0]}`;
    const client = new S3Client({ endpoint, region: "us-east-1", credentials: ownKeys, forcePathStyle: true });
    const server = new S3Server(ports, client);
    await server.up();
    await client.send(new CreateBucketCommand({ Bucket: server.bucket }));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.ports[0]}`;
  }

  /** Starts it on its earlier data; resolves once it answers. */
  async up(): Promise<void> {
    mkdirSync(join(this.folder, "data"), { recursive: true });
    const config = join(this.folder, "s3.json");
    const identity = (name: string, { accessKeyId, secretAccessKey }: typeof keys, actions: string[]) => ({
      ...{ name, actions, credentials: [{ accessKey: accessKeyId, secretKey: secretAccessKey }] },
    });
    const user = ["Read", "Write", "List"];
    const identities = [identity("owner", ownKeys, ["Admin", ...user]), identity("user", keys, user)];
    writeFileSync(config, JSON.stringify({ identities }));
    const [s3, master, volume, filer, ...internal] = this.ports;
    const flags = { dir: join(this.folder, "data"), ip: "127.0.0.1", "ip.bind": "127.0.0.1", "s3.config": config };
    const ports = { "s3.port": s3, "master.port": master, "volume.port": volume, "filer.port": filer };
    // Those that it would choose by itself may be taken.
    const [s3Grpc, masterGrpc, volumeGrpc, filerGrpc] = internal;
    const grpc = { "s3.port.grpc": s3Grpc, "master.port.grpc": masterGrpc, "filer.port.grpc": filerGrpc };
    const sizes = { "volume.port.grpc": volumeGrpc, "volume.max": 20, "master.volumeSizeLimitMB": 64 };
    const rest = { "s3.port.iceberg": 0, "s3.port.lance": 0, "master.electionTimeout": "1s" };
    const args = Object.entries({ ...flags, ...ports, ...grpc, ...sizes, ...rest }).map((pair) => `-${pair.join("=")}`);
    this.log = "";
    const child = spawn(program(), ["server", "-s3", "-filer", ...args], { cwd: this.folder });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => (this.log = (this.log + String(chunk)).slice(-20_000)));
    const until = Date.now() + 60_000;
    while (!(await this.answers())) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`SeaweedFS does not answer: ${this.log}`);
      await new Promise((done) => setTimeout(done, 200));
    }
  }

  /** Kills it: whoever is connected gets no answer. */
  async down(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once("close", done));
    child.kill("SIGKILL");
    await ended;
  }

  async close(): Promise<void> {
    this.client.destroy();
    await this.down();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Settings that name a bucket of this server. */
  settings(more: Partial<Settings> = {}): Settings {
    return { ...defaultSettings(), "s3.bucket": this.bucket, "s3.endpointUrl": this.url, ...more };
  }

  environment(): Record<string, string> {
    return { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey };
  }

  /** Every key in the bucket, sorted. */
  async keys(): Promise<string[]> {
    return (await this.objects()).map(({ key }) => key);
  }

  /** Every object, by its key, with the milliseconds of its last upload. */
  async objects(): Promise<{ key: string; modified: number }[]> {
    const { Contents = [] } = await this.client.send(new ListObjectsV2Command({ Bucket: this.bucket }));
    const all = Contents.map(({ Key = "", LastModified }) => ({ key: Key, modified: LastModified?.getTime() ?? NaN }));
    return all.sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  /** Keys whose upload has begun and not ended. */
  async unfinished(): Promise<string[]> {
    const { Uploads = [] } = await this.client.send(new ListMultipartUploadsCommand({ Bucket: this.bucket }));
    return Uploads.map(({ Key = "" }) => Key);
  }

  private async answers(): Promise<boolean> {
    try {
      await this.client.send(new ListObjectsV2Command({ Bucket: this.bucket, MaxKeys: 1 }));
      return true;
    } catch (error) {
      return (error as Error).name === "NoSuchBucket";
    }
  }
}
