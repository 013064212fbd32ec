import { describe, expect, it } from "vitest";
import { byteLines } from "../../../server/src/lists/byteLines.js";

describe("lines of bytes", () => {
  it("stand when the stream uses its buffer again", async () => {
    const buffer = Buffer.alloc(4);
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (const text of ["ab", "cd\ne", "f"]) {
        await Promise.resolve();
        yield buffer.subarray(0, buffer.write(text));
      }
    }
    const texts: string[] = [];
    for await (const found of byteLines(pieces(), 100)) if (found.kind === "line") texts.push(found.text);
    expect(texts).toEqual(["abcd", "ef"]);
  });
});
