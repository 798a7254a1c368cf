/** A page of the machine's memory. */
interface PageFrame {
  /** In how many address spaces it is. */
  mappings: number;
}

const enum Protection {
  Writable,
  /** The next write is a fault. */
  Protected,
  /** There has been such a write; the kernel has not seen the fault yet. */
  Faulting,
}

interface PageEntry {
  frame: PageFrame;
  protection: Protection;
}

/** What a write to a page led to. `none`: no fault. `reused`: a fault, after which the process goes on with the page that it has. */
export type PageWrite = "none" | "copied" | "reused";

/**
 * The page table of a process, as far as fork needs one: pages from 0 on, which hold all that the process had when it last forked or was
 * forked. From then on each is protected against writing. The first write copies the page if another process still maps it; the last
 * owner keeps it, which is a fault all the same (Linux: do_wp_page, wp_can_reuse_anon_folio).
 *
 * Invariant: a frame's `mappings` is the number of page tables that have it.
 */
export class AddressSpace {
  private entries: PageEntry[] = [];

  /** The child's. The parent has `pages` pages by now. */
  fork(pages: number): AddressSpace {
    while (this.entries.length < pages)
      this.entries.push({ frame: { mappings: 1 }, protection: Protection.Writable });
    const child = new AddressSpace();
    child.entries = this.entries.map((entry) => {
      entry.protection = Protection.Protected;
      entry.frame.mappings++;
      return { ...entry };
    });
    return child;
  }

  /** The process writes to the page. Whether that is a fault that the kernel is now to be told of. */
  touch(page: number): boolean {
    const entry = this.entries[page];
    if (entry?.protection !== Protection.Protected) return false;
    entry.protection = Protection.Faulting;
    return true;
  }

  /** The kernel sees to a write. */
  write(page: number): PageWrite {
    const entry = this.entries[page];
    if (entry === undefined || entry.protection === Protection.Writable) return "none";
    entry.protection = Protection.Writable;
    if (entry.frame.mappings === 1) return "reused";
    entry.frame.mappings--;
    entry.frame = { mappings: 1 };
    return "copied";
  }

  /** In how many address spaces the page is that this one has there; 0: none is there. */
  mappings(page: number): number {
    return this.entries[page]?.frame.mappings ?? 0;
  }

  /** The process has ended. */
  release(): void {
    for (const { frame } of this.entries) frame.mappings--;
    this.entries = [];
  }
}
