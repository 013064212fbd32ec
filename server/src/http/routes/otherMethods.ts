/** Methods that an address does not take are refused as such, with those it takes. */
import { problem } from "../../../../protocol/problems.js";
import { sendProblem } from "../answers/failed.js";
import type { Scrub } from "../answers/withoutPaths.js";
import type { App } from "../context.js";

/** After all routes of the scope, whose methods `taken` has by their addresses. */
export function otherMethods(app: App, scrub: Scrub, taken: ReadonlyMap<string, ReadonlySet<string>>): void {
  for (const [url, known] of taken)
    app.route({
      method: app.supportedMethods.filter((method) => !known.has(method)),
      ...{ url, config: { access: "anyone" as const }, schema: { hide: true } },
      // Before a body is looked at.
      onRequest: (request, reply) => {
        reply.header("allow", [...known].join(", "));
        const found = problem("method-refused", `${request.method} is not taken here.`);
        sendProblem(found, request, reply, { scrub });
      },
      handler: (_request, reply) => reply,
    });
}
