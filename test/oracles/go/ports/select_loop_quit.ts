import { chan, go, recv, select, send, type Chan } from "schedlens";

function fib(c: Chan<number>, quit: Chan<boolean>) {
  let x = 0;
  let y = 1;
  for (;;) {
    switch (select(send(c, x), recv(quit))) {
      case 0:
        [x, y] = [y, x + y];
        break;
      case 1:
        console.log("quit");
        return;
    }
  }
}

/** @simulate */
export function main() {
  const c = chan<number>();
  const quit = chan<boolean>();
  go(() => {
    for (let i = 0; i < 10; i++) {
      console.log(c.recv());
    }
    quit.send(true);
  });
  fib(c, quit);
}
