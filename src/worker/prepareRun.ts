import { DEFAULT_CONFIG } from "../shared/config";
import type { RunConfig } from "../shared/config";
import { NONE } from "../shared/ids";
import { LineMap, toDiagnostic } from "../program/annotations/problem";
import type { EventLog } from "../shared/log/eventLog";
import type { ProgramDiagnostic, RunInput } from "../shared/messages/worker";
import type { RunEndName } from "../shared/enums";
import { importCandidates, SCHEDLENS_MODULE } from "../program/annotations/collectFiles";
import { resolveConfig } from "../program/annotations/resolveConfig";
import { scanText } from "../program/annotations/scan";
import type { Entry } from "../program/annotations/scan";
import { nearest } from "../program/annotations/nearest";
import { isStackOverflow } from "../program/annotations/nesting";
import { compileProgram, tooDeep } from "../program/compiler/compile";
import { ANNOTATIONS_MODULE, NATIVE_MODULE, PRELUDE, PRELUDE_FILES } from "../program/library/prelude/index";
import { startProgram } from "../program/library/startProgram";
import { Simulation } from "../sim/simulation";

/** A program that is ready to run. */
export interface PreparedRun {
  readonly log: EventLog;
  /** Goes on for up to `steps` steps of the kernel. Whether the run is over. */
  step(steps: number): boolean;
  /** Makes the steps from here on as short as they may well be; the run stays the same. */
  takeShortSteps(): void;
  /** ` at FILE:LINE` of what ran last, or nothing. */
  whereabouts(): string;
  /** Ends the run now. */
  stop(how: RunEndName, message: string): void;
}

/** Whether somebody is going to look at how much memory there is, so that what the program allocates has to be counted. */
function watchesMemory(texts: Iterable<string>, { memory, overcommit }: RunConfig): boolean {
  if (overcommit || memory !== DEFAULT_CONFIG.memory) return true;
  return [...texts].some((text) => /\b(ps|[gs]etrlimit)\b/.test(text));
}

/** Compiles the program and sets up its simulation; nothing runs yet. Problems of the text are diagnostics. */
export function prepareRun(
  input: RunInput,
): PreparedRun | { readonly diagnostics: readonly ProgramDiagnostic[] } {
  const files = new Map(input.files);
  const chosen = chooseEntry(files, input);
  if ("diagnostics" in chosen) return chosen;
  const { entry } = chosen;
  const config = resolveConfig(input.settings, entry.tag, input.overrides);
  const simulation = new Simulation(config);
  const { log, costs } = simulation;
  const fileRows = new Map<string, number>();
  for (const [uri, text] of input.files) fileRows.set(uri, log.tables.files.push({ uri, text }) - 1);

  const forks = [...files.values()].some((text) => /\bfork\b/.test(text));
  // Whether it may give memory away, whose accesses are then faults.
  const remaps = [...files.values()].some((text) => /(["'`])remap\1/.test(text));
  const compiled = compileProgram({
    files: new Map([...files, ...PRELUDE_FILES]),
    entryUri: input.entryUri,
    resolve: (specifier, from) => resolveModule(specifier, from, files),
    meter: costs.statements ? "budget" : "steps",
    countsHeap: config.gc || watchesMemory(files.values(), config),
    forks,
    writes: forks || remaps,
    accesses: remaps,
    addLoc: ({ uri, line, column, fn }) => {
      const file = fileRows.get(uri);
      return file === undefined ? NONE : log.tables.addLoc({ file, line, column, fn });
    },
  });
  if ("diagnostics" in compiled) return compiled;
  try {
    startProgram({ program: compiled.ok, simulation, entryUri: input.entryUri, entry: entry.name });
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    return { diagnostics: [tooDeep({ files, entryUri: input.entryUri })] };
  }
  return {
    log,
    step: (steps) => simulation.run(steps),
    takeShortSteps: () => simulation.cpu.takeShortTurns(),
    whereabouts: () => simulation.whereabouts(),
    stop: (how, message) => simulation.stop(how, message),
  };
}

/** The module that an import of a program, or of the prelude, means. */
function resolveModule(
  specifier: string,
  from: string,
  files: ReadonlyMap<string, string>,
): string | undefined {
  if (specifier === SCHEDLENS_MODULE) return PRELUDE.schedlens;
  if (PRELUDE_FILES.has(from)) return specifier;
  if (specifier === ANNOTATIONS_MODULE || specifier === NATIVE_MODULE) return undefined;
  return importCandidates(specifier, from).find((uri) => files.has(uri));
}

function chooseEntry(
  files: ReadonlyMap<string, string>,
  input: RunInput,
): { entry: Entry } | { diagnostics: ProgramDiagnostic[] } {
  const diagnostics: ProgramDiagnostic[] = [];
  let entries: readonly Entry[] = [];
  for (const [uri, text] of files) {
    const scan = scanText(text, uri);
    diagnostics.push(...scan.diagnostics.filter((each) => each.severity === "error"));
    if (uri === input.entryUri) entries = scan.entries;
  }
  if (diagnostics.length > 0) return { diagnostics };
  const text = files.get(input.entryUri) ?? "";
  const fail = (message: string): { diagnostics: ProgramDiagnostic[] } => ({
    diagnostics: [
      toDiagnostic({ start: 0, end: 0, message, severity: "error" }, input.entryUri, new LineMap(text)),
    ],
  });
  const names = entries.map((each) => each.name);
  const [first, ...more] = entries;
  if (first === undefined) {
    return fail(
      "there is nothing to run: write /** @simulate */ above a top-level function without required parameters",
    );
  }
  if (input.entry === undefined) {
    if (more.length > 0) return fail(`there are several entry functions: choose one of ${names.join(", ")}`);
    return { entry: first };
  }
  const found = entries.find((each) => each.name === input.entry);
  if (found !== undefined) return { entry: found };
  const meant = nearest(input.entry, names);
  const hint = meant === undefined ? `entry functions are ${names.join(", ")}` : `did you mean ${meant}?`;
  return fail(`no @simulate function is called ${input.entry}: ${hint}`);
}
