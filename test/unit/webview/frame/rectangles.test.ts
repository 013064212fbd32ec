import { describe, expect, it } from "vitest";
import { rectangleOf } from "../../../../webview/src/frame/rectangles.js";

describe("the rectangle of a finding", () => {
  it("is its area in percent", () => {
    expect(rectangleOf({ left: 0.25, top: 0.5, right: 0.75, bottom: 0.6 })).toEqual({
      ...{ left: 25, width: 50, top: 50 },
      height: expect.closeTo(10, 6) as number,
    });
  });

  it("stays on the picture, of what lies beyond it a strip of the edge", () => {
    expect(rectangleOf({ left: 0.9, top: -0.5, right: 1.4, bottom: 0.1 })).toMatchObject({
      ...{ left: 90, width: 10, top: 0 },
    });
    expect(rectangleOf({ left: 1.2, top: 2, right: 1.4, bottom: 3 })).toEqual({
      ...{ left: 97, width: 3, top: 97, height: 3 },
    });
    expect(rectangleOf({ left: -3, top: 0, right: -2, bottom: 1 })).toEqual({ left: 0, width: 3, top: 0, height: 100 });
  });

  it("can be seen however thin the thing is", () => {
    const { width, height } = rectangleOf({ left: 0.5, top: 0.5, right: 0.5, bottom: 0.5 });
    expect([width, height]).toEqual([3, 3]);
  });
});
