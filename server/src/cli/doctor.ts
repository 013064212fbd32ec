import type { CommandAnswer } from "./answer.js";
import type { CommandContext } from "./context.js";

const marks = { good: "✓", warning: "!", missing: "✗" };

/** `doctor`: what is installed and what is missing; good when a video can be made. */
export async function doctor({ engine, signal }: CommandContext): Promise<CommandAnswer> {
  const findings = await engine.doctor(signal);
  const lines = findings.map(({ name, state, detail }) => `${marks[state]} ${name}: ${detail}`);
  const problems = findings.flatMap(({ problem, state }) =>
    problem === undefined || state === "good" ? [] : [problem],
  );
  return { ok: findings.every(({ state }) => state !== "missing"), problems, findings, lines };
}
