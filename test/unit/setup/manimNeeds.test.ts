import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ensureManimNeeds } from "../../../bin/setup/manimNeeds.mjs";
import { SetupProblem } from "../../../bin/setup/problem.mjs";
import { fakeMachine, pythonAnswer, type FakeMachine } from "./machine.js";

async function problemOf(machine: FakeMachine): Promise<SetupProblem> {
  const error: unknown = await ensureManimNeeds(machine.context).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SetupProblem) return error;
  throw new Error(`no problem but ${String(error)}`);
}

function withLibraries(machine: FakeMachine): FakeMachine {
  machine.command("cc", "exit 0");
  machine.command("pkg-config", "exit 0");
  return machine;
}

describe("what Manim needs from the machine", () => {
  it("is nothing more when Python, compiler and libraries are there", async () => {
    const machine = withLibraries(fakeMachine());
    machine.command("python3", pythonAnswer("/p/python3", "3.11.2"));
    expect(await ensureManimNeeds(machine.context)).toBe("/p/python3");
  });

  it("is told as one command where it may not be installed", async () => {
    const machine = fakeMachine();
    machine.command("python3", pythonAnswer("/p/python3", "3.11.2"));
    machine.command("apt-get", "exit 0");
    machine.command("sudo", "exit 1");
    const problem = await problemOf(machine);
    expect(problem.code).toBe("system-library-missing");
    expect(problem.fix).toBe(
      "Run: sudo apt-get update && sudo apt-get install -y build-essential pkg-config libcairo2-dev libpango1.0-dev bubblewrap",
    );
  });

  it("names only the library that is missing", async () => {
    const machine = withLibraries(fakeMachine());
    machine.command("python3", pythonAnswer("/p/python3", "3.11.2"));
    machine.command("bwrap", "exit 0");
    machine.command("pkg-config", '[ "$2" = cairo ]');
    expect((await problemOf(machine)).fix).toBe("Run: sudo apt-get update && sudo apt-get install -y libpango1.0-dev");
  });

  it("is called as this system calls it", async () => {
    const machine = fakeMachine();
    machine.command("python3", pythonAnswer("/p/python3", "3.12.2"));
    machine.command("dnf", "exit 0");
    machine.command("bwrap", "exit 0");
    expect((await problemOf(machine)).fix).toBe(
      "Run: sudo dnf install -y gcc pkgconf-pkg-config cairo-devel pango-devel",
    );
    machine.context.platform = "darwin";
    expect((await problemOf(machine)).fix).toBe("Run: brew install cairo pango pkg-config");
  });

  it.each([
    ["root", true],
    ["a user who may use sudo without a password", false],
  ])("is installed by %s, with new package lists when the old ones do not do", async (_who, root) => {
    const machine = fakeMachine({ root });
    const log = join(machine.folder, "log");
    appendFileSync(log, "");
    machine.command("python3", pythonAnswer("/p/python3", "3.11.2"));
    machine.command("bwrap", "exit 0");
    machine.command("sudo", 'shift; case "$1" in true) exit 0;; DEBIAN*) shift;; esac; exec "$@"');
    machine.command(
      "apt-get",
      `echo "$1" >> ${log}; [ "$1" = update ] && echo x > ${log}.updated && exit 0; [ -e ${log}.updated ]`,
    );
    expect(await ensureManimNeeds(machine.context)).toBe("/p/python3");
    expect(readFileSync(log, "utf8")).toBe("install\nupdate\ninstall\n");
  });

  it("includes what Debian leaves out of its Python", async () => {
    const machine = withLibraries(fakeMachine());
    machine.command("bwrap", "exit 0");
    machine.command("python3", pythonAnswer("/usr/bin/python3", "3.11.2", { venv: false, headers: false }));
    expect((await problemOf(machine)).fix).toBe(
      "Run: sudo apt-get update && sudo apt-get install -y python3.11-venv python3.11-dev",
    );
  });

  it("is a newer Python where there are only old ones", async () => {
    const machine = withLibraries(fakeMachine());
    machine.command("python3", pythonAnswer("/p/python3", "3.9.2"));
    const problem = await problemOf(machine);
    expect(problem.code).toBe("python-too-old");
    expect(problem.message).toBe("Manim needs Python 3.11 or newer; /p/python3 is 3.9.2.");
  });

  it("is a Python where there is none", async () => {
    const windows = fakeMachine({ platform: "win32" });
    expect(await problemOf(windows)).toMatchObject({
      code: "python-missing",
      fix: expect.stringContaining("python.org") as string,
    });
    const linux = withLibraries(fakeMachine());
    linux.command("bwrap", "exit 0");
    expect((await problemOf(linux)).fix).toContain("apt-get install -y python3 python3-venv python3-dev");
  });
});
