/** Every failure as problem+json: ours, the framework's, and those that nobody expected. */
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { problem, ProblemError, type Problem } from "../../../../protocol/problems.js";
import { problemAnswer, type AnswerContext } from "../shapes/problemShape.js";
import type { Scrub } from "./withoutPaths.js";

/** Seconds after which what is refused now may be tried again. */
const retryAfter = 5;

export function answerFailure(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  scrub: Scrub,
): FastifyReply {
  const { found, ...more } = readFailure(error);
  if (found.code === "internal-error") request.log.error({ err: error }, "not expected");
  return sendProblem(found, request, reply, { scrub, ...more });
}

export function sendProblem(
  found: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
  context: Omit<AnswerContext, "requestId">,
): FastifyReply {
  const answer = problemAnswer(found, { ...context, requestId: request.id });
  if (answer.status === 401) reply.header("www-authenticate", 'Bearer realm="manim-video"');
  if ((answer.status === 429 || answer.status === 503) && !reply.hasHeader("retry-after"))
    reply.header("retry-after", String(retryAfter));
  // A refusal must not be kept in place of the file.
  reply.removeHeader("etag").removeHeader("last-modified").removeHeader("content-length");
  return reply
    .code(answer.status)
    .header("cache-control", "no-store")
    .type("application/problem+json")
    .serializer((value: unknown) => JSON.stringify(value))
    .send(answer);
}

interface Failure {
  found: Problem;
  status?: number;
  errors?: { at: string; message: string }[];
}

function readFailure(error: unknown): Failure {
  if (error instanceof ProblemError) return { found: error.problem };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      at: `${error.validationContext ?? "request"}${instancePath}`,
      message: message ?? "",
    }));
    return {
      found: problem("request-invalid", errors.map(({ at, message }) => `${at}: ${message}`).join("; ")),
      errors,
    };
  }
  const { statusCode: status = 500, message } = (error ?? {}) as Partial<FastifyError>;
  if (status >= 400 && status < 500) return { found: problem("request-invalid", message ?? "Not understood."), status };
  return { found: problem("internal-error", "The log has more under the id of the request.") };
}
