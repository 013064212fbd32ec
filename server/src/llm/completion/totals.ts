/** Adds up the results of a list as they come. */
import type { CompletionResult, CompletionTotals, Range, TokenTotals } from "../../../../protocol/completion.js";
import { energySource, footprintOf, type Footprint } from "./energy.js";
import { addTokens, plus } from "./usage.js";

/** Errors that are kept when results are not: ten thousand failures must not fill the memory. */
const mostErrors = 1000;

export class TotalsCount {
  private start = performance.now();
  private readonly tokens: TokenTotals = { prompt: 0, completion: 0, cached: 0, total: 0 };
  private readonly errors: Record<number, string> = {};
  private successful = 0;
  private failed = 0;
  private elapsed = 0;
  private usd: number | null = 0;
  private footprint: Footprint | null = { kwh: { low: 0, high: 0 }, kgco2e: { low: 0, high: 0 } };

  /** `keepErrors` when the results are kept too, so that each error may be. */
  constructor(private readonly keepErrors: boolean) {}

  get completed(): number {
    return this.successful + this.failed;
  }

  get failures(): number {
    return this.failed;
  }

  /** Wall time starts here. */
  begin(): void {
    this.start = performance.now();
  }

  add(result: CompletionResult): void {
    this.elapsed += result.elapsed_time;
    addTokens(this.tokens, result.tokens);
    if (result.success) this.successful += 1;
    else {
      if (this.keepErrors || this.failed < mostErrors) this.errors[result.index] = result.error ?? "";
      this.failed += 1;
    }
    this.usd = plus(this.usd, result.usd);
    // Without tokens no model was at work, or its provider does not say how much.
    if (result.tokens.total > 0) this.footprint = together(this.footprint, footprintOf(result.model, result.tokens));
  }

  /** Wall time ends here. */
  totals(): CompletionTotals {
    return {
      total_requests: this.completed,
      successful_requests: this.successful,
      failed_requests: this.failed,
      total_elapsed_time: this.elapsed,
      wall_time: (performance.now() - this.start) / 1000,
      tokens: { ...this.tokens },
      usd: this.usd,
      kwh: this.footprint?.kwh ?? null,
      kgco2e: this.footprint?.kgco2e ?? null,
      energy_source: energySource,
      errors: { ...this.errors },
    };
  }
}

function together(sum: Footprint | null, more: Footprint | null): Footprint | null {
  if (sum === null || more === null) return null;
  return { kwh: added(sum.kwh, more.kwh), kgco2e: added(sum.kgco2e, more.kgco2e) };
}

function added(one: Range, other: Range): Range {
  return { low: one.low + other.low, high: one.high + other.high };
}
