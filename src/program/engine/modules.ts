import { present } from "../../shared/assert";
import type { CompiledProgram, ExportTarget, ModuleImage } from "../compiler/image";
import type { Code } from "./code";
import { UNINITIALIZED } from "./marks";
import { early } from "./support/messages";
import { makeNamespace } from "./support/namespace";

/** The variables of one module, and links to what it imports. */
export type Environment = Record<string, unknown>;

export type NativeModules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Fills the environments of modules: variables, links, function declarations. Positions are those of the program's modules.
 * @param which the modules to fill.
 */
export function linkModules(
  images: readonly ModuleImage[],
  code: Code,
  natives: NativeModules,
  environments: readonly Environment[],
  which: readonly number[],
): void {
  for (const index of which) {
    const image = present(images[index], "module");
    const env = present(environments[index], "environment");
    for (const { name, checked } of image.slots) env[name] = checked ? UNINITIALIZED : undefined;
    for (const module of image.modules) env[`$m${module}`] = environments[module];
    for (const { slot, uri, name } of image.natives) env[slot] = nativeValue(natives, uri, name);
    for (const { slot, uri } of image.nativeNamespaces) env[slot] = nativeModule(natives, uri);
    for (const module of image.namespaces)
      env[`$ns${module}`] = namespace(present(images[module], "module"), natives, images, environments);
  }
  for (const index of which) code.links[index]?.(present(environments[index], "environment"));
}

function nativeModule(natives: NativeModules, uri: string): Readonly<Record<string, unknown>> {
  const module = natives[uri];
  if (module === undefined) throw new Error(`the engine was given no native module ${uri}`);
  return module;
}

function nativeValue(natives: NativeModules, uri: string, name: string): unknown {
  const module = nativeModule(natives, uri);
  if (!(name in module)) throw new Error(`the native module ${uri} has no ${name}`);
  return module[name];
}

/** The present value of an export. Throws where it is not initialized yet. */
export function exportValue(
  target: ExportTarget,
  name: string,
  natives: NativeModules,
  images: readonly ModuleImage[],
  environments: readonly Environment[],
): unknown {
  switch (target.kind) {
    case "slot": {
      const value = environments[target.module]?.[target.slot];
      return value === UNINITIALIZED ? early(name) : value;
    }
    case "namespace":
      return namespace(present(images[target.module], "module"), natives, images, environments);
    case "native":
      return nativeValue(natives, target.uri, target.name);
    case "nativeNamespace":
      return nativeModule(natives, target.uri);
  }
}

/** Makes those namespace objects for the environments of a clone that there are of the original's. */
export function copyNamespaces(
  { program, natives }: { readonly program: CompiledProgram; readonly natives: NativeModules },
  from: readonly Environment[],
  to: readonly Environment[],
  copied: (from: object, to: object) => void,
): void {
  for (const [image, object] of namespaces.get(from) ?? [])
    copied(object, namespace(image, natives, program.modules, to));
}

const namespaces = new WeakMap<readonly Environment[], Map<ModuleImage, object>>();

/** The object that `import * as` names: its properties are the module's variables. */
function namespace(
  image: ModuleImage,
  natives: NativeModules,
  images: readonly ModuleImage[],
  environments: readonly Environment[],
): object {
  const made = namespaces.get(environments) ?? new Map<ModuleImage, object>();
  namespaces.set(environments, made);
  const known = made.get(image);
  if (known !== undefined) return known;
  const object = makeNamespace([...image.exports.keys()], (name) =>
    exportValue(present(image.exports.get(name), "export"), name, natives, images, environments),
  );
  made.set(image, object);
  return object;
}
