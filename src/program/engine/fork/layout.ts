import { bytesOf } from "../heap/sizes";

/** Bytes of a page. */
const PAGE = 4096;

/**
 * Where the objects of a process lie, for page faults: known of those that there were when it last forked or was forked, one after the
 * other in the order in which the copying found them. An object and its copy are at the same address. What is made later lies nowhere: no
 * page that is shared. A large object counts for the page where it begins.
 */
export class Layout {
  /** @param pageOf of the objects of all processes, which have none in common. */
  constructor(
    private readonly pageOf = new WeakMap<object, number>(),
    private end = 0,
  ) {}

  /** Lays out what has been copied. */
  add(copies: ReadonlyMap<object, object>): void {
    for (const [from, to] of copies) {
      if (from === to) continue;
      let page = this.pageOf.get(from);
      if (page === undefined) {
        page = Math.floor(this.end / PAGE);
        this.pageOf.set(from, page);
        this.end += bytesOf(from);
      }
      this.pageOf.set(to, page);
    }
  }

  /** A child's, which goes on where this one is now. */
  fork(): Layout {
    return new Layout(this.pageOf, this.end);
  }

  /** How many there are. */
  get pages(): number {
    return Math.ceil(this.end / PAGE);
  }

  /** Page of an object; `undefined` where a write cannot be a fault. */
  page(value: unknown): number | undefined {
    return (typeof value === "object" && value !== null) || typeof value === "function"
      ? this.pageOf.get(value)
      : undefined;
  }
}
