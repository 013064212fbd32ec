import { expect, it } from "vitest";
import { pathIn } from "../../../webview/src/problemList.js";

it.each([
  ["/videos/tides", "/videos/tides/scenes/01_a.py", "scenes/01_a.py"],
  ["/videos/tides/", "/videos/tides/scenes/01_a.py", "scenes/01_a.py"],
  ["C:\\videos\\tides", "C:\\videos\\tides\\scenes\\01_a.py", "scenes/01_a.py"],
  ["/videos/tides", "/videos/tides-2/scenes/01_a.py", "/videos/tides-2/scenes/01_a.py"],
  ["", "scenes/01_a.py", "scenes/01_a.py"],
])("a path in %s is shown from there: %s", (folder, path, shown) => {
  expect(pathIn(folder, path)).toBe(shown);
});
