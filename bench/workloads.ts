/** What the engine is measured with: programs that export `main`, which returns a number. */
export interface Workload {
  readonly name: string;
  readonly source: string;
}

const SIEVE = `export function main(): number {
  const n = 1_000_000;
  const a: number[] = [];
  let count = 0;
  for (let i = 0; i <= n; i++) a.push(1);
  for (let i = 2; i <= n; i++) {
    if (a[i] !== 1) continue;
    count++;
    for (let j = i * 2; j <= n; j += i) a[j] = 0;
  }
  return count;
}`;

const N_BODY = `class Body {
  constructor(
    public x: number, public y: number, public z: number,
    public vx: number, public vy: number, public vz: number,
    readonly mass: number,
  ) {}
  move(dt: number): void {
    this.x += dt * this.vx;
    this.y += dt * this.vy;
    this.z += dt * this.vz;
  }
  energy(): number {
    return 0.5 * this.mass * (this.vx * this.vx + this.vy * this.vy + this.vz * this.vz);
  }
}
class World {
  readonly bodies: Body[] = [];
  constructor() {
    for (let i = 0; i < 5; i++)
      this.bodies.push(new Body(i * 4.1 - 7, i * 1.3 + 1, 2 - i * 0.7, 0.3 * i - 0.5, 0.4 - 0.1 * i, 0.02 * i, i === 0 ? 39 : 0.04 * i));
  }
  advance(dt: number): void {
    const { bodies } = this;
    for (let i = 0; i < bodies.length; i++) {
      const a = bodies[i]!;
      for (let j = i + 1; j < bodies.length; j++) {
        const b = bodies[j]!;
        const dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
        const d2 = dx * dx + dy * dy + dz * dz + 0.01;
        const mag = dt / (d2 * Math.sqrt(d2));
        a.vx -= dx * b.mass * mag; a.vy -= dy * b.mass * mag; a.vz -= dz * b.mass * mag;
        b.vx += dx * a.mass * mag; b.vy += dy * a.mass * mag; b.vz += dz * a.mass * mag;
      }
    }
    for (const body of bodies) body.move(dt);
  }
  energy(): number {
    let e = 0;
    for (const body of this.bodies) e += body.energy();
    return e;
  }
}
export function main(): number {
  const world = new World();
  for (let i = 0; i < 100_000; i++) world.advance(0.001);
  return world.energy();
}`;

const STRINGS = `export function main(): number {
  const words = ["lorem", "ipsum", "dolor", "sit", "amet", "consectetur", "adipiscing", "elit"];
  let text = "";
  let seed = 42;
  for (let i = 0; i < 100_000; i++) {
    seed = (seed * 1103515 + 12345) % 2147483;
    text += words[seed % words.length] + (seed % 11) + " ";
  }
  const counts = new Map<string, number>();
  let word = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c !== " ") { word += c; continue; }
    counts.set(word, (counts.get(word) ?? 0) + 1);
    word = "";
  }
  let sum = 0;
  for (const [key, n] of counts) sum += key.length * n;
  return sum;
}`;

const SORT = `interface Row { readonly id: number; readonly score: number }
export function main(): number {
  const rows: Row[] = [];
  let seed = 7;
  for (let i = 0; i < 50_000; i++) {
    seed = (seed * 1103515 + 12345) % 2147483;
    rows.push({ id: i, score: seed % 1000 });
  }
  rows.sort((a, b) => a.score - b.score || b.id - a.id);
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum = (sum * 31 + rows[i]!.id) % 1000003;
  return sum;
}`;

const CLOSURES = `function counter(step: number) {
  let count = 0;
  return { next: () => (count += step), read: () => count, scale: (f: number) => (x: number) => x * f + count };
}
export function main(): number {
  let sum = 0;
  for (let i = 0; i < 100_000; i++) {
    const c = counter(i % 7);
    for (let j = 0; j < 8; j++) c.next();
    const scaled = c.scale(3);
    sum = (sum + scaled(i) + c.read()) % 1000003;
  }
  return sum;
}`;

const FINALLY = `let entered = 0;
let left = 0;
function descend(n: number, m: number): number {
  entered++;
  try {
    if (n === 0) return m % 3;
    if (n % 5 === 0 && m % 64 === 0) throw new Error("deep");
    return descend(n - 1, m + 1) + 1;
  } catch (error) {
    return (error as Error).message.length;
  } finally {
    left++;
  }
}
export function main(): number {
  let sum = 0;
  entered = left = 0;
  for (let i = 0; i < 20_000; i++) sum += descend(40, i);
  return sum + entered - left;
}`;

export const WORKLOADS: readonly Workload[] = [
  {
    name: "tight loop with a call",
    source: `function step(x: number, i: number): number { return (x * 31 + i) & 0xffff; }
export function main(): number { let s = 0; for (let i = 0; i < 10_000_000; i++) s = step(s, i); return s; }`,
  },
  {
    name: "fib",
    source: `function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
export function main(): number { return fib(29); }`,
  },
  { name: "sieve", source: SIEVE },
  { name: "n-body with classes", source: N_BODY },
  { name: "string building, counting in a Map", source: STRINGS },
  { name: "sort with a comparator", source: SORT },
  { name: "closures", source: CLOSURES },
  { name: "recursion with try and finally", source: FINALLY },
];
