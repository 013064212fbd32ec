/** What the extension may cost, and whether measured figures keep to it. */

/** Figures that users are promised; a figure three times as large is a failure. */
export const goals = { activationMs: 100, packageBytes: 5_000_000 };

const tolerance = 3;

/**
 * @param {number[]} times Milliseconds of activation, one for each window.
 * @param {number} packageBytes
 */
export function verdict(times, packageBytes) {
  const activationMs = median(times);
  const range = `${Math.min(...times)} to ${Math.max(...times)}`;
  const megabytes = (packageBytes / 1e6).toFixed(2);
  const lines = [
    `activation: ${activationMs} ms, median of ${times.length} windows (${range}); goal below ${goals.activationMs} ms`,
    `package: ${megabytes} MB; goal below ${goals.packageBytes / 1e6} MB`,
  ];
  const isWithin = activationMs < goals.activationMs && packageBytes < goals.packageBytes;
  // Written so that a figure that is no number fails.
  const isBroken = !(activationMs < tolerance * goals.activationMs && packageBytes < tolerance * goals.packageBytes);
  return { activationMs, packageBytes, goals, isWithin, isBroken, lines };
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? NaN : (low + high) / 2;
}
