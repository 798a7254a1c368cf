import { nilChan, recv, select } from "schedlens";

/** @simulate */
export function main() {
  const a = nilChan<number>();
  select(recv(a));
}
