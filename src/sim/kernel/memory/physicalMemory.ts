/**
 * The machine's memory, in pages: how many are in use, and how many the kernel has promised to processes.
 *
 * Strictly (Linux: vm.overcommit_memory=2, with a ratio of 100 and no swap) what a process maps and may write to is charged when it is
 * mapped, and the call that would go beyond the memory fails. With overcommit nothing fails until all pages are in use.
 */
export class PhysicalMemory {
  /** Pages that are in some address space, each counted once. */
  used = 0;
  /** Pages that processes may come to use. */
  committed = 0;

  constructor(
    readonly pages: number,
    readonly overcommit: boolean,
  ) {}

  /** Promises pages. False: there are not so many left. */
  commit(pages: number): boolean {
    if (!this.overcommit && this.committed + pages > this.pages) return false;
    this.committed += pages;
    return true;
  }

  uncommit(pages: number): void {
    this.committed -= pages;
  }

  /** More pages are in use than there are: somebody has to go. */
  get isExhausted(): boolean {
    return this.used > this.pages;
  }
}
