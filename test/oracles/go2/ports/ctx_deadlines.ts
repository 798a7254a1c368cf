import { context, otherwise, recv, select, time } from "schedlens";

/** @simulate */
export function main() {
  const text = (error: Error | undefined) => error?.message ?? "<nil>";
  const [parent] = context.withTimeout(context.background(), "10ms");
  const [longer] = context.withTimeout(parent, "3600s");
  const [shorter, cancelShorter] = context.withDeadline(parent, time.now() + 2e6);
  shorter.done().recv();
  console.log(text(shorter.err()), text(parent.err()), text(longer.err()));
  longer.done().recv();
  console.log(text(parent.err()), text(longer.err()));
  cancelShorter();
  console.log(text(shorter.err()));
  const [past] = context.withDeadline(context.background(), time.now() - 1e9);
  console.log(text(past.err()));
  const [early, cancelEarly] = context.withTimeout(context.background(), "3600s");
  cancelEarly();
  console.log(text(early.err()));
  const [zero] = context.withTimeout(context.background(), 0);
  console.log(text(zero.err()));
  const never = select(recv(context.background().done()), otherwise()) === 1;
  console.log(never, text(context.background().err()));
}
