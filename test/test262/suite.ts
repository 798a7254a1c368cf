import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const HARNESS_OF_ALL = ["assert.js", "sta.js"];

/** A checkout of the standard's suite: `test` with the tests, `harness` with what they share. */
export class Suite {
  private readonly harness = new Map<string, string>();

  /** @throws where the folder is no checkout. */
  constructor(private readonly root: string) {
    for (const needed of ["test", "harness"])
      if (!existsSync(join(root, needed)))
        throw new Error(`${root} has no folder ${needed}: it is no checkout`);
  }

  /** The tests below the folders or files of these names, as paths below `test`, in order. */
  tests(prefixes: readonly string[]): string[] {
    return prefixes.flatMap((prefix) => this.below(prefix.replace(/\/$/, "")));
  }

  private below(path: string): string[] {
    if (!statSync(join(this.root, "test", path)).isDirectory()) return [path];
    return readdirSync(join(this.root, "test", path), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((each) => {
        if (each.isDirectory()) return this.below(`${path}/${each.name}`);
        return each.name.endsWith(".js") && !each.name.includes("_FIXTURE") ? [`${path}/${each.name}`] : [];
      });
  }

  /** Text of a test, or of a module that a test imports. */
  read(path: string): string {
    return readFileSync(join(this.root, "test", path), "utf8");
  }

  has(path: string): boolean {
    return existsSync(join(this.root, "test", path));
  }

  /** The files of the harness that a test wants, in order. */
  harnessFor(includes: readonly string[], async: boolean): string {
    const names = [...HARNESS_OF_ALL, ...(async ? ["doneprintHandle.js"] : []), ...includes];
    return [...new Set(names)].map((name) => this.harnessFile(name)).join("\n");
  }

  private harnessFile(name: string): string {
    const known = this.harness.get(name);
    if (known !== undefined) return known;
    const text = OVERRIDES.get(name) ?? asModule(readFileSync(join(this.root, "harness", name), "utf8"));
    this.harness.set(name, text);
    return text;
  }
}

/** Files of the harness that a host may write anew: these make code from text. */
const OVERRIDES: ReadonlyMap<string, string> = new Map([
  ["fnGlobalObject.js", "function fnGlobalObject() { return globalThis; }"],
]);

/** Places of the harness where it looks at the global object or makes code from text → the same without. */
const REPLACED: readonly (readonly [text: string, by: string])[] = [
  ['!Object.prototype.hasOwnProperty.call(globalThis, "$DONE")', 'typeof $DONE !== "function"'],
  [
    "new Function('return class My' + type + ' extends ' + type + ' {}')()",
    `{
      Uint8Array: class MyUint8Array extends Uint8Array {},
      Float32Array: class MyFloat32Array extends Float32Array {},
      BigInt64Array: class MyBigInt64Array extends BigInt64Array {},
    }[type]`,
  ],
];

function asModule(text: string): string {
  return REPLACED.reduce((changed, [from, to]) => changed.replace(from, () => to), text);
}
