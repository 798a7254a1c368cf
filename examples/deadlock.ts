import { compute, sync } from "schedlens";

/**
 * Five philosophers, five forks; each takes the left fork, then the right one.
 *
 * For some rounds it goes well. Then all five hold a left fork, and nobody can go on: the runtime reports the deadlock, with the line where
 * each goroutine waits, and the program ends with exit code 2. The lanes per goroutine show the moment: five waits in sync.Mutex.Lock that
 * never end. Let the last philosopher take the right fork first, and there is no circle to wait in.
 *
 * @simulate cores=4 gomaxprocs=4
 */
export function main(): void {
  const forks = Array.from({ length: 5 }, () => new sync.Mutex());
  const table = new sync.WaitGroup();
  for (let seat = 0; seat < 5; seat++)
    table.go(() => {
      const left = forks[seat];
      const right = forks[(seat + 1) % 5];
      if (left !== undefined && right !== undefined) dine(seat, left, right);
    });
  table.wait();
  console.log("everybody has eaten");
}

function dine(seat: number, left: sync.Mutex, right: sync.Mutex): void {
  for (let round = 0; round < 8; round++) {
    think(seat, round);
    left.lock();
    compute("200us");
    right.lock();
    compute("80us");
    console.log(`philosopher ${seat} has eaten ${round + 1} times`);
    right.unlock();
    left.unlock();
  }
}

/** Philosophers think at length in the beginning, and all of them less and less. */
function think(seat: number, round: number): void {
  const patience = Math.max(0, 5 - round);
  compute(20_000 + patience * seat * 90_000);
}
