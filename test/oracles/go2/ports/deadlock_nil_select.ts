import { nilChan, recv, select, send } from "schedlens";

/** @simulate */
export function main() {
  const a = nilChan<number>();
  const b = nilChan<number>();
  select(recv(a), send(b, 1));
}
