import type { RunConfig } from "../../shared/config";

/** A limit with the value that holds and the one up to which a process may raise it. Infinity: none (RLIM_INFINITY). */
export interface Limit {
  readonly soft: number;
  readonly hard: number;
}

/**
 * The limits that are enforced (getrlimit(2)): bytes of the address space and of a core file; 20 less the best nice value that may be asked
 * for; descriptors; threads and processes of the user; bytes of a thread's stack.
 */
export const RESOURCES = ["as", "core", "nice", "nofile", "nproc", "stack"] as const;
export type Resource = (typeof RESOURCES)[number];

export function isResource(name: string): name is Resource {
  return (RESOURCES as readonly string[]).includes(name);
}

/** What a user's processes have on Linux where nobody has changed it: `ulimit -a`. */
export function initialLimits({ nproc, stack }: RunConfig): Limits {
  return new Limits({
    as: { soft: Infinity, hard: Infinity },
    core: { soft: 0, hard: Infinity },
    nice: { soft: 0, hard: 0 },
    nofile: { soft: 1024, hard: 524_288 },
    nproc: { soft: nproc, hard: nproc },
    stack: { soft: stack, hard: Infinity },
  });
}

/** The limits of a process. Children get a copy. */
export class Limits {
  private readonly byName: Record<Resource, Limit>;

  constructor(all: Readonly<Record<Resource, Limit>>) {
    this.byName = { ...all };
  }

  /** Copies. */
  all(): Record<Resource, Limit> {
    const copies = RESOURCES.map((name) => [name, { ...this.byName[name] }] as const);
    return Object.fromEntries(copies) as Record<Resource, Limit>;
  }

  get(resource: Resource): Limit {
    return this.byName[resource];
  }

  set(resource: Resource, limit: Limit): void {
    this.byName[resource] = limit;
  }

  /** What holds. */
  soft(resource: Resource): number {
    return this.byName[resource].soft;
  }

  copy(): Limits {
    return new Limits(this.byName);
  }
}
