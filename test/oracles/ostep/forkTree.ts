/** OSTEP's fork: who is whose child after each fork and exit. */

export interface Step {
  readonly actor: string;
  /** Whom it forks; nothing where it exits. */
  readonly child: string | undefined;
}

/**
 * Where the children of a process that exits go.
 * - `root`: all its descendants become children of the root, unlike in Unix.
 * - `parent` (`-R`): its children become its parent's.
 * - `refused` (`-L`): a process with children does not exit.
 */
export type Orphans = "root" | "parent" | "refused";

/** `a+b,b-`: a forks b, b exits. */
export function forkSteps(actions: string): Step[] {
  return actions.split(",").map((action) => {
    const [actor = "", child = ""] = action.split(/[+-]/);
    return { actor, child: child === "" ? undefined : child };
  });
}

/**
 * Each process knows the plan and does its own steps, one each millisecond; in the last quarter of it all that live print who they and
 * their parents are, and nobody returns before all have. Linux gives orphans to the nearest subreaper among their ancestors: that is the root alone, or everyone.
 * For `root` a descendant with children goes on in a new process and exits itself, so that the kernel gives its children to the root, too.
 */
export function forkProgram(steps: readonly Step[], orphans: Orphans): string {
  return `import { os, time } from "schedlens";
const steps: { actor: string; child?: string }[] = ${JSON.stringify(steps)};
const STEP = 1_000_000;
const parents = new Map<string, string>();
function sleepUntil(at: number) {
  if (at > time.now()) os.sleep(at - time.now());
}
/** Takes the ends of children that are over; says whether there are others. */
function hasChildren(): boolean {
  try {
    while (os.waitpid(-1, { nohang: true }).pid > 0);
    return true;
  } catch {
    return false;
  }
}
function isBelow(name: string, ancestor: string): boolean {
  const parent = parents.get(name);
  return parent !== undefined && (parent === ancestor || isBelow(parent, ancestor));
}
/** @simulate */
export function main() {
  let name = "a";
  os.setSubreaper(true);
  steps.forEach(({ actor, child }, k) => {
    sleepUntil((k + 0.25) * STEP);
    if (child !== undefined) {
      parents.set(child, actor);
      if (name === actor && os.fork() === 0) {
        name = child;
        if (${orphans === "parent"}) os.setSubreaper(true);
      }
    } else {
      if (${orphans === "root"} && isBelow(name, actor) && hasChildren() && os.fork() > 0) os.exit(0);
      sleepUntil((k + 0.5) * STEP);
      if (name === actor && !(${orphans === "refused"} && hasChildren())) os.exit(0);
      const moved = ${orphans === "root"} ? [...parents.keys()].filter((each) => isBelow(each, actor)) : [];
      for (const each of moved) parents.set(each, "a");
    }
    sleepUntil((k + 0.75) * STEP);
    hasChildren();
    console.log(k, name, os.getpid(), os.getppid());
  });
  sleepUntil((steps.length + 1) * STEP);
}
`;
}

/** Name of each one's parent after each step, from what the program has printed; null for the root, whose parent is init. */
export function forkTrees(stdout: string, steps: number): Record<string, string | null>[] {
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [step, name = "", pid = "", ppid = ""] = line.split(" ");
      return { step: Number(step), name, pid, ppid };
    });
  return Array.from({ length: steps }, (_, k) => {
    const living = rows.filter(({ step }) => step === k);
    const names = new Map(living.map(({ pid, name }) => [pid, name]));
    return Object.fromEntries(living.map(({ name, ppid }) => [name, names.get(ppid) ?? null]));
  });
}

/** The rules, step by step. */
export function forkRules(steps: readonly Step[], orphans: Orphans): Record<string, string | null>[] {
  const parents = new Map<string, string | null>([["a", null]]);
  const isBelow = (name: string | null | undefined, ancestor: string): boolean =>
    name != null && (parents.get(name) === ancestor || isBelow(parents.get(name), ancestor));
  return steps.map(({ actor, child }) => {
    if (child !== undefined) {
      parents.set(child, actor);
    } else {
      const names = [...parents.keys()];
      const children = names.filter((name) => parents.get(name) === actor);
      if (orphans !== "refused" || children.length === 0) {
        const moved = orphans === "root" ? names.filter((name) => isBelow(name, actor)) : children;
        const to = orphans === "root" ? "a" : (parents.get(actor) ?? null);
        for (const name of moved) parents.set(name, to);
        parents.delete(actor);
      }
    }
    return Object.fromEntries(parents);
  });
}
