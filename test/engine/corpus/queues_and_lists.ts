class Linked<T> implements Iterable<T> {
  #head: { value: T; next?: any } | undefined;
  #size = 0;
  static of<T>(...xs: T[]) {
    return xs.reduceRight<Linked<T>>((l, x) => l.unshift(x), new Linked<T>());
  }
  get size() {
    return op(this.#size);
  }
  unshift(value: T) {
    this.#head = { value, next: this.#head };
    this.#size++;
    return this;
  }
  shift() {
    const h = this.#head;
    if (h === undefined) return undefined;
    this.#head = h.next;
    this.#size--;
    return h.value;
  }
  *[Symbol.iterator]() {
    for (let n = this.#head; n; n = n.next) yield n.value;
  }
  reverse() {
    let prev: any,
      n: any = this.#head;
    while (n) [n.next, prev, n] = [prev, n, n.next];
    this.#head = prev;
    return this;
  }
  map<U>(f: (x: T, i: number) => U) {
    let i = 0;
    return Linked.of(...[...this].map((x) => f(x, op(i++))));
  }
  remove(test: (x: T) => boolean) {
    for (let n: any = { next: this.#head }, first = n; n; n = n.next) {
      while (n.next && test(n.next.value)) {
        n.next = n.next.next;
        this.#size--;
      }
      this.#head = first.next;
    }
    return this;
  }
  toString() {
    return `(${[...this].join(" ")})`;
  }
}
const l = Linked.of(1, 2, 3, 4);
out(
  String(l),
  l.size,
  String(l.reverse()),
  l.shift(),
  [...l.map((x, i) => x * 10 + i)],
  String(l.remove((x) => x % 2 === 1)),
  l.size,
);
const [first, ...rest] = Linked.of("a", "b", "c");
out(first, rest, Math.max(...Linked.of(3, 9, 2)), new Set(Linked.of(1, 1)).size, Linked.of<number>().shift());
class Deque<T> {
  #items: (T | undefined)[] = new Array(4);
  #from = 0;
  #n = 0;
  get length() {
    return this.#n;
  }
  #grow() {
    if (this.#n < this.#items.length) return;
    this.#items = Array.from({ length: this.#n * 2 }, (_, i) => (i < this.#n ? this.at(i) : undefined));
    this.#from = 0;
  }
  at(i: number) {
    return this.#items[(this.#from + i) % this.#items.length];
  }
  push(x: T) {
    this.#grow();
    this.#items[(this.#from + this.#n++) % this.#items.length] = op(x);
    return this;
  }
  unshift(x: T) {
    this.#grow();
    this.#from = (this.#from + this.#items.length - 1) % this.#items.length;
    this.#items[this.#from] = x;
    this.#n++;
    return this;
  }
  shift() {
    if (this.#n === 0) throw new RangeError("empty");
    const x = this.at(0);
    this.#items[this.#from] = undefined;
    this.#from = (this.#from + 1) % this.#items.length;
    this.#n--;
    return x;
  }
  *[Symbol.iterator]() {
    for (let i = 0; i < this.length; i++) yield this.at(i)!;
  }
}
const d = new Deque<number>();
for (let i = 0; i < 7; i++) i % 2 ? d.push(i) : d.unshift(i);
out([...d], d.shift(), d.shift(), d.length, [...d.push(99).unshift(-1)], d.at(1));
try {
  new Deque().shift();
} catch (e) {
  out(e);
}
for (const x of d) {
  if (x === -1) d.push(x + 50);
  if (x > 40 && d.length > 3) d.shift();
}
out([...d]);
class Trie {
  #kids = new Map<string, Trie>();
  #end = false;
  add(word: string) {
    let t: Trie = this;
    for (const c of word) t = t.#kids.get(c) ?? (t.#kids.set(c, new Trie()), t.#kids.get(c)!);
    t.#end = true;
    return this;
  }
  *words(prefix = ""): Generator<string> {
    if (this.#end) yield prefix;
    for (const [c, t] of this.#kids) yield* t.words(op(prefix + c));
  }
  *startingWith(prefix: string) {
    let t: Trie | undefined = this;
    for (const c of prefix) if ((t = t.#kids.get(c)) === undefined) return;
    yield* t.words(prefix);
  }
}
const t = "to tea ten inn in i".split(" ").reduce((a, w) => a.add(w), new Trie());
out([...t.words()], [...t.startingWith("te")], [...t.startingWith("x")], [...t.startingWith("in")].length);
