import { chan, go, recv, select } from "schedlens";

/** @simulate */
export function main() {
  const a = chan<number>();
  const b = chan<number>();
  go(() => {
    b.send(2);
  });
  select(
    recv(a, (v) => {
      console.log("a", v);
    }),
    recv(b, (v) => {
      console.log("b", v);
    }),
  );
  a.close();
  select(
    recv(a, (v, ok) => {
      console.log("a closed", v ?? 0, ok);
    }),
    recv(b, (v) => {
      console.log("b", v);
    }),
  );
}
