/** Jobs: how far they are, and what is done with them. */
import { z } from "zod";
import { problems } from "../answers/documented.js";
import type { Routes } from "../context.js";
import { jobShape, JobShape } from "../shapes/jobShape.js";
import { JobParams, PageQuery } from "../shapes/requests.js";

const tags = ["jobs"];
const Page = z.object({ jobs: z.array(JobShape), next: z.string().nullable().describe("Null at the end") });
const one = { 200: JobShape, ...problems(404) };

export const jobs: Routes = (app, { service, scrub }) => {
  app.get(
    "/videos/jobs",
    {
      schema: {
        ...{ tags, summary: "Your jobs, newest first", querystring: PageQuery },
        response: { 200: Page, ...problems() },
      },
    },
    async ({ query: { limit, after = null, status }, user }) => {
      const page = await service.jobs(user, { limit, after, ...(status === undefined ? {} : { status }) });
      return { jobs: page.jobs.map((job) => jobShape(job, scrub)), next: page.next };
    },
  );

  for (const path of ["/videos/jobs/:id", "/videos/jobs/:id/status"])
    app.get(
      path,
      { schema: { ...{ tags, summary: "How far a job is", params: JobParams }, response: one } },
      async ({ params, user }) => jobShape(await service.job(params.id, user), scrub),
    );

  const actions = {
    cancel: ["End it; what is finished is kept", (id: string, user: string) => service.cancel(id, user)],
    retry: ["Start it again after it has ended", (id: string, user: string) => service.retry(id, user)],
    resume: ["Go on from its last finished step", (id: string, user: string) => service.resume(id, user)],
  } as const;
  for (const [name, [summary, act]] of Object.entries(actions))
    app.post(
      `/videos/jobs/:id/${name}`,
      {
        schema: {
          ...{ tags, summary, params: JobParams },
          response: { 200: JobShape, ...problems(404, 409, 413, 415) },
        },
      },
      async ({ params, user, log }) => {
        const job = await act(params.id, user);
        log.info({ job_id: job.id, user, action: name }, "job changed");
        return jobShape(job, scrub);
      },
    );

  app.delete(
    "/videos/jobs/:id",
    {
      schema: {
        ...{ tags, summary: "Remove it with its files", params: JobParams },
        response: { 204: z.undefined().describe("Removed"), ...problems(404, 409, 413, 415) },
      },
    },
    async ({ params, user, log }, reply) => {
      await service.remove(params.id, user);
      log.info({ job_id: params.id, user, action: "remove" }, "job removed");
      return reply.code(204).send();
    },
  );
};
