import { nilChan } from "schedlens";

/** @simulate */
export function main() {
  const c = nilChan<number>();
  c.recv();
}
