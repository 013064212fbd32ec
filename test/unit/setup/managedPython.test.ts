import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { managedPlaces, preparedPython, readyPython } from "../../../bin/setup/managedPython.mjs";
import { fileHash, writeStamp } from "../../../bin/setup/stamps.mjs";
import { emptyFolder } from "./machine.js";

describe("the environment that the set-up makes", () => {
  let machine: { home: string; platform: string };
  let lockFile: string;
  const made = (): ReturnType<typeof managedPlaces> => {
    const places = managedPlaces(machine);
    mkdirSync(dirname(places.python), { recursive: true });
    writeFileSync(places.python, "");
    return places;
  };
  beforeEach(() => {
    const folder = emptyFolder();
    machine = { home: join(folder, "home"), platform: "linux" };
    lockFile = join(folder, "requirements.lock");
    writeFileSync(lockFile, "manim==0.22.0\n");
  });

  it("is not offered before it is finished", () => {
    expect([preparedPython(machine), readyPython(machine, lockFile)]).toEqual([undefined, undefined]);
    made();
    expect([preparedPython(machine), readyPython(machine, lockFile)]).toEqual([undefined, undefined]);
  });

  it("is found once it is finished, and not without its interpreter", () => {
    const { python, stamp } = made();
    writeStamp(stamp, { lockHash: fileHash(lockFile), python });
    expect([preparedPython(machine), readyPython(machine, lockFile)]).toEqual([python, python]);
    rmSync(python);
    expect([preparedPython(machine), readyPython(machine, lockFile)]).toEqual([undefined, undefined]);
  });

  it("of an earlier version still serves the editor, while the launcher completes it", () => {
    const { python, stamp } = made();
    writeStamp(stamp, { lockHash: "of another list", python });
    expect([preparedPython(machine), readyPython(machine, lockFile)]).toEqual([python, undefined]);
  });

  it("has its interpreter where each system puts it", () => {
    expect(managedPlaces({ home: "/h", platform: "darwin" }).python).toBe("/h/python/venv/bin/python");
    const windows = managedPlaces({ home: "C:\\h", platform: "win32" });
    expect(windows.python).toBe("C:\\h\\python\\venv\\Scripts\\python.exe");
  });
});
