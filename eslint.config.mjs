// The import boundaries of docs/architecture.md, held by the linter.
import js from "@eslint/js";
import globals from "globals";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

const nothing = (patterns, message) => ({
  "no-restricted-imports": ["error", { patterns: [{ group: patterns, message }] }],
});

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "test-output/**", "manim-videos/**", "server/python/**"] },
  js.configs.recommended,
  { files: ["**/*.mjs"], languageOptions: { globals: globals.node } },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "import-x": importX },
    rules: {
      "import-x/no-cycle": "error",
      "max-lines": ["error", { max: 400, skipBlankLines: false, skipComments: false }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
    settings: { "import-x/resolver-next": [importX.createNodeResolver({ extensions: [".ts", ".js"] })] },
  },
  {
    files: ["protocol/**/*.ts"],
    rules: nothing(["**/client/**", "**/server/**", "**/webview/**", "vscode"], "protocol/ imports nothing of ours"),
  },
  {
    files: ["server/**/*.ts"],
    rules: nothing(["**/client/**", "**/webview/**", "vscode"], "server meets client and webview in protocol/ only"),
  },
  {
    files: ["server/src/pipeline/stages/**/*.ts"],
    rules: nothing(
      ["**/client/**", "**/webview/**", "vscode", "**/jobs/**", "./*"],
      "stages import neither each other nor jobs/",
    ),
  },
  {
    files: ["webview/**/*.ts"],
    rules: nothing(["**/client/**", "**/server/src/**", "vscode"], "webview meets the others in protocol/ only"),
  },
  {
    files: ["client/**/*.ts"],
    rules: nothing(["**/server/src/**", "**/webview/src/**"], "client meets the others in protocol/ only"),
  },
  {
    files: ["server/src/**/*.ts"],
    ignores: ["server/src/processes.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ImportDeclaration[source.value=/^(node:)?child_process$|^execa$/]",
          message: "only processes.ts starts processes",
        },
      ],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off", "@typescript-eslint/no-floating-promises": "error" },
  },
);
