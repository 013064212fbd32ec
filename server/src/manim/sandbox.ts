/**
 * The operating system's sandbox around a worker: bubblewrap on Linux. Inside there is no network, the file system is
 * read-only but for the scratch folder, and other processes cannot be seen. Arguments from the facts measured in
 * shared/prototypes/sandbox-run.sh; 11 to 16 ms of start-up.
 */
import { existsSync } from "node:fs";
import { runProcess, type ProcessStart } from "../processes.js";

export type Sandbox = { kind: "bubblewrap"; path: string } | { kind: "none"; reason: string };

const bubblewrap = "/usr/bin/bwrap";
const readOnly = [
  "/etc/fonts",
  "/etc/texmf",
  "/var/lib/texmf",
  "/etc/ld.so.cache",
  "/etc/passwd",
  "/etc/alternatives",
  "/var/cache/fontconfig",
];

/** Tries the sandbox once: some systems have bubblewrap and refuse its namespaces. */
export async function findSandbox(wanted: boolean): Promise<Sandbox> {
  if (!wanted) return { kind: "none", reason: "switched off by manimVideo.sandbox" };
  if (process.platform !== "linux") return { kind: "none", reason: `no sandbox is used on ${process.platform} yet` };
  if (!existsSync(bubblewrap))
    return { kind: "none", reason: "bubblewrap is not installed (apt-get install bubblewrap)" };
  const probe = { command: bubblewrap, args: ["--unshare-all", "--ro-bind", "/", "/", "--", "/bin/true"], env: {} };
  const { code, stderr } = await runProcess(probe, 5000);
  return code === 0
    ? { kind: "bubblewrap", path: bubblewrap }
    : { kind: "none", reason: `bubblewrap is refused here: ${stderr.trim().slice(0, 200)}` };
}

/** Folders that the run may read, beside the system's own, and the one it may write. */
export interface SandboxFolders {
  readable: string[];
  /** Null for a run that writes nothing. */
  writable: string | null;
  /** The graphics card's, where it is to be used. */
  devices?: string[];
}

/** Where drivers look for the card that a device is of. */
const deviceFolders = ["/sys/dev/char", "/sys/devices", "/etc/glvnd", "/etc/vulkan", "/etc/OpenCL"];

/** Wraps a start so that it runs inside the sandbox; unchanged where there is none. */
export function inSandbox(sandbox: Sandbox, start: ProcessStart, folders: SandboxFolders): ProcessStart {
  if (sandbox.kind === "none") return start;
  const bind = (option: string, paths: string[]): string[] => paths.flatMap((path) => [option, path, path]);
  const { writable, devices = [] } = folders;
  const place = writable ?? "/tmp";
  const args = [
    ...["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--hostname", "scene"],
    ...["--ro-bind", "/usr", "/usr"],
    ...["bin", "lib", "lib64", "sbin"].flatMap((name) => ["--symlink", `usr/${name}`, `/${name}`]),
    ...bind("--ro-bind-try", readOnly),
    ...["--proc", "/proc", "--dev", "/dev", "--size", String(256 * 1024 * 1024), "--tmpfs", "/tmp"],
    ...bind("--ro-bind", folders.readable),
    ...(devices.length === 0 ? [] : [...bind("--dev-bind-try", devices), ...bind("--ro-bind-try", deviceFolders)]),
    ...(writable === null ? [] : bind("--bind", [writable])),
    ...["--chdir", place, "--", start.command, ...start.args],
  ];
  return { command: sandbox.path, args, env: start.env };
}
