import { expect, it } from "vitest";
import type { JobEvent } from "../../../server/src/jobs/journal.js";
import { spending } from "../../../server/src/pipeline/spending.js";

const used = { promptTokens: 1000, completionTokens: 200, cachedTokens: 0, usd: 0.01 };

function told(...models: [asked: string, answered: string][]): JobEvent[] {
  const events: JobEvent[] = [];
  const spent = spending((event) => void events.push(event));
  for (const [model, modelVersion] of models) spent({ model, modelVersion, ...used });
  return events;
}

it("tells what a request used, with energy as a range", () => {
  const [event] = told(["gemini-3.8-flash", "gemini-3.8-flash"]);
  expect(event).toMatchObject({ type: "spent", prompt: 1000, completion: 200, usd: 0.01 });
  if (event?.type !== "spent" || !event.kwh) throw new Error("no energy was told");
  expect(event.kwh.low).toBeGreaterThan(0);
  expect(event.kwh.high).toBeGreaterThan(event.kwh.low);
});

it("knows no energy of a model that no source names", () => {
  expect(told(["home-made", "home-made"])[0]).toMatchObject({ kwh: null, kgco2e: null });
});

it("says once that another model answered", () => {
  const events = told(["gemini-2.5-pro", "gemini-3.8-flash"], ["gemini-2.5-pro", "gemini-3.8-flash"]);
  expect(events.filter(({ type }) => type === "problem")).toMatchObject([{ problem: { code: "model-swapped" } }]);
});
