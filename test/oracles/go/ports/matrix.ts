import { go, sync } from "schedlens";

function square(n: number): number[][] {
  const rows: number[][] = [];
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j < n; j++) {
      row.push(0);
    }
    rows.push(row);
  }
  return rows;
}

/** @simulate */
export function main() {
  const n = 64;
  const a = square(n);
  const b = square(n);
  const c = square(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      a[i]![j] = i + j;
      b[i]![j] = i - j;
    }
  }
  const wg = new sync.WaitGroup();
  for (let i = 0; i < n; i++) {
    wg.add(1);
    go(() => {
      try {
        for (let j = 0; j < n; j++) {
          for (let k = 0; k < n; k++) {
            c[i]![j]! += a[i]![k]! * b[k]![j]!;
          }
        }
      } finally {
        wg.done();
      }
    });
  }
  wg.wait();
  let tr = 0;
  for (let i = 0; i < n; i++) {
    tr += c[i]![i]!;
  }
  console.log(c[3]![5], c[63]![0], tr);
}
