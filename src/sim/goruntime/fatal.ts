import { NONE } from "../../shared/ids";
import { SUSPENDED } from "../routine";
import type { Suspended } from "../routine";
import { Stream } from "./codes";
import { traceback, tracebackothers } from "./dump";
import type { G } from "./runtime2";
import type { GoRuntime } from "./runtime";

/** Ends of the program that it cannot catch (panic.go: fatal, throw, fatalpanic). All exit with code 2. */

/** Ends the run at the next step of the goroutine, when its frames are at rest and can be listed. */
export function fatal(g: G, message: string): Suspended {
  g.conts = null;
  g.opA = message;
  g.op = fatalOp;
  return SUSPENDED;
}

function fatalOp(rt: GoRuntime, g: G): Suspended {
  const message = String(g.opA);
  rt.output(Stream.stderr, `fatal error: ${message}\n\n${traceback(rt, g)}\n${tracebackothers(rt, g)}`);
  rt.exit({ how: "fatal error", exitCode: 2, message });
  return SUSPENDED;
}

/** proc.go: checkdead's reports. */
export function deadlock(rt: GoRuntime, message: string): void {
  rt.log.g = NONE;
  const dumps = tracebackothers(rt, null);
  rt.output(Stream.stderr, `fatal error: ${message}\n${dumps === "" ? "" : `\n${dumps}`}`);
  rt.exit({ how: "deadlock", exitCode: 2, message });
}

/** panic.go: throw, with other first lines than `fatal error: MESSAGE`. */
export function runtimeThrow(rt: GoRuntime, message: string, text: string): void {
  if (rt.end !== null) return;
  rt.output(Stream.stderr, `${text}\n${tracebackothers(rt, null)}`);
  rt.exit({ how: "fatal error", exitCode: 2, message });
}

/** Where Go's heap, and with it every stack, begins on linux/amd64 (malloc.go: mallocinit). */
const ARENA = 0xc000000000;

/** stack.go: newstack, where the limit is reached. Stacks have no addresses here: the last one is shown at the arena's beginning. */
export function stackOverflow(rt: GoRuntime, g: G, limit: number): Suspended {
  const message = "stack overflow";
  const hi = ARENA + g.stackSize;
  const sp = Math.max(ARENA, hi - g.routine.stackBytes());
  const stack = `sp=${address(sp)} stack=[${address(ARENA)}, ${address(hi)}]`;
  const text = `runtime: goroutine stack exceeds ${limit}-byte limit\nruntime: ${stack}\nfatal error: ${message}\n\n`;
  rt.output(Stream.stderr, `${text}${traceback(rt, g)}\n`);
  rt.exit({ how: "fatal error", exitCode: 2, message });
  return SUSPENDED;
}

function address(value: number): string {
  return `0x${value.toString(16)}`;
}

/** error.go: printindented. Nothing in a message looks like the dump that follows it. */
function indented(message: string): string {
  return message.replaceAll("\n", "\n\t");
}

/** panic.go: fatalpanic, for an exception that has left the goroutine's function. */
export function uncaught(rt: GoRuntime, g: G): Suspended {
  if (rt.end !== null) return SUSPENDED;
  const message = rt.hooks.formatPanic(g.routine.result);
  rt.output(Stream.stderr, `panic: ${indented(message)}\n\n${traceback(rt, g)}\n`);
  rt.exit({ how: "panic", exitCode: 2, message });
  return SUSPENDED;
}
