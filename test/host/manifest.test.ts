import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  COMMANDS,
  CONTEXT_KEYS,
  GOROUTINE_COLORS,
  PANEL_TYPE,
  SETTINGS,
  TRACE_EDITOR,
  TRACE_EXTENSION,
  TREE_CONTEXTS,
  VIEW_CONTAINER,
  VIEWS,
} from "../../src/host/contributions";
import { DEFAULT_TEXTS } from "../../src/host/configuration/values";
import { RUN_OPTIONS } from "../../src/program/annotations/options";
import { manifest as localizedManifest } from "./support/manifest";

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}
interface Manifest {
  readonly main: string;
  readonly browser: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly description: string;
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly { readonly command: string; readonly when?: string }[];
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly icon: string }[];
    };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when?: string;
    }[];
    readonly customEditors: readonly object[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          {
            readonly default: string | number | boolean | null;
            readonly markdownDescription: string;
            readonly minimum?: number;
            readonly maximum?: number;
          }
        >
      >;
    };
    readonly colors: readonly { readonly id: string; readonly defaults: object }[];
  };
}

const root = join(import.meta.dirname, "../..");
const manifest = localizedManifest as Manifest;
const { contributes } = manifest;
const sorted = (names: Iterable<string>): string[] => [...names].sort();

/** Everything in the manifest that is a `when` clause. */
const clauses = [
  ...Object.values(contributes.menus).flat(),
  ...contributes.keybindings,
  ...contributes.viewsWelcome,
].flatMap(({ when }) => (when === undefined ? [] : [when]));

describe("package.json contributes exactly what the code knows", () => {
  test("commands, all of one category", () => {
    expect(sorted(contributes.commands.map(({ command }) => command))).toEqual(
      sorted(Object.values(COMMANDS)),
    );
    expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(new Set(["SchedLens"]));
  });

  test("menus, keybindings and welcome texts name only our commands and views", () => {
    const commands = new Set<string>(Object.values(COMMANDS));
    const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(
      ({ command }) => command,
    );
    for (const command of named) expect(commands).toContain(command);
    for (const { contents } of contributes.viewsWelcome)
      for (const [, command] of contents.matchAll(/\(command:([^)]+)\)/g))
        expect(commands).toContain(command);
    for (const clause of clauses)
      for (const [, view] of clause.matchAll(/view == (\S+)/g))
        expect(Object.values(VIEWS)).toContain(view?.replace(/\)$/, ""));
  });

  test("no command is hidden from the palette", () => {
    expect(contributes.menus["commandPalette"]?.some(({ when }) => when === "false")).toBe(false);
  });

  test("context keys are read and set under the same names", () => {
    const read = new Set(
      clauses.flatMap((clause) => [...clause.matchAll(/schedlens\.[a-zA-Z]+/g)].map(([key]) => key)),
    );
    const keys = new Set<string>(Object.values(CONTEXT_KEYS));
    const views = new Set<string>(Object.values(VIEWS));
    expect(sorted([...read].filter((key) => !views.has(key)))).toEqual(sorted(keys));
    const items = clauses.flatMap((clause) =>
      [...clause.matchAll(/viewItem == (\w+)/g)].map(([, item]) => item ?? ""),
    );
    for (const item of items) expect(Object.values(TREE_CONTEXTS)).toContain(item);
  });

  test("views, each with a welcome text", () => {
    expect(contributes.viewsContainers.activitybar.map(({ id }) => id)).toEqual([VIEW_CONTAINER]);
    expect(sorted((contributes.views[VIEW_CONTAINER] ?? []).map(({ id }) => id))).toEqual(
      sorted(Object.values(VIEWS)),
    );
    for (const view of Object.values(VIEWS))
      expect(contributes.viewsWelcome.map((each) => each.view)).toContain(view);
    expect(PANEL_TYPE).toBe("schedlens.panel");
  });

  test("the editor of trace files", () => {
    expect(contributes.customEditors).toMatchObject([
      { viewType: TRACE_EDITOR, selector: [{ filenamePattern: `*${TRACE_EXTENSION}` }] },
    ]);
  });

  test("settings: one for each option of a run, with the same default, and those of the editor", () => {
    const { section, ...names } = SETTINGS;
    const own = Object.values(names).map((name) => `${section}.${name}`);
    const options = RUN_OPTIONS.map(({ key }) => `${SETTINGS.section}.${key}`);
    expect(sorted(Object.keys(contributes.configuration.properties))).toEqual(sorted([...own, ...options]));
    for (const { key } of RUN_OPTIONS) {
      const property = contributes.configuration.properties[`${SETTINGS.section}.${key}`];
      expect(String(property?.default ?? "")).toBe(DEFAULT_TEXTS[key]);
      expect(property?.markdownDescription).toMatch(/\.$/);
    }
  });

  test("in a folder that is not trusted, what runs by itself is held back, and that is said", () => {
    const { supported, description, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(supported).toBe("limited");
    expect(description).toContain("run on save");
    expect(restrictedConfigurations).toEqual([`${SETTINGS.section}.${SETTINGS.runOnSave}`]);
  });

  test("ranges of settings are those of the options", () => {
    for (const option of RUN_OPTIONS) {
      const property = contributes.configuration.properties[`${SETTINGS.section}.${option.key}`];
      if (property?.minimum === undefined || property.maximum === undefined) continue;
      for (const inside of [property.minimum, property.maximum])
        expect(option.parse(String(inside))).toHaveProperty("value");
      for (const outside of [property.minimum - 1, property.maximum + 1])
        expect(option.parse(String(outside))).toHaveProperty("error");
    }
  });

  test("colours, for all kinds of themes", () => {
    expect(contributes.colors.map(({ id }) => id)).toEqual(GOROUTINE_COLORS);
    for (const { defaults } of contributes.colors)
      expect(sorted(Object.keys(defaults))).toEqual(["dark", "highContrast", "highContrastLight", "light"]);
  });

  test("the files that it names are in the package", () => {
    const packed = new Set(vsceList());
    const icons = [
      ...contributes.viewsContainers.activitybar,
      ...(contributes.views[VIEW_CONTAINER] ?? []),
    ].map(({ icon }) => icon);
    for (const name of [manifest.icon, ...icons]) expect(packed).toContain(name);
    for (const name of [manifest.main, manifest.browser])
      expect(existsSync(join(root, name)) ? packed : [name.slice(2)]).toContain(name.slice(2));
  });
});

/** What would be published: the names that `vsce ls` prints. */
function vsceList(): string[] {
  const vsce = join(root, "node_modules/@vscode/vsce/vsce");
  return execFileSync(process.execPath, [vsce, "ls", "--no-dependencies"], { cwd: root, encoding: "utf8" })
    .trim()
    .split("\n");
}

describe("the package", () => {
  /** Built, so not there in a fresh checkout. */
  const BUILT = [
    "dist/extension.js",
    "dist/extension.web.js",
    "dist/viewer.css",
    "dist/viewer.js",
    "dist/webview.css",
    "dist/webview.js",
    "dist/worker.node.js",
    "dist/worker.web.js",
  ];
  const EXPECTED = readFileSync(join(import.meta.dirname, "package-files.txt"), "utf8")
    .trim()
    .split("\n");

  test("holds the files that package-files.txt lists and no others", () => {
    const wanted = EXPECTED.filter((name) => !BUILT.includes(name) || existsSync(join(root, name)));
    expect(sorted(vsceList())).toEqual(sorted(wanted));
    for (const name of BUILT) expect(EXPECTED).toContain(name);
  });
});
