import { compute, go, sync } from "schedlens";

/**
 * Twelve goroutines compute on one P: each waits long for its turn, but nobody passes it by. Three hundred more run once.
 *
 * @simulate cores=1 gomaxprocs=1
 */
export function main(): void {
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 12; i++) wg.go(() => compute("40ms"));
  for (let i = 0; i < 300; i++) wg.go(() => compute("1ms"));
  go(() => compute("5ms"));
  wg.wait();
}
