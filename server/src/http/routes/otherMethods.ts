/** Methods that an address does not take are refused as such, with those it takes. */
import { problem } from "../../../../protocol/problems.js";
import { sendProblem } from "../answers/failed.js";
import type { Scrub } from "../answers/withoutPaths.js";
import type { App } from "../context.js";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** After all routes of the scope: `taken` has been told of each. */
export function otherMethods(app: App, scrub: Scrub, taken: Map<string, Set<string>>): void {
  for (const [url, known] of taken) {
    const others = methods.filter((method) => !known.has(method));
    app.route({
      ...{ method: others, url, config: { access: "anyone" as const }, schema: { hide: true } },
      handler: (request, reply) => {
        reply.header("allow", [...known].join(", "));
        return sendProblem(problem("method-refused", `${request.method} is not taken here.`), request, reply, {
          scrub,
        });
      },
    });
  }
}
