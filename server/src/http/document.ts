/** The OpenAPI document, made from the schemas that requests and answers are checked by, and a page that shows it. */
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { App } from "./context.js";

const description = `From a topic to an explainer video made with Manim. Ask with \`POST /videos/generate\`, follow
\`/videos/jobs/{id}/events\` or ask \`/status\`, then take the files. Every address also works without \`/api/v1\`.
Errors are \`application/problem+json\` with a \`code\`.`;

const securitySchemes = {
  token: { type: "http", scheme: "bearer" },
  signature: { type: "apiKey", in: "query", name: "signature", description: "Of an address of /video-url" },
} as const;

/** What a route of files takes in place of a token. */
export const tokenOrSignature: Record<string, string[]>[] = [{ token: [] }, { signature: [] }];

/** Before any route: it hears of each as it is registered. */
export async function documented(app: App, version: string, tokens: boolean): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.1",
      info: { title: "Manim Video", version, description },
      tags: [
        { name: "videos", description: "Asking for videos" },
        { name: "jobs", description: "How far they are" },
        { name: "files", description: "What was made" },
        { name: "batches", description: "Batches at the models' provider" },
        { name: "server", description: "The server itself" },
      ],
      // A server on loopback may have one user, who needs no token.
      ...(tokens ? { components: { securitySchemes }, security: [{ token: [] }] } : {}),
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, { routePrefix: "/docs", staticCSP: true, uiConfig: { docExpansion: "list" } });
}
