import { chan, nilChan } from "schedlens";

function attempt(f: () => void) {
  try {
    f();
  } catch (r) {
    const type = r instanceof Error ? r.name : typeof r;
    const text = r instanceof Error ? r.message : String(r);
    console.log(`${type}: ${text}`);
  }
}

/** @simulate */
export function main() {
  attempt(() => {
    throw "text";
  });
  attempt(() => {
    throw 42;
  });
  attempt(() => {
    throw new Error("an error");
  });
  attempt(() => {
    const c = nilChan<number>();
    c.close();
  });
  attempt(() => {
    const c = chan<number>();
    c.close();
    c.close();
  });
  attempt(() => {
    const c = chan<number>();
    c.close();
    c.send(1);
  });
  attempt(() => {
    const n = -1;
    chan<number>(n);
  });
}
