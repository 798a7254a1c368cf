import { context } from "schedlens";

/** @simulate */
export function main() {
  const a = context.withValue(context.background(), "user", "ann");
  const [b, cancel] = context.withCancel(a);
  const c = context.withValue(b, "user", "bob");
  const d = context.withValue(c, "id", 7);
  const value = (v: unknown) => v ?? "<nil>";
  console.log(a.value("user"), b.value("user"), c.value("user"), d.value("user"), d.value("id"));
  console.log(value(a.value("id")), value(d.value({ id: 1 })), value(d.value("none")));
  cancel();
  console.log(d.err()?.message ?? "<nil>", a.err()?.message ?? "<nil>");
}
