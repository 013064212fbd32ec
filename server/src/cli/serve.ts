/** `serve`: videos over HTTP until it is interrupted; `serve token USER` makes a token. */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Logger } from "pino";
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { Engine } from "../engine.js";
import { Hosts, isLoopback } from "../http/access/hosts.js";
import { addressSecret, SignedAddresses } from "../http/access/signedAddresses.js";
import { addToken, Tokens } from "../http/access/tokens.js";
import { Scrub } from "../http/answers/withoutPaths.js";
import { httpServer } from "../http/httpServer.js";
import { engineLog, httpLogger } from "../http/logging.js";
import { openQueueService } from "../queue/queueService.js";
import { EmbeddedService } from "../service/embeddedService.js";
import type { VideoService } from "../service/videoService.js";
import { openStorage } from "../storage/objects/openStorage.js";
import type { CommandAnswer } from "./answer.js";
import { usage, type Arguments } from "./arguments.js";
import { settingsOf } from "./configuration/settingsOf.js";
import { installation, openEngine, stateFolderOf } from "./openEngine.js";

const usualPort = 8080;
const usualUserJobs = 100;
/** Milliseconds in which jobs that run may end after the server was told to. */
const drainBound = 20_000;

/** Good once it has ended as it was told. Throws ProblemError when it cannot start. */
export async function serve(typed: Arguments, signal: AbortSignal): Promise<CommandAnswer> {
  if (typed.words[0] === "token") return makeToken(typed);
  if (typed.words.length > 0) throw usage("serve takes no words but token USER.");
  const host = typed.host === "" ? "127.0.0.1" : typed.host;
  const tokens = new Tokens(
    typed.tokens === "" ? null : resolve(typed.tokens),
    process.env["MANIM_VIDEO_TOKENS"] ?? "",
  );
  requireTokens(host, tokens);
  const state = typed.state === "" ? join(stateFolderOf(typed), "serve") : resolve(typed.state);
  const secret = addressSecret(state, process.env["MANIM_VIDEO_URL_SECRET"] ?? "");
  const scrub = scrubOf(typed, state);
  const logger = httpLogger(process.env["MANIM_VIDEO_LOG"] ?? "info");
  const log = engineLog(logger, scrub);
  const jobConcurrency = typed.concurrency ?? undefined;
  const engine = openEngine(typed, {
    stateFolder: state,
    log,
    batchLog: log,
    ...(jobConcurrency && { jobConcurrency }),
  });
  const service = await openService(typed, engine, logger, scrub).catch(async (error: unknown) => {
    await engine.dispose();
    throw error;
  });
  const access = { hosts: new Hosts(host, typed.allowHost), tokens, addresses: new SignedAddresses(secret) };
  const { version, publicUrl } = { version: productVersion(), publicUrl: typed.publicUrl };
  const app = await httpServer({ service, access, scrub, logger, version, publicUrl });
  try {
    await app.listen({ host, port: typed.port ?? usualPort }).catch((error: unknown) => {
      throw new ProblemError(problem("setting-invalid", `${host}: ${(error as Error).message}`), { cause: error });
    });
    logger.info({ url: app.listeningOrigin, docs: `${app.listeningOrigin}/docs` }, "serving");
    await ended(signal);
    logger.info({ seconds: drainBound / 1000 }, "draining: running jobs may end, waiting ones are kept");
    await service.drain(drainBound);
  } finally {
    await app.close();
    await service.close();
    if (typed.queue !== "") await engine.dispose();
    logger.info("ended");
  }
  return { ok: true, problems: [], lines: ["The server has ended."] };
}

/** Over Redis where a queue is named, else in this process. Throws ProblemError when scenes cannot be made here. */
async function openService(typed: Arguments, engine: Engine, logger: Logger, scrub: Scrub): Promise<VideoService> {
  const settings = settingsOf(typed, process.env);
  const out = resolve(settings.outputFolder);
  const objects = await openStorage(settings, process.env, out);
  const read = (): typeof settings => settings;
  const limits = { openJobs: typed.userJobs ?? usualUserJobs, dailyUsd: typed.userMaxUsd ?? 0 };
  if (typed.queue !== "")
    return openQueueService({
      ...{ url: typed.queue, objects, settings: read, engine, limits },
      log: engineLog(logger, scrub),
    });
  const { sandbox, problem: found } = await engine.readiness();
  if (found !== null) throw new ProblemError(found);
  if (sandbox.kind === "none" && !typed.allowUnsandboxed)
    throw new ProblemError(
      problem("sandbox-missing", `${sandbox.reason}; --allow-unsandboxed runs strangers' scenes all the same.`, {
        severity: "error",
      }),
    );
  const service = new EmbeddedService({
    ...{ engine, objects, out, limits, settings: read },
    unsandboxed: typed.allowUnsandboxed,
  });
  const lost = engine.recover(true);
  if (lost.length > 0) logger.info({ jobs: lost.map(({ id }) => id) }, "jobs of an earlier run go on");
  return service;
}

function makeToken({ words, tokens }: Arguments): CommandAnswer {
  const [, user, ...others] = words;
  if (user === undefined || others.length > 0 || tokens === "") throw usage("serve token USER --tokens FILE");
  const token = addToken(user, resolve(tokens));
  return { ok: true, problems: [], token, lines: [token] };
}

/** Whoever reaches a server that is not on loopback is a stranger until he has shown a token. */
function requireTokens(host: string, tokens: Tokens): void {
  if (!isLoopback(host) && !tokens.required)
    throw usage(`serve --host ${host} needs --tokens FILE: others can reach it. serve token USER makes a token.`);
  if (tokens.required && tokens.empty)
    throw usage("No token is in --tokens FILE, so nobody could ask. serve token USER makes one.");
}

function scrubOf(typed: Arguments, state: string): Scrub {
  const keys = ["GEMINI_API_KEY", "OPENAI_API_KEY", "AWS_SECRET_ACCESS_KEY", "MANIM_VIDEO_URL_SECRET"];
  const secrets = keys.flatMap((name) => process.env[name]?.trim() || []);
  const out = resolve(settingsOf(typed, process.env).outputFolder);
  return new Scrub([state, out, installation, homedir(), process.cwd()], secrets);
}

function productVersion(): string {
  const text = readFileSync(join(installation, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
