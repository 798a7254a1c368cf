import { chan, context, go, recv, select, send } from "schedlens";

function numbers(ctx: ReturnType<typeof context.background>) {
  const out = chan<number>();
  go(() => {
    try {
      for (let i = 0; ; i++) {
        if (select(send(out, i), recv(ctx.done())) === 1) {
          console.log("generator ends:", ctx.err()?.message);
          return;
        }
      }
    } finally {
      out.close();
    }
  });
  return out;
}

/** @simulate */
export function main() {
  const [ctx, cancel] = context.withCancel(context.background());
  const c = numbers(ctx);
  for (const v of c) {
    console.log(v);
    if (v === 4) break;
  }
  cancel();
  for (const _ of c);
  console.log("closed");
}
