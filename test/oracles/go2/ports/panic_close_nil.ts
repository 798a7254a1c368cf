import { nilChan } from "schedlens";

/** @simulate */
export function main() {
  nilChan<number>().close();
}
