import { SEGMENTS } from "../../../shared/segments";
import { PAGE_BYTES, pagesOf } from "./pages";
import type { PhysicalMemory } from "./physicalMemory";
import type { SharedPages } from "./sharedPages";

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

/** A page table of x86 has 512 entries. */
const TABLE_ENTRIES = 512;
/** The upper three levels of a small process. */
const UPPER_TABLES = 3;

/** A thread's stack. Below it is a guard page, which nobody can touch; the main thread's grows instead. */
export interface Stack {
  /** Pages, without the guard page. */
  pages: number;
  readonly guard: 0 | 1;
  /** … of which it has touched so many, from the top. */
  touched: number;
}

/**
 * The memory of a process: code, data, heap, a stack for each thread, and mappings that it shares with others, in pages. What is not the heap
 * is only counted: it is written to by one process alone, or by all that map it, without a fault.
 *
 * Pages of the heap are known one by one from the first fork on; all that the process had when it last forked or was forked are protected
 * against writing since. The first write copies the page if another process still maps it; the last owner keeps it, which is a fault all the
 * same (Linux: do_wp_page, wp_can_reuse_anon_folio).
 *
 * Invariants: a frame's `mappings` is the number of page tables that have it; `memory.used` counts each frame once, and what is shared once; what a process has
 * committed is what it may write to and does not share.
 */
export class AddressSpace {
  private entries: PageEntry[] = [];
  private heapPages = 0;
  /** Bytes of the heap that are given out. */
  private heapBytes = 0;
  private stackPages = 0;
  private stackTouched = 0;
  private guards = 0;
  private readonly shared = new Set<SharedPages>();
  private sharedPages = 0;
  private committed: number = SEGMENTS.data + SEGMENTS.mainStack;
  private released = false;

  constructor(private readonly memory: PhysicalMemory) {
    memory.used += SEGMENTS.data;
    memory.committed += this.committed;
  }

  /** Whether there is memory for one more process without anything in it. */
  static fits(memory: PhysicalMemory): boolean {
    const pages = SEGMENTS.data + SEGMENTS.mainStack;
    return memory.overcommit || memory.committed + pages <= memory.pages;
  }

  /** Pages that are mapped (VSZ). */
  get mapped(): number {
    const { heapPages, stackPages, guards, sharedPages } = this;
    if (this.released) return 0;
    return SEGMENTS.code + SEGMENTS.data + heapPages + stackPages + guards + sharedPages;
  }

  /** Pages that are in memory (RSS), those of others too. */
  get resident(): number {
    if (this.released) return 0;
    return SEGMENTS.code + SEGMENTS.data + this.heapPages + this.stackTouched + this.sharedPages;
  }

  /** Pages of the heap. */
  get heap(): number {
    return this.heapPages;
  }

  /** Pages of its page tables. */
  get tables(): number {
    return UPPER_TABLES + Math.ceil(this.resident / TABLE_ENTRIES);
  }

  /** A thread's stack, charged in full. `undefined`: there is not so much memory. */
  mapStack(bytes: number): Stack | undefined {
    const pages = pagesOf(bytes);
    if (!this.memory.commit(pages)) return undefined;
    this.committed += pages;
    this.stackPages += pages;
    this.guards++;
    return { pages, guard: 1, touched: 0 };
  }

  /** The main thread's, which the process begins with. */
  mainStack(): Stack {
    this.stackPages += SEGMENTS.mainStack;
    return { pages: SEGMENTS.mainStack, guard: 0, touched: 0 };
  }

  /** The thread uses so many bytes of it, from the top. @returns how many pages it touches for the first time. */
  touchStack(stack: Stack, bytes: number): number {
    const wanted = pagesOf(bytes);
    if (this.released || wanted <= stack.touched) return 0;
    if (stack.guard === 0 && wanted > stack.pages) {
      this.charge(wanted - stack.pages);
      this.stackPages += wanted - stack.pages;
      stack.pages = wanted;
    }
    const fresh = Math.min(stack.pages, wanted) - stack.touched;
    stack.touched += fresh;
    this.stackTouched += fresh;
    this.memory.used += fresh;
    return fresh;
  }

  /** The thread is over. */
  unmapStack({ pages, guard, touched }: Stack): void {
    if (this.released) return;
    this.stackPages -= pages;
    this.guards -= guard;
    this.stackTouched -= touched;
    this.memory.used -= touched;
    this.committed -= pages;
    this.memory.uncommit(pages);
  }

  /** The program has allocated. False: there is not so much memory; nothing has changed. */
  growHeap(bytes: number): boolean {
    const total = this.heapBytes + bytes;
    const pages = pagesOf(total) - this.heapPages;
    if (pages > 0) {
      if (!this.memory.commit(pages)) return false;
      this.committed += pages;
      this.heapPages += pages;
      this.memory.used += pages;
    }
    this.heapBytes = total;
    return true;
  }

  /** Maps what several processes have, all of it in memory; once, however often it is asked for. */
  mapShared(shared: SharedPages): void {
    if (this.shared.has(shared)) return;
    this.shared.add(shared);
    this.sharedPages += shared.pages;
    shared.map();
  }

  maps(shared: SharedPages): boolean {
    return this.shared.has(shared);
  }

  /** The child's. The heap has `pages` pages by now. `undefined`: there is no memory for what the child may come to write to. */
  fork(pages: number): AddressSpace | undefined {
    const missing = Math.max(0, pages - this.heapPages);
    if (!this.memory.overcommit) {
      const child = SEGMENTS.data + SEGMENTS.mainStack + this.heapPages + missing;
      if (this.memory.committed + missing + child > this.memory.pages) return undefined;
    }
    this.heapPages += missing;
    this.heapBytes = Math.max(this.heapBytes, pages * PAGE_BYTES);
    this.memory.used += missing;
    this.charge(missing);
    while (this.entries.length < this.heapPages)
      this.entries.push({ frame: { mappings: 1 }, protection: Protection.Writable });
    const child = new AddressSpace(this.memory);
    child.heapPages = this.heapPages;
    child.heapBytes = this.heapBytes;
    for (const each of this.shared) child.mapShared(each);
    child.charge(child.heapPages);
    child.entries = this.entries.map((entry) => {
      entry.protection = Protection.Protected;
      entry.frame.mappings++;
      return { ...entry };
    });
    return child;
  }

  private charge(pages: number): void {
    this.committed += pages;
    this.memory.committed += pages;
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
    this.memory.used++;
    return "copied";
  }

  /** In how many address spaces the page is that this one has there; 0: none is there. */
  mappings(page: number): number {
    return this.entries[page]?.frame.mappings ?? 0;
  }

  /** The process has ended. */
  release(): void {
    if (this.released) return;
    this.released = true;
    let freed = SEGMENTS.data + this.stackTouched + (this.heapPages - this.entries.length);
    for (const { frame } of this.entries) if (--frame.mappings === 0) freed++;
    this.entries = [];
    this.memory.used -= freed;
    this.memory.uncommit(this.committed);
    for (const each of this.shared) each.unmap();
    this.shared.clear();
  }
}
