import { context } from "schedlens";

/** @simulate */
export function main() {
  const text = (error: Error | undefined) => error?.message ?? "<nil>";
  const [root, cancelRoot] = context.withCancelCause(context.background());
  const [child] = context.withCancel(root);
  const [own, cancelOwn] = context.withCancelCause(root);
  console.log(text(context.cause(root)), text(context.cause(child)));
  cancelOwn(new Error("own reason"));
  cancelRoot(new Error("disk is full"));
  cancelRoot(new Error("too late"));
  console.log(text(root.err()), "-", text(context.cause(root)));
  console.log(text(child.err()), "-", text(context.cause(child)));
  console.log(text(own.err()), "-", text(context.cause(own)));
  const [plain, cancelPlain] = context.withCancelCause(context.background());
  cancelPlain();
  console.log(text(plain.err()), "-", text(context.cause(plain)));
  const [timed] = context.withTimeout(context.background(), "1ms");
  timed.done().recv();
  console.log(text(timed.err()), "-", text(context.cause(timed)));
  console.log(text(context.cause(context.background())));
}
