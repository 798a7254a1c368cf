import { context, go, sync } from "schedlens";

class Group {
  readonly wg = new sync.WaitGroup();
  readonly once = new sync.Once();
  err: Error | undefined;

  constructor(readonly cancel: context.CancelFunc) {}

  go(f: () => Error | undefined) {
    this.wg.add(1);
    go(() => {
      try {
        const err = f();
        if (err !== undefined) {
          this.once.do(() => {
            this.err = err;
            this.cancel();
          });
        }
      } finally {
        this.wg.done();
      }
    });
  }
}

/** @simulate */
export function main() {
  const [ctx, cancel] = context.withCancel(context.background());
  const g = new Group(cancel);
  for (let i = 0; i < 4; i++) {
    g.go(() => {
      if (i === 2) {
        return new Error(`task ${i} failed`);
      }
      ctx.done().recv();
      return ctx.err();
    });
  }
  g.wg.wait();
  console.log(g.err?.message);
}
