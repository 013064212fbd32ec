/** The browser in which an editor is shown. */
import { chromium } from "playwright-core";

const args = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync"],
];

/** The Chromium that MANIM_VIDEO_TEST_CHROMIUM names. */
export function launchBrowser() {
  return chromium.launch({ executablePath: required("MANIM_VIDEO_TEST_CHROMIUM"), args });
}

/**
 * What the set-up has found or made, from the environment.
 * @param {string} name
 */
export function required(name) {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: run this with node test/run.mjs host`);
}
