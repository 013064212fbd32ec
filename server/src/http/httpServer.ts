/**
 * The HTTP front: the same routes below /api/v1 and without it, over any VideoService. What a request meets on its way:
 * the bounds of Node's server, the names and the token (access/), the rate, its schema, its route.
 */
import rateLimit from "@fastify/rate-limit";
import { fastify, LogController, type FastifyBaseLogger } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import type { Logger } from "pino";
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { VideoService } from "../service/videoService.js";
import { authenticate, isSigned, type Access } from "./access/authenticate.js";
import { answerFailure, sendProblem } from "./answers/failed.js";
import { ProblemAnswer, problemAnswer } from "./shapes/problemShape.js";
import type { Scrub } from "./answers/withoutPaths.js";
import { Bounded } from "./bounded.js";
import type { App, HttpContext } from "./context.js";
import { documented } from "./document.js";
import { usualLimits, type HttpLimits } from "./limits.js";
import { requestLine } from "./logging.js";
import { Metrics } from "./metrics.js";
import { otherMethods } from "./routes/otherMethods.js";
import { batches } from "./routes/batches.js";
import { creating } from "./routes/creating.js";
import { events } from "./routes/events.js";
import { files } from "./routes/files.js";
import { jobs } from "./routes/jobs.js";
import { serverState } from "./routes/serverState.js";
import { videoUrl } from "./routes/videoUrl.js";

export interface HttpOptions {
  service: VideoService;
  access: Access;
  scrub: Scrub;
  logger: Logger;
  version: string;
  /** See {@link HttpContext.publicUrl}. */
  publicUrl: string;
  limits?: Partial<HttpLimits>;
}

const routes = [creating, jobs, events, videoUrl, files, batches, serverState];

/** The server, ready to listen. Closing it ends streams of events at once and lets other answers end. */
export async function httpServer(options: HttpOptions): Promise<App> {
  const { service, access, scrub, version, publicUrl } = options;
  const limits = { ...usualLimits, ...options.limits };
  const app = bareServer(options, limits);
  const closing = new AbortController();
  const open = {
    files: new Bounded("streams of files", limits.openFiles),
    events: new Bounded("streams of events", limits.openEvents),
  };
  const metrics = new Metrics(service, open);
  const context: HttpContext = {
    ...{ service, scrub, metrics, open, publicUrl, addresses: access.addresses },
    tokens: access.tokens.required,
    ...{ createsPerMinute: limits.createsPerMinute, closing: closing.signal },
  };

  app.decorateRequest("user", "");
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers({
      "x-request-id": request.id,
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
    });
    try {
      authenticate(request, access);
      // A player may be on another site's page.
      if (isSigned(request)) reply.header("cross-origin-resource-policy", "cross-origin");
      done();
    } catch (error) {
      done(error as Error);
    }
  });
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    request.log.info(requestLine(request, reply), "request");
    done();
  });
  app.addHook("preClose", (done) => {
    closing.abort();
    done();
  });
  await documented(app, version, access.tokens.required);
  await app.register(rateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ user, ip }) => user || ip,
    errorResponseBuilder: (_request, { after }) =>
      new ProblemError(problem("too-many-requests", `More requests than are allowed; try again in ${after}.`)),
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(problem("route-missing", `There is no ${request.method} here.`), request, reply, { scrub }),
  );
  await app.register(
    (scope: App, _options, done) => {
      addRoutes(scope, context);
      done();
    },
    { prefix: "/api/v1" },
  );
  await app.register((scope: App, _options, done) => {
    // One document has each route once.
    scope.addHook("onRoute", (route) => {
      route.schema = { ...route.schema, hide: true };
    });
    addRoutes(scope, context);
    scope.get("/openapi.json", { config: { access: "anyone" } }, () => app.swagger());
    done();
  });
  await app.ready();
  return app;
}

function addRoutes(scope: App, context: HttpContext): void {
  const taken = new Map<string, Set<string>>();
  const prefix = scope.prefix;
  scope.addHook("onRoute", ({ url, method }) => {
    const path = url.slice(prefix.length);
    const known = taken.get(path) ?? new Set();
    taken.set(path, known);
    for (const one of [method].flat()) known.add(one);
  });
  for (const route of routes) route(scope, context);
  // Copied: what it adds is heard as well.
  otherMethods(scope, context.scrub, new Map([...taken].map(([path, known]) => [path, new Set(known)])));
}

function bareServer({ logger, scrub }: HttpOptions, limits: HttpLimits): App {
  // As the framework knows loggers: pino's own type would be a part of the type of every route.
  const plain: FastifyBaseLogger = logger;
  const app = fastify({
    loggerInstance: plain,
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request_id" }),
    bodyLimit: limits.bodyBytes,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: 10_000,
    forceCloseConnections: "idle",
    return503OnClosing: false,
    exposeHeadRoutes: true,
    http: { headersTimeout: limits.headersTimeout, connectionsCheckingInterval: 1000, maxHeaderSize: 16_384 },
    frameworkErrors: (error, request, reply) => void answerFailure(error, request, reply, scrub),
    clientErrorHandler: (error, socket) => refuseMalformed(error, socket, scrub),
  }).withTypeProvider<ZodTypeProvider>();
  app.server.maxConnections = limits.connections;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // A form of another site's page can send plain text.
  app.removeContentTypeParser("text/plain");
  app.setErrorHandler((error, request, reply) => answerFailure(error, request, reply, scrub));
  return app;
}

/** What is no HTTP at all, or was not sent in time. */
function refuseMalformed(error: Error & { code?: string }, socket: Socket, scrub: Scrub): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const late = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const status = late ? 408 : error.code === "HPE_HEADER_OVERFLOW" ? 431 : 400;
  const why = late ? "The request was not sent in time." : "The request is not HTTP.";
  const found = problem("request-invalid", why);
  const body = JSON.stringify(ProblemAnswer.parse(problemAnswer(found, { requestId: randomUUID(), scrub, status })));
  const head = [
    `HTTP/1.1 ${status} ${late ? "Request Timeout" : "Bad Request"}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  // Whoever does not hang up himself is not waited for.
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
