import { Script, createContext } from "node:vm";
import { importsOf } from "../../src/program/annotations/collectFiles";
import { compileProgram } from "../../src/program/compiler/compile";
import type { CompileResult } from "../../src/program/compiler/compile";
import { detachArrayBuffer } from "./detach";
import { failsNatively } from "./native";
import { readMetadata } from "./metadata";
import type { Metadata } from "./metadata";
import type { Result, runProgram } from "./realm";
import {
  AWAIT,
  NO_GLOBAL_OBJECT,
  OWN_FEATURES,
  SCRIPT,
  STANDARD_NAMES,
  UNDECLARED,
  UNSUPPORTED,
} from "./unsupported";
import { skipReason } from "./skipReason";
import type { Suite } from "./suite";
import { PASS, fail, skip } from "./verdict";
import type { Verdict } from "./verdict";

const ROOT = "file:///";
const PROVIDED = new Set(["console", "Date", "print", "$262", "Float16Array"]);
const COMPLETE = "Test262:AsyncTestComplete";

/** Runs tests, each in a realm of its own. */
export class Executor {
  private readonly realm: Script;

  /** @param realmSource text whose value is the module realm.ts. */
  constructor(
    private readonly suite: Suite,
    realmSource: string,
  ) {
    this.realm = new Script(realmSource, { filename: "realm.js" });
  }

  execute(path: string): Verdict {
    const text = this.suite.read(path);
    const metadata = readMetadata(text);
    const reason = skipReason(path, text, metadata);
    if (reason !== undefined) return skip(reason);
    return this.run(this.compile(path, text, metadata), metadata);
  }

  /** Whether the JavaScript engine that runs us fails the test, too, and what the test is about is the engine's own. */
  async hostFails(path: string): Promise<boolean> {
    const text = this.suite.read(path);
    const metadata = readMetadata(text);
    if (metadata.features.some((each) => OWN_FEATURES.has(each))) return false;
    const harness = this.suite.harnessFor(metadata.includes, metadata.flags.includes("async"));
    return failsNatively(`${harness}\n${text}`, metadata);
  }

  private compile(path: string, text: string, metadata: Metadata): CompileResult {
    const entryUri = ROOT + path;
    const harness = this.suite.harnessFor(metadata.includes, metadata.flags.includes("async"));
    const files = new Map([[entryUri, `${harness}\n${text}`]]);
    if (metadata.flags.includes("module")) this.collect(entryUri, text, files);
    return compileProgram({
      files,
      entryUri,
      resolve: (specifier, from) => {
        const uri = new URL(specifier, from).href;
        return files.has(uri) ? uri : undefined;
      },
      meter: "budget",
      addLoc: () => 0,
      providedGlobals: PROVIDED,
    });
  }

  /** Adds what a module imports, and what that imports. */
  private collect(from: string, text: string, files: Map<string, string>): void {
    for (const { specifier } of importsOf(text)) {
      const uri = new URL(specifier, from).href;
      const path = decodeURI(uri.slice(ROOT.length));
      if (files.has(uri) || !this.suite.has(path)) continue;
      const imported = this.suite.read(path);
      files.set(uri, imported);
      this.collect(uri, imported, files);
    }
  }

  private run(compiled: CompileResult, metadata: Metadata): Verdict {
    const { negative, flags } = metadata;
    const early = negative !== undefined && negative.phase !== "runtime";
    if ("diagnostics" in compiled) {
      const errors = compiled.diagnostics.filter((each) => each.severity === "error");
      return refused(
        errors.map((each) => each.message),
        early,
      );
    }
    if (early) return fail(`no error of phase ${negative.phase}`);
    const result = this.start(compiled.ok);
    if (negative !== undefined)
      return result.error?.name === negative.type
        ? PASS
        : fail(`expected ${negative.type}, not ${result.error?.text ?? "nothing"}`);
    if (result.error !== undefined) return fail(result.error.text);
    if (!flags.includes("async")) return PASS;
    const failure = result.printed.find((line) => line !== COMPLETE);
    if (failure !== undefined) return fail(failure.replace("Test262:AsyncTestFailure:", ""));
    return result.printed.length === 1 ? PASS : fail(`$DONE was called ${result.printed.length} times`);
  }

  private start(program: Parameters<typeof runProgram>[0]): Result {
    const context = createContext({});
    const realm = this.realm.runInContext(context) as { readonly runProgram: typeof runProgram };
    return realm.runProgram(program, detachArrayBuffer);
  }
}

/** The program has errors before it runs. */
function refused(messages: readonly string[], early: boolean): Verdict {
  const mistake = messages.find(isMistake);
  const [first = "no message"] = messages;
  const why = mistake === undefined ? refusedName(first) : undefined;
  if (why !== undefined) return skip(why);
  if (mistake === undefined && messages.every(isUndeclared)) return skip(UNDECLARED);
  if (!early && mistake !== undefined && MODULE_ONLY.test(mistake)) return skip(AWAIT);
  if (!early && mistake !== undefined && TWICE.test(mistake)) return skip(SCRIPT);
  if (early) return mistake === undefined ? fail(`refused: ${first}`) : PASS;
  return fail(`refused: ${mistake ?? first}`);
}

const MODULE_ONLY = /reserved word 'await'/;

/** Functions and variables of one name. */
const TWICE = /^syntax error: Identifier '[^']+' has already been declared/;

/** Why a name that the compiler refuses may not be used. */
function refusedName(message: string): string | undefined {
  if (/^globalThis cannot be changed/.test(message)) return NO_GLOBAL_OBJECT;
  if (/^cannot assign to \w+: it is a standard name/.test(message)) return STANDARD_NAMES;
  const name = /^(\w+) cannot be (?:used|called) in a simulation/.exec(message)?.[1] ?? "";
  return Object.hasOwn(UNSUPPORTED.globals, name) ? UNSUPPORTED.globals[name] : undefined;
}

/** A message is about a name that neither the test nor the standard declares. */
function isUndeclared(message: string): boolean {
  const name = /^unknown name ([^:]+):/.exec(message)?.[1];
  return name !== undefined && !(name in globalThis);
}

/** A message says that the text is wrong, not that the program uses what there is not. */
function isMistake(message: string): boolean {
  return /^syntax error: |^this syntax is not supported|^private name |^cannot export |exports (?:nothing|only a type) named/.test(
    message,
  );
}
