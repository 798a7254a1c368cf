import type { Task } from "../task";

/**
 * Tasks by (key, seq): the smallest first. Inserting and removing take O(log n). A binary heap; what moves and what is compared is in arrays
 * of numbers, so that a choice among many tasks touches none of them but the one that it falls on. `sched.slot` is where a task is, or was.
 */
export class TaskHeap {
  length = 0;
  /** By place in the heap. Behind the `length` places that are taken `slots` has the slots that are free. */
  private keys = new Float64Array(64);
  private seqs = new Float64Array(64);
  private slots = Int32Array.from({ length: 64 }, (_, slot) => slot);
  /** By slot. */
  private tasks = new Array<Task | undefined>(64).fill(undefined);
  private places = Int32Array.from({ length: 64 }, (_, slot) => slot);

  get first(): Task | undefined {
    return this.taskAt(0);
  }

  /** The first one's; 0 where there is none. */
  get firstKey(): number {
    return this.length === 0 ? 0 : this.keyAt(0);
  }

  has(task: Task): boolean {
    return this.tasks[task.sched.slot] === task;
  }

  insert(task: Task, key: number, seq: number): void {
    if (this.length === this.slots.length) this.grow();
    const place = this.length++;
    const slot = this.slots[place] ?? 0;
    task.sched.slot = slot;
    this.tasks[slot] = task;
    this.up(place, key, seq, slot);
  }

  remove({ sched: { slot } }: Task): void {
    const place = this.places[slot] ?? 0;
    const last = --this.length;
    const key = this.keyAt(last);
    const seq = this.seqAt(last);
    const moved = this.slots[last] ?? 0;
    this.tasks[slot] = undefined;
    this.slots[last] = slot;
    if (place === last) return;
    if (!this.down(place, key, seq, moved)) this.up(place, key, seq, moved);
  }

  /** The first in order that is accepted. */
  find(accept: (task: Task) => boolean): Task | undefined {
    // Places whose parents have been refused, the first in order last.
    const next = this.length === 0 ? [] : [0];
    for (let place = next.pop(); place !== undefined; place = next.pop()) {
      const task = this.taskAt(place);
      if (task !== undefined && accept(task)) return task;
      for (const child of [2 * place + 1, 2 * place + 2])
        if (child < this.length) next.splice(this.rank(child, next), 0, child);
    }
    return undefined;
  }

  /** How many of the places, which are in descending order, come after one in order. */
  private rank(place: number, places: readonly number[]): number {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.isBefore(this.keyAt(place), this.seqAt(place), places[middle] ?? 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private taskAt(place: number): Task | undefined {
    return this.tasks[this.slots[place] ?? 0];
  }

  private keyAt(place: number): number {
    return this.keys[place] ?? 0;
  }

  private seqAt(place: number): number {
    return this.seqs[place] ?? 0;
  }

  private isBefore(key: number, seq: number, place: number): boolean {
    const other = this.keyAt(place);
    return key < other || (key === other && seq < this.seqAt(place));
  }

  private put(place: number, key: number, seq: number, slot: number): void {
    this.keys[place] = key;
    this.seqs[place] = seq;
    this.slots[place] = slot;
    this.places[slot] = place;
  }

  private move(from: number, to: number): void {
    this.put(to, this.keyAt(from), this.seqAt(from), this.slots[from] ?? 0);
  }

  /** Fills the free place, or one above it. */
  private up(from: number, key: number, seq: number, slot: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.isBefore(key, seq, above)) break;
      this.move(above, place);
      place = above;
    }
    this.put(place, key, seq, slot);
  }

  /** Fills a place below the free one. False: it would be that one itself, or one above it. */
  private down(from: number, key: number, seq: number, slot: number): boolean {
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.length) break;
      if (child + 1 < this.length && this.isBefore(this.keyAt(child + 1), this.seqAt(child + 1), child))
        child++;
      if (this.isBefore(key, seq, child)) break;
      this.move(child, place);
      place = child;
    }
    if (place === from) return false;
    this.put(place, key, seq, slot);
    return true;
  }

  private grow(): void {
    const { length } = this.slots;
    const twice = { length: 2 * length };
    const { keys, seqs, slots, places } = this;
    this.keys = new Float64Array(2 * length);
    this.seqs = new Float64Array(2 * length);
    this.slots = Int32Array.from(twice, (_, slot) => slot);
    this.places = this.slots.slice();
    this.keys.set(keys);
    this.seqs.set(seqs);
    this.slots.set(slots);
    this.places.set(places);
    this.tasks = [...this.tasks, ...new Array<undefined>(length).fill(undefined)];
  }
}
