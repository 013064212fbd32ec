import { describe, expect, it, vi } from "vitest";
import { tooltipOf, tooltipText } from "../../../client/src/statusTooltip.js";
import { jobWith } from "./jobs.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

const spent = (usd: number | null) => ({ ...jobWith().usage, requests: 3, usd });

describe("the status bar's tooltip", () => {
  it("has a row for each job, with its stage, percent, money and what can be done with it", () => {
    const job = jobWith({ id: "now", percentage: 60.9, usage: spent(0.25) });
    const lines = tooltipText([job], [job]).split("\n");
    expect(lines[0]).toBe("**Manim Video** · 1 running · &#36;0&#46;25 spent");
    expect(lines[4]).toBe(
      "| [Binary search](command:manimVideo.openJobPanel?%5B%22now%22%5D) | Rendering scenes | ██████░░░░&nbsp;60&nbsp;% | &#36;0&#46;25 " +
        '| [$(stop-circle)](command:manimVideo.cancelJob?%5B%22now%22%5D "Cancel") |',
    );
    expect(lines.at(-1)).toContain("(command:manimVideo.generate)");
  });

  it("says what a batch is at, and adds up the money of the whole list", () => {
    const message = "Batch of 50 requests: JOB_STATE_RUNNING";
    const active = jobWith({ id: "a", list: "l", mode: "batch", message, usage: spent(1) });
    const done = jobWith({ id: "b", list: "l", status: "completed", usage: spent(2) });
    const other = jobWith({ id: "c", status: "completed", usage: spent(40) });
    const text = tooltipText([active], [active, done, other]);
    expect(text).toContain("&#36;3&#46;00 spent");
    expect(text).toContain("JOB&#95;STATE&#95;RUNNING");
    expect(tooltipText([active], [active, { ...done, usage: spent(null) }])).toContain("at least &#36;1&#46;00 spent");
    expect(tooltipText([jobWith()], [jobWith()])).toContain("nothing spent");
  });

  it("takes no Markdown and no icons from a title, and shows eight jobs at most", () => {
    const title = "a | b](command:evil) $(flame) <b>\n# c";
    const jobs = Array.from({ length: 10 }, (_, at) => jobWith({ id: `j${at}`, title }));
    const text = tooltipText(jobs, jobs);
    expect(text).not.toContain("command:evil)");
    expect(text).not.toContain("$(flame)");
    expect(text).not.toContain("<b>");
    expect(text.match(/cancelJob/g)).toHaveLength(8);
    expect(text).toContain("and 2 more");
  });

  it("may run only what its links name", () => {
    const { isTrusted } = tooltipOf([jobWith()]);
    expect(isTrusted).toEqual({
      enabledCommands: ["manimVideo.openJobPanel", "manimVideo.cancelJob", "manimVideo.generate"],
    });
  });
});
