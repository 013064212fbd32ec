/**
 * Energy and emissions of answers, as ranges from published figures (energy.json, with sources and date). Nobody
 * publishes what an API request uses, so a range says what the published methods make of its tokens:
 *
 * - EcoLogits, per token of answer:
 *   (GPUs × (alpha × e^(beta × batch) × active parameters + gamma) + server power × GPUs / (8 × batch × speed)) × PUE,
 *   with its least and greatest guess of the model's size. It counts nothing for the prompt.
 * - Who runs it, per token of answer: Google's median Gemini prompt, else Epoch AI's ChatGPT query, both taken as
 *   answers of 500 tokens (Epoch's assumption; Google names none).
 *
 * low = tokens of answer × the least of these. high = tokens of answer × the greatest of these + tokens of prompt,
 * cached or not, × Epoch AI's figure for a very long prompt. Training and the making of hardware are not in it.
 */
import type { Range, TokenTotals } from "../../../../protocol/completion.js";
import data from "./energy.json" with { type: "json" };

export interface Footprint {
  kwh: Range;
  kgco2e: Range;
}

type Family = (typeof data.families)[number];

const { ecologits, google, epoch, grid } = data.sources;

/** Watt-hours that Epoch AI's long prompt takes for each of its tokens. */
const longPromptEnergy = epoch.longPromptEnergy / epoch.longPromptTokens;

/** Named beside every figure. */
export const energySource = `Estimate of ${data.checked} from published figures: ${[ecologits, google, epoch, grid]
  .map(({ says }) => says)
  .join("; ")}. Low: least per token of answer. High: greatest per token of answer, and the prompt.`;

const families = data.families.map((family) => ({
  names: new RegExp(family.models),
  answer: answerEnergy(family),
  // Google buys clean electricity for what it uses; others are counted by the grid they stand in.
  leastEmissions: family.operator === "google" ? google.promptEmissions / google.promptEnergy : grid.usa,
}));

/** Null where no source says anything of the model, such as one of your own machine. */
export function footprintOf(model: string, tokens: TokenTotals): Footprint | null {
  const family = familyOf(model);
  if (family === undefined) return null;
  const { answer, leastEmissions } = family;
  const kwh = {
    low: (tokens.completion * answer.low) / 1000,
    high: (tokens.completion * answer.high + tokens.prompt * longPromptEnergy) / 1000,
  };
  return { kwh, kgco2e: { low: kwh.low * leastEmissions, high: kwh.high * grid.world } };
}

/** The last one is remembered: a list asks for the same model thousands of times. */
let last: { model: string; family: (typeof families)[number] | undefined } | null = null;

function familyOf(model: string): (typeof families)[number] | undefined {
  if (last?.model !== model) {
    const name = model.replace(/^.*\//, "");
    last = { model, family: families.find(({ names }) => names.test(name)) };
  }
  return last.family;
}

/** Watt-hours for each token of an answer. */
function answerEnergy(family: Family): Range {
  const [fewest = 0, most = 0] = family.total;
  const [leastActive = 0, mostActive = 0] = family.active;
  const [slowest = 1, fastest = 1] = family.speed;
  const measured = (family.operator === "google" ? google.promptEnergy : epoch.answerEnergy) / epoch.answerTokens;
  const low = ecologitsEnergy(fewest, leastActive, fastest) * family.pue;
  const high = ecologitsEnergy(most, mostActive, slowest) * family.pue;
  return { low: Math.min(low, measured), high: Math.max(high, measured) };
}

/** Parameters are in billions, speed in tokens a second. */
function ecologitsEnergy(total: number, active: number, speed: number): number {
  const { energyPerParameter, energyDecay, energyBase, batch, gpuMemory, memoryPerParameter } = ecologits;
  const gpus = 2 ** Math.ceil(Math.log2(Math.ceil((total * memoryPerParameter) / gpuMemory)));
  const gpuEnergy = energyPerParameter * Math.exp(energyDecay * batch) * active + energyBase;
  const serverEnergy = (ecologits.serverPower * gpus) / (ecologits.serverGpus * batch * speed * 3600);
  return gpus * gpuEnergy + serverEnergy;
}
