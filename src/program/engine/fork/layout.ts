import { bytesOf, elementAt } from "../heap/sizes";
import { viewRange } from "./viewRange";
import { EVERYTHING } from "../support/everything";

/** Bytes of a view without what it shows, which is as much as lies before a buffer's own. */
const VIEW_BYTES = 24;

/** Bytes of a page. */
const PAGE = 4096;

/**
 * Where the objects of a process lie, for page faults: known of those that there were when it last forked or was forked, one after the
 * other in the order in which the copying found them. An object and its copy are at the same address. What is made later lies nowhere: no
 * page that is shared. What a view shows lies in its buffer; where that is shared memory, it is on no page that faults.
 */
export class Layout {
  /** @param addressOf of the objects of all processes, which have none in common. @param large sizes of those on several pages. */
  constructor(
    private readonly addressOf = new WeakMap<object, number>(),
    private readonly large = new WeakMap<object, number>(),
    private end = 0,
  ) {}

  /** Lays out what has been copied. */
  add(copies: ReadonlyMap<object, object>): void {
    for (const [from, to] of copies) {
      if (from === to) continue;
      let address = this.addressOf.get(from);
      if (address === undefined) {
        address = this.end;
        const bytes = ArrayBuffer.isView(from) ? VIEW_BYTES : bytesOf(from);
        this.addressOf.set(from, address);
        if (pageAt(address) !== pageAt(address + bytes - 1)) this.large.set(from, bytes);
        this.end += bytes;
      }
      this.addressOf.set(to, address);
      const bytes = this.large.get(from);
      if (bytes !== undefined) this.large.set(to, bytes);
    }
  }

  /** A child's, which goes on where this one is now. */
  fork(): Layout {
    return new Layout(this.addressOf, this.large, this.end);
  }

  /** How many there are. */
  get pages(): number {
    return Math.ceil(this.end / PAGE);
  }

  /**
   * Visits the pages of an object on which a write may be a fault: that of an element, all for EVERYTHING, and for any other key the one
   * where the object begins.
   */
  eachPage(value: unknown, key: unknown, visit: (page: number) => void): void {
    if ((typeof value !== "object" || value === null) && typeof value !== "function") return;
    if (ArrayBuffer.isView(value) && (typeof key === "number" || key === EVERYTHING)) {
      this.eachPageShown(value, key, visit);
      return;
    }
    const address = this.addressOf.get(value);
    if (address === undefined) return;
    const bytes = this.large.get(value);
    const first = pageAt(address);
    if (bytes === undefined) visit(first);
    else if (typeof key === "number") {
      const at = elementAt(value, key);
      // What has been added since lies elsewhere.
      if (at < bytes) visit(pageAt(address + at));
    } else {
      const last = key === EVERYTHING ? pageAt(address + bytes - 1) : first;
      for (let page = first; page <= last; page++) visit(page);
    }
  }

  /** Those of an element of a view, or of all that it shows. */
  private eachPageShown(view: ArrayBufferView, key: unknown, visit: (page: number) => void): void {
    const range = viewRange(view);
    const address = range === undefined ? undefined : this.addressOf.get(range.buffer);
    if (range === undefined || address === undefined) return;
    const { buffer, offset, bytes } = range;
    const end = address + (this.large.get(buffer) ?? bytesOf(buffer));
    const begin = address + VIEW_BYTES + offset;
    const last = pageAt(Math.min(end, begin + bytes) - 1);
    const at = typeof key === "number" ? begin + elementAt(view, key) - VIEW_BYTES : begin;
    // What has been added since lies elsewhere.
    if (at >= end) return;
    if (typeof key === "number") visit(pageAt(at));
    else for (let page = pageAt(at); page <= last; page++) visit(page);
  }
}

function pageAt(address: number): number {
  return Math.floor(address / PAGE);
}
