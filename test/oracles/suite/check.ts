import { chan, go, recv, runtime, select, otherwise, time } from "schedlens";

/** Ends the program with a message unless the condition holds. */
export function check(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

export function equal(got: unknown, want: unknown, what: string): void {
  check(got === want, `${what}: got ${String(got)}, want ${String(want)}`);
}

/** What `f` throws: the message of an error, `undefined` if it returns. */
export function thrownBy(f: () => unknown): string | undefined {
  try {
    f();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}

/** Whether `f`, in a goroutine of its own, is still blocked after everything else had many turns. */
export function blocks(f: () => unknown): boolean {
  const done = chan<boolean>(1);
  go(() => {
    f();
    done.send(true);
  });
  for (let i = 0; i < 10; i++) {
    runtime.gosched();
    time.sleep("100us");
    if (select(recv(done), otherwise()) === 0) return false;
  }
  return true;
}
