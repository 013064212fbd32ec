import { expect, it } from "vitest";
import { RowLayout } from "../../../webview/src/rowLayout.js";

const heights = { row: 50, heading: 20 };

it("places rows below the heading of their list, and finds the row at any place", () => {
  const layout = new RowLayout(6, [{ at: 1 }, { at: 3 }], heights);
  expect(layout.height).toBe(340);
  expect([0, 1, 2, 3, 4, 5].map((at) => layout.top(at))).toEqual([0, 70, 120, 190, 240, 290]);
  expect([0, 1, 2, 3].map((at) => layout.start(at))).toEqual([0, 50, 120, 170]);
  expect(layout.between(0, 49)).toEqual({ first: 0, end: 1 });
  expect(layout.between(60, 171)).toEqual({ first: 1, end: 4 });
  expect(layout.between(9_999, 9_999)).toEqual({ first: 5, end: 6 });
});

it("has no row when there are none", () => {
  expect(new RowLayout(0, [], heights).between(0, 600)).toEqual({ first: 0, end: 0 });
});
