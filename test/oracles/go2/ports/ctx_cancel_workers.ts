import { context, go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const [ctx, cancel] = context.withCancel(context.background());
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 5; i++) {
    wg.add(1);
    go(() => {
      try {
        ctx.done().recv();
        console.log("worker", i, ctx.err()?.message);
      } finally {
        wg.done();
      }
    });
  }
  runtime.gosched();
  cancel();
  console.log("cancelled");
  wg.wait();
}
