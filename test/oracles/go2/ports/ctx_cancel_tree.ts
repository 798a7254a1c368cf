import { context } from "schedlens";

/** @simulate */
export function main() {
  const [root, cancelRoot] = context.withCancel(context.background());
  const [mid, cancelMid] = context.withCancel(root);
  const [leaf] = context.withCancel(mid);
  const [side] = context.withCancel(root);
  const text = (error: Error | undefined) => error?.message ?? "<nil>";
  const show = (what: string) => {
    console.log(what, text(root.err()), text(mid.err()), text(leaf.err()), text(side.err()));
  };
  show("at first");
  cancelMid();
  show("mid cancelled");
  leaf.done().recv();
  cancelMid();
  cancelRoot();
  show("root cancelled");
  const [late] = context.withCancel(root);
  console.log(text(late.err()), late.err() === context.Canceled);
}
