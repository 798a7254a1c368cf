import { chan, nilChan, otherwise, recv, select, send } from "schedlens";
import type { Chan } from "schedlens";

/** @simulate */
export function main() {
  const a = chan<number>(1);
  const b = chan<number>(1);
  const ch = (name: string, c: Chan<number>) => {
    console.log("channel", name);
    return c;
  };
  const val = (v: number) => {
    console.log("value", v);
    return v;
  };
  b.send(5);
  select(
    send(ch("a", a), val(1), () => console.log("sent")),
    send(ch("full", b), val(2), () => console.log("never")),
    recv(ch("nil", nilChan<number>()), (v) => console.log("never", v)),
  );
  select(
    send(ch("a", a), val(3), () => console.log("never")),
    recv(ch("b", b), (v) => console.log("got", v)),
    otherwise(() => console.log("never")),
  );
}
