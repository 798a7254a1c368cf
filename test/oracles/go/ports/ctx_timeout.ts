import { context, recv, select, time } from "schedlens";

/** @simulate */
export function main() {
  const [ctx, cancel] = context.withTimeout(context.background(), "20ms");
  try {
    select(
      recv(ctx.done(), () => {
        console.log(ctx.err()?.message);
      }),
      recv(time.after("1s"), () => {
        console.log("late");
      }),
    );
  } finally {
    cancel();
  }
}
