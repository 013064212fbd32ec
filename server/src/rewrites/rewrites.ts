/** A failure that a model has solved once is tried without it next time: a rewrite counts when its check is clean. */
import type { Problem } from "../../../protocol/problems.js";
import type { Log } from "../log.js";
import { applyRules } from "./apply.js";
import { deriveRules } from "./derive.js";
import type { RewriteStore } from "./rewriteStore.js";
import type { Rules } from "./rules.js";
import { signatureOf, type Signature } from "./signature.js";

/** A change of the code that solved the same failure before. */
export interface Candidate {
  code: string;
  signature: Signature;
  rules: Rules;
}

/** Runs the check that a repair would get; gives the errors, none for clean code. May reject, for example as cancelled. */
export type Check = (code: string) => Promise<Problem[]>;

const mostRules = 8;
/** Each costs a run of the scene. */
const mostChecks = 4;

export class Rewrites {
  constructor(
    private readonly store: RewriteStore,
    private readonly log: Log,
  ) {}

  /** Code that may be free of its first problem, the likeliest first. Nothing of it has been checked. */
  *tryRewrites(code: string, problems: readonly Problem[]): Generator<Candidate, void, undefined> {
    const [problem] = problems;
    const signature = problem === undefined ? null : signatureOf(code, problem);
    if (signature === null) return;
    const seen = new Set([code]);
    for (const rules of this.quietly(() => this.store.find(signature, mostRules)) ?? []) {
      for (const candidate of applyRules(code, rules, problem?.line)) {
        if (seen.has(candidate)) continue;
        seen.add(candidate);
        yield { code: candidate, signature, rules };
      }
    }
  }

  /**
   * The code without its problems, checked clean, or null when no rewrite gets there: then a model is asked. Where one
   * problem is gone and another shows, that one is looked up as well. Rejects as `check` does.
   */
  async solve(code: string, problems: readonly Problem[], check: Check): Promise<string | null> {
    const waiting: { code: string; problems: readonly Problem[]; used: Candidate[] }[] = [{ code, problems, used: [] }];
    let checks = 0;
    for (let state = waiting.shift(); state !== undefined; state = waiting.shift()) {
      for (const candidate of this.tryRewrites(state.code, state.problems)) {
        if (checks >= mostChecks) return null;
        checks += 1;
        const left = await check(candidate.code);
        const used = [...state.used, candidate];
        if (left.length === 0) {
          for (const each of used) this.quietly(() => this.store.solved(each.signature, each.rules));
          return candidate.code;
        }
        if (isFurther(state.problems, left)) {
          waiting.push({ code: candidate.code, problems: left, used });
          break;
        }
        this.quietly(() => this.store.failed(candidate.signature, candidate.rules));
      }
    }
    return null;
  }

  /** Keeps what a repair changed. `after` has been checked clean; `problems` are those of `before`. */
  learn(before: string, problems: readonly Problem[], after: string): void {
    const [problem] = problems;
    const signature = problem === undefined ? null : signatureOf(before, problem);
    const rules = signature === null ? null : deriveRules(before, after);
    // What does not change the code that it was read from would not be found again either.
    if (
      signature === null ||
      rules === null ||
      !applyRules(before, rules, problem?.line).some((code) => code !== before)
    )
      return;
    this.quietly(() => this.store.solved(signature, rules));
  }

  /** Rewrites save a request; their store may not cost a scene. */
  private quietly<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.log.warn(`Rewrites are not used: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }
}

/** Whether the statement that failed is passed and a later one fails. */
function isFurther([before]: readonly Problem[], [next]: readonly Problem[]): boolean {
  return before?.line !== undefined && next?.line !== undefined && next.line > before.line;
}
