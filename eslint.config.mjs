import tseslint from "typescript-eslint";

/**
 * The layering rule: each layer may import only the layers below it. `restrict` lists what a layer must not name.
 * The same rule is enforced by the project references in each layer's tsconfig.json.
 */
const LAYERS = ["shared", "sim", "program", "analysis", "formats", "explore", "worker", "host", "cli"];
const ALLOWED = {
  shared: [],
  sim: ["shared"],
  program: ["shared", "sim"],
  analysis: ["shared"],
  formats: ["shared"],
  worker: ["shared", "sim", "program", "analysis", "formats", "explore"],
  host: ["shared", "analysis", "formats"],
  cli: ["shared", "analysis", "formats"],
};
/** The one door to a simulation for host and cli, and the only part of `program` that they may read. */
const EXTRA = {
  host: ["program/annotations", "worker/starter"],
  cli: ["program/annotations", "worker/starter"],
};

function layerRule(layer, depthPrefix) {
  const allowed = new Set([layer, ...ALLOWED[layer]]);
  const extra = EXTRA[layer] ?? [];
  const group = LAYERS.filter((other) => !allowed.has(other)).flatMap((other) => [
    `**/${other}/**`,
    ...extra
      .filter((path) => path.startsWith(`${other}/`))
      .flatMap((path) => [`!**/${path}`, `!**/${path}/**`]),
  ]);
  const patterns = [
    {
      group: [...group, "**/webview/**", "**/viewer/**"],
      message: `${layer} may not import this layer (${depthPrefix}).`,
    },
  ];
  if (layer !== "host" && layer !== "worker")
    patterns.push({ group: ["vscode"], message: "Only host and the worker starters may import vscode." });
  if (layer !== "cli" && layer !== "worker")
    patterns.push({ group: ["node:*"], message: "Only cli and the worker starters may use Node." });
  return { "no-restricted-imports": ["error", { patterns }] };
}

const PURE_GLOBALS = [
  "Date",
  "performance",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "fetch",
  "process",
  "require",
].map((name) => ({ name, message: "The simulation must not read the real clock, timers or host." }));

export default tseslint.config(
  {
    ignores: [
      "build/**",
      "dist/**",
      "artifacts/**",
      ".vscode-test/**",
      "**/node_modules/**",
      "test/fixtures/**",
      "test/oracles/*/ports/**",
      "test/oracles/suite/**",
      "test/engine/corpus/**",
      "test/engine/asyncCorpus/**",
      "test/golden/programs/**",
      "bench/go/**",
      "test/findings/programs/**",
      "test/test262/fixtures/**",
      "examples/**",
      "types/**",
    ],
  },
  ...tseslint.configs.strictTypeChecked.map((config) => ({
    ...config,
    files: ["src/**/*.ts", "webview/**/*.ts", "viewer/**/*.ts", "test/**/*.ts", "bench/**/*.ts"],
  })),
  {
    files: ["src/**/*.ts", "webview/**/*.ts", "viewer/**/*.ts", "test/**/*.ts", "bench/**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  ...Object.keys(ALLOWED).map((layer) => ({
    files: [`src/${layer}/**/*.ts`],
    rules: layerRule(layer, "see docs/architecture.md"),
  })),
  {
    files: ["webview/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: [
                "**/sim/**",
                "**/program/**",
                "**/worker/**",
                "**/host/**",
                "**/cli/**",
                "**/formats/**",
                "**/viewer/**",
                "vscode",
                "node:*",
              ],
              message: "The webview may import only shared and analysis.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["viewer/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: [
                "**/sim/**",
                "**/program/**",
                "**/worker/**",
                "**/host/**",
                "**/cli/**",
                "vscode",
                "node:*",
              ],
              message: "The viewer may import only shared, analysis, formats and the webview.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["src/sim/**/*.ts", "src/program/**/*.ts", "src/analysis/**/*.ts", "src/shared/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", ...PURE_GLOBALS],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Use the seeded generator." },
      ],
    },
  },
  { files: ["src/cli/**/*.ts", "bench/**/*.ts", "test/**/*.ts"], rules: { "no-console": "off" } },
  {
    files: ["test/**/*.ts", "bench/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
