// Builds dist/: extension.cjs (loaded by VS Code), connection.cjs (loaded by it when the backend starts), server.mjs (the backend), cli.mjs, service.mjs (loaded by it for serve and worker), panel.js and liveFrame.js (the webviews).
// `node esbuild.mjs schema` writes media/storyboard.schema.json and docs/problems.md; `node esbuild.mjs tests` bundles what runs inside the host,
// and the loopback Gemini for the benchmarks.
import { build } from "esbuild";
import { writeFileSync } from "node:fs";

const common = {
  bundle: true,
  sourcemap: false,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  target: "node22",
};
// Bundled CommonJS packages call require(); ES module output has none of its own.
const withRequire = {
  js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
};
// jsonc-parser's main is a UMD file whose require calls a bundler cannot follow; its module build can be.
const node = { ...common, platform: "node", format: "esm", banner: withRequire, mainFields: ["module", "main"] };

// The language client is most of the extension's code and is needed only once the backend starts: activation does
// without it.
const connectionApart = {
  name: "connection-apart",
  setup(build) {
    build.onResolve({ filter: /\/connection\.js$/ }, () => ({ path: "./connection.cjs", external: true }));
  },
};

// What stays (serve, worker) is a program of its own: it needs packages that the editor's package does without, and that no
// other command has to load.
const serviceApart = {
  name: "service-apart",
  setup(build) {
    build.onResolve({ filter: /^\.\/service\.js$/ }, () => ({ path: "./service.mjs", external: true }));
  },
};
const servicePackages = [
  ...["fastify", "@fastify/swagger", "@fastify/swagger-ui", "@fastify/rate-limit", "pino", "prom-client"],
  ...["bullmq", "ioredis"],
];

async function product() {
  const panel = { ...common, platform: "browser", format: "esm", target: "es2022" };
  await Promise.all(
    [
      {
        ...common,
        platform: "node",
        format: "cjs",
        entryPoints: ["client/src/extension.ts"],
        outfile: "dist/extension.cjs",
        external: ["vscode"],
        plugins: [connectionApart],
      },
      {
        ...common,
        platform: "node",
        format: "cjs",
        entryPoints: ["client/src/connection.ts"],
        outfile: "dist/connection.cjs",
        external: ["vscode"],
      },
      { ...node, entryPoints: ["server/src/main.ts"], outfile: "dist/server.mjs" },
      { ...node, entryPoints: ["server/src/cli/main.ts"], outfile: "dist/cli.mjs", plugins: [serviceApart] },
      { ...node, entryPoints: ["server/src/cli/service.ts"], outfile: "dist/service.mjs", external: servicePackages },
      { ...panel, entryPoints: ["webview/src/panel.ts"], outfile: "dist/panel.js" },
      { ...panel, entryPoints: ["webview/src/liveFrame.ts"], outfile: "dist/liveFrame.js" },
    ].map((options) => build(options)),
  );
}

async function schema() {
  const outfile = "dist/storyboardSchema.mjs";
  await build({ ...node, entryPoints: ["protocol/storyboard.ts"], outfile });
  const { Storyboard } = await import(`./${outfile}`);
  const { z } = await import("zod");
  const schema = { title: "Manim Video storyboard", ...z.toJSONSchema(Storyboard, { io: "input" }) };
  writeFileSync("media/storyboard.schema.json", JSON.stringify(schema, null, 2) + "\n");
  await problemPage();
}

async function problemPage() {
  const outfile = "dist/problems.mjs";
  await build({ ...node, entryPoints: ["protocol/problems.ts"], outfile });
  const { problemKinds } = await import(`./${outfile}`);
  const sections = Object.entries(problemKinds).map(([code, { title, severity, retryable, fix }]) => {
    const again = retryable ? "; trying again may help" : "";
    return `## \`${code}\`\n\n${title} (${severity}${again}).\n\n${fix}\n`;
  });
  const head = `# Problems

Every problem that Manim Video can report, in the same words in the editor, the panel and the command line.
\`npm run schema\` writes this page from \`protocol/problems.ts\`; a test compares them.
`;
  writeFileSync("docs/problems.md", [head, ...sections].join("\n"));
}

async function tests() {
  await build({
    ...common,
    platform: "node",
    format: "cjs",
    minify: false,
    entryPoints: ["test/host/suite/index.ts"],
    outfile: "dist/test/hostSuite.cjs",
    external: ["vscode", "mocha"],
  });
  await build({
    ...node,
    minify: false,
    entryPoints: ["test/fixtures/gemini/main.ts"],
    outfile: "dist/test/geminiServer.mjs",
  });
}

await { undefined: product, schema, tests }[String(process.argv[2])]();
