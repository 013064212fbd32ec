import { describe, expect, it } from "vitest";
import { problem } from "../../../protocol/problems.js";
import { plainMessage, signatureOf } from "../../../server/src/rewrites/signature.js";

describe("the words of a failure without the scene's own", () => {
  it.each([
    ["NameError: name 'Wriite' is not defined", "NameError: name ‹name› is not defined"],
    ["AttributeError: Circle object has no attribute 'shfit'", "AttributeError: ‹name› object has no attribute ‹name›"],
    [
      "TypeError: Mobject.__init__() got an unexpected keyword argument 'raduis'",
      "TypeError: ‹name› got an unexpected keyword argument ‹name›",
    ],
    ["IndexError: list index 17 is out of range", "IndexError: list index ‹number› is out of range"],
    ["AttributeError: there is no method get_graph", "AttributeError: there is no method ‹name›"],
    [
      "TypeError: Unexpected argument Dot passed to Scene.play().",
      "TypeError: Unexpected argument ‹name› passed to ‹name›.",
    ],
    ["<function f at 0x7f3a2b>", "<function f at ‹number›>"],
  ])("%s", (message, plain) => {
    expect(plainMessage(message)).toBe(plain);
  });
});

describe("a signature", () => {
  const sign = (line: string, message = "name 'Wriite' is not defined", before = "c = 1") =>
    signatureOf(`${before}\n${line}\n`, problem("undefined-name", message, { line: 2 }));

  it("is the same for the same mistake with other names, numbers and texts", () => {
    expect(sign("self.play(Wriite(c), run_time=2)")).toEqual(
      sign("self.play(Wriite(title),  run_time=0.5)  # slowly", "name 'Wriite' is not defined", "title = Text('x')"),
    );
  });

  it("is another for another call", () => {
    expect(sign("self.play(Wriite(c))")).not.toEqual(sign("self.add(Wriite(c))"));
  });

  it("has no line where the problem has none", () => {
    expect(signatureOf("x", problem("scene-exception", "It fails."))).toMatchObject({ line: "" });
  });

  it.each(["scene-timeout", "scene-memory", "syntax-error", "unsafe-code", "worker-lost"] as const)(
    "is not made for %s",
    (code) => {
      expect(signatureOf("x", problem(code, "x", { line: 1 }))).toBeNull();
    },
  );
});
