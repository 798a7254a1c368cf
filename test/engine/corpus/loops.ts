let s = "";
for (let i = 0, j = 10; i < j; i += 2, j--) s += `${i}-${op(j)} `;
out(s);
let w = 0;
while (op(w) < 5) {
  w++;
  if (w === 2) continue;
  if (w === 4) break;
}
out(w);
do {
  w--;
  op(w);
} while (w > 0);
out(w);
outer: for (let i = 0; i < 4; i++) {
  for (let j = 0; ; j++) {
    if (j === 2) continue outer;
    if (i === 3) break outer;
    s += `${i}${j} `;
    op(j);
  }
}
out(s);
for (;;) {
  if (op(w++) > 3) break;
}
out(w);
const o: Record<string, number> = { b: 1, a: 2, 10: 3, 2: 4 };
for (const k in o) out(k, o[k]);
for (const k in [7, 8]) out(k);
for (const k in "ab") out(op(k));
for (const k in null as any) out(k);
const del: any = { x: 1, y: 2, z: 3 };
for (const k in del) {
  out(k);
  delete del.y;
}
block: {
  if (op(true)) break block;
  out("never");
}
let n = 0;
lbl: while (true) {
  for (;;) {
    n++;
    if (n > 5) break lbl;
    if (n % 2) continue lbl;
    break;
  }
}
out(n);
for (let i = 0, f = () => i; i < 3; i++) {
  out(f(), i);
}
for (var q = 0; q < 2; q++);
out(q);
let k2: string;
for (k2 in { p: 1, r: 2 }) op(k2);
out(k2!);
const tgt: any = {};
for (tgt.key of [1, 2]) op(1);
out(tgt);
