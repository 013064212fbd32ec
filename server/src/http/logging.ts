/** Structured log lines on standard error. No key, token or signature is in them. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { pino, type Logger } from "pino";
import type { Log } from "../log.js";
import type { Scrub } from "./answers/withoutPaths.js";

interface Stream {
  write(line: string): void;
}

/** The one line that a request leaves. */
export function requestLine(request: FastifyRequest, reply: FastifyReply): Record<string, unknown> {
  const { id } = (request.params ?? {}) as { id?: string };
  return {
    ...{ method: request.method, url: withoutSignature(request.url), status: reply.statusCode },
    ...{ ms: Math.round(reply.elapsedTime * 10) / 10, ip: request.ip, user: request.user },
    ...(id !== undefined && /\/jobs\//.test(request.url) ? { job_id: id } : {}),
  };
}

export function httpLogger(level: string, stream: Stream = process.stderr): Logger {
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      base: null,
      redact: { paths: ["headers", "authorization", "token", "*.authorization", "*.headers"], remove: true },
    },
    { write: (line) => stream.write(line) },
  );
}

/** An address with its signature can be used by whoever reads the log; a token has no place in one, and some put it there. */
export const withoutSignature = (url: string): string =>
  url.replace(/([?&](?:signature|[\w-]*(?:token|key|secret|password))=)[^&]*/gi, "$1[removed]");

/** The engine's lines in the same log, with the job's id as a field of its own. */
export function engineLog(logger: Logger, scrub: Scrub): Log {
  const fields = (line: string): { job_id?: string } => {
    const job = /\bjob ([\w-]{8,64})\b/.exec(line)?.[1];
    return job === undefined ? {} : { job_id: job };
  };
  return {
    info: (line) => logger.info(fields(line), scrub.secretsIn(line)),
    warn: (line) => logger.warn(fields(line), scrub.secretsIn(line)),
    error: (line) => logger.error(fields(line), scrub.secretsIn(line)),
  };
}
