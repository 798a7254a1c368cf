import { chan, go, otherwise, recv, runtime, select, send } from "schedlens";

function attempt(f: () => void) {
  let text = "<nil>";
  try {
    f();
  } catch (error) {
    text = (error as Error).message;
  } finally {
    console.log("recovered:", text);
  }
}

/** @simulate */
export function main() {
  const c = chan<number>(1);
  const full = chan<number>();
  c.close();
  attempt(() => {
    select(
      send(c, 1),
      send(full, 2),
      otherwise(() => console.log("default")),
    );
  });
  attempt(() => {
    go(() => {
      runtime.gosched();
      full.close();
    });
    select(
      send(full, 2, () => console.log("never")),
      recv(chan<number>(), () => console.log("never")),
    );
  });
}
