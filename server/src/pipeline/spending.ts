/** What a request used, as events for the journal: tokens, money, energy, and whether another model answered. */
import type { TokenTotals } from "../../../protocol/completion.js";
import type { JobEvent } from "../jobs/journal.js";
import type { Spent } from "../llm/spent.js";
import { footprintOf } from "../llm/completion/energy.js";
import { swapped } from "../llm/prices/modelNotices.js";

/** Tells `record` of each request; that another model answered is said once for each model. */
export function spending(record: (event: JobEvent) => void): (spent: Spent, seconds?: number) => void {
  const said = new Set<string>();
  return (spent, seconds) => {
    const { promptTokens: prompt, completionTokens: completion, cachedTokens: cached, usd, modelVersion } = spent;
    const tokens: TokenTotals = { prompt, completion, cached, total: prompt + completion };
    const { kwh, kgco2e } = footprintOf(modelVersion, tokens) ?? { kwh: null, kgco2e: null };
    record({
      type: "spent",
      model: modelVersion || spent.model,
      seconds,
      prompt,
      completion,
      cached,
      usd,
      kwh,
      kgco2e,
    });
    const found = swapped(spent);
    if (found === null || said.has(modelVersion)) return;
    said.add(modelVersion);
    record({ type: "problem", problem: found });
  };
}
