import { compute, sync } from "schedlens";

/**
 * Four goroutines move money between two accounts, once without and once with a lock.
 *
 * A transfer reads a balance, thinks, and writes it. Without the lock another transfer comes in between, and its change is overwritten:
 * money appears or vanishes. With the lock the sum stays what it was. With cores=1 the first result is right as well, most of the time: a
 * race does not always show.
 *
 * @simulate cores=4 gomaxprocs=4
 */
export function main(): void {
  for (const locked of [false, true]) {
    const accounts = [1_000, 1_000];
    const lock = new sync.Mutex();
    const tellers = new sync.WaitGroup();
    for (let id = 0; id < 4; id++)
      tellers.go(() => {
        for (let i = 0; i < 50; i++) {
          if (locked) lock.lock();
          transfer(accounts, (id + i) % 2, (id * 7 + i) % 20);
          if (locked) lock.unlock();
        }
      });
    tellers.wait();
    const [a = 0, b = 0] = accounts;
    console.log(`${locked ? "with" : "without"} a lock: ${a} + ${b} = ${a + b}`);
  }
}

/** Moves money from one of two accounts to the other. */
function transfer(accounts: number[], from: number, amount: number): void {
  change(accounts, from, -amount);
  change(accounts, 1 - from, amount);
}

function change(accounts: number[], account: number, amount: number): void {
  const balance = accounts[account] ?? 0;
  compute("5us");
  accounts[account] = balance + amount;
}
