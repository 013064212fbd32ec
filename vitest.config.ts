import { defineConfig } from "vitest/config";

/** Two suites: `unit` needs nothing but Node, `server` starts real processes with the Python that setup made. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 20_000 } },
      {
        test: {
          name: "server",
          include: ["test/server/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "host",
          include: ["test/host/**/*.test.ts"],
          // As long as Playwright waits: a second is nothing on a busy machine.
          expect: { poll: { timeout: 30_000, interval: 100 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
