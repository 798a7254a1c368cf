/** Something that happens at an instant. Belongs to whoever made it, who may schedule it again and again. */
export class EventEntry {
  /** When it is due; meaningful while it is scheduled. */
  time = 0;
  seq = 0;
  /** Place in the queue's heap, -1 while it is not scheduled. */
  position = -1;

  constructor(readonly fire: () => void) {}

  get scheduled(): boolean {
    return this.position >= 0;
  }
}

function before(x: EventEntry, y: EventEntry): boolean {
  return x.time < y.time || (x.time === y.time && x.seq < y.seq);
}

/**
 * What is going to happen, in the order of (time, order of scheduling). A binary heap whose entries know their places, so that one
 * can be taken back or moved in O(log n). Scheduling allocates nothing.
 */
export class EventQueue {
  private readonly heap: EventEntry[] = [];
  private seq = 0;
  /** Time of the first event, Infinity where there is none. */
  nextTime = Infinity;

  get length(): number {
    return this.heap.length;
  }

  /** Puts the entry at `time`, behind those that are already there for that instant. One that is scheduled is moved. */
  schedule(entry: EventEntry, time: number): void {
    if (entry.position >= 0) this.cancel(entry);
    entry.time = time;
    entry.seq = this.seq++;
    entry.position = this.heap.length;
    this.heap.push(entry);
    this.up(entry);
    this.nextTime = this.heap[0]?.time ?? Infinity;
  }

  /** Takes the entry back. Without effect on one that is not scheduled. */
  cancel(entry: EventEntry): void {
    const at = entry.position;
    if (at < 0) return;
    entry.position = -1;
    const last = this.heap.pop();
    if (last !== undefined && last !== entry) {
      last.position = at;
      this.heap[at] = last;
      this.up(last);
      this.down(last);
    }
    this.nextTime = this.heap[0]?.time ?? Infinity;
  }

  /** Takes out the first entry. */
  pop(): EventEntry | undefined {
    const first = this.heap[0];
    if (first !== undefined) this.cancel(first);
    return first;
  }

  private up(entry: EventEntry): void {
    const { heap } = this;
    let at = entry.position;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !before(entry, parent)) break;
      heap[at] = parent;
      parent.position = at;
      at = above;
    }
    heap[at] = entry;
    entry.position = at;
  }

  private down(entry: EventEntry): void {
    const { heap } = this;
    let at = entry.position;
    for (;;) {
      const left = 2 * at + 1;
      let child = heap[left];
      if (child === undefined) break;
      const right = heap[left + 1];
      if (right !== undefined && before(right, child)) child = right;
      if (!before(child, entry)) break;
      const place = child.position;
      heap[at] = child;
      child.position = at;
      at = place;
    }
    heap[at] = entry;
    entry.position = at;
  }
}
