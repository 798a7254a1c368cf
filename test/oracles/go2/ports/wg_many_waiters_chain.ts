import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const n = 8;
  const wgs: InstanceType<typeof sync.WaitGroup>[] = [];
  for (let i = 0; i <= n; i++) {
    const wg = new sync.WaitGroup();
    wg.add(1);
    wgs.push(wg);
  }
  for (let i = n - 1; i >= 0; i--) {
    go(() => {
      wgs[i]!.wait();
      console.log("stage", i);
      wgs[i + 1]!.done();
    });
  }
  runtime.gosched();
  wgs[0]!.done();
  wgs[n]!.wait();
}
