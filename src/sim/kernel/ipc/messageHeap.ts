/** A message in a queue. */
export interface Message {
  readonly data: Uint8Array;
  readonly priority: number;
  /** Order of sending. */
  readonly seq: number;
  /** Row of the task that has sent it. */
  readonly sender: number;
  received: boolean;
}

function before(x: Message, y: Message): boolean {
  return x.priority > y.priority || (x.priority === y.priority && x.seq < y.seq);
}

/** Messages in a binary heap: the highest priority first, of one priority the oldest. */
export class MessageHeap {
  private readonly heap: Message[] = [];
  private seq = 0;

  get length(): number {
    return this.heap.length;
  }

  put(data: Uint8Array, priority: number, sender: number): Message {
    const message: Message = { data, priority, seq: this.seq++, sender, received: false };
    let at = this.heap.length;
    this.heap.push(message);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = this.heap[up];
      if (parent === undefined || !before(message, parent)) break;
      this.heap[at] = parent;
      at = up;
    }
    this.heap[at] = message;
    return message;
  }

  take(): Message | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    let at = 0;
    for (;;) {
      const [left, right] = [this.heap[2 * at + 1], this.heap[2 * at + 2]];
      const rightFirst = left !== undefined && right !== undefined && before(right, left);
      const child = rightFirst ? right : left;
      if (child === undefined || !before(child, last)) break;
      this.heap[at] = child;
      at = 2 * at + (rightFirst ? 2 : 1);
    }
    this.heap[at] = last;
    return first;
  }
}
