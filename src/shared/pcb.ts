/** What the kernel keeps of a thread and its process, at an instant (PCB). Times in ns, memory in pages of 4 KiB. */
export interface Pcb {
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly ppid: number;
  readonly uid: number;
  readonly state: string;
  /** Why it is in that state, and since when. */
  readonly reason: string;
  readonly since: number;
  /** `file:line` where its code was last; empty: it has not run any. */
  readonly programCounter: string;
  /**
   * What it left its core with last: function, stack, variables of the top frame. While it runs the core has newer ones. `undefined`: the run
   * was without `registers=on`, or it has not left one.
   */
  readonly registers: { readonly text: string; readonly savedAt: number } | undefined;
  readonly memory: { readonly mapped: number; readonly resident: number };
  readonly descriptors: readonly { readonly fd: number; readonly of: string }[];
  readonly scheduling: {
    readonly core: number;
    readonly runTime: number;
    readonly voluntarySwitches: number;
    readonly involuntarySwitches: number;
    readonly migrations: number;
  };
}
