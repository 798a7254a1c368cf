import { Hidden } from "../../engine/coroutines/hidden";
import type { AccessHooks } from "../../engine/accesses";

/** What is behind a buffer whose pages belong to somebody else now; a fork copies it with the buffer. */
const GONE = "gone";
/** … of shared memory, which cannot be given away. */
const SHARED = "shared";

type View = ArrayBufferView<ArrayBuffer>;

function getter(prototype: object): (view: View) => ArrayBuffer {
  const get = Reflect.get(
    Object.getOwnPropertyDescriptor(prototype, "buffer") ?? {},
    "get",
  ) as () => ArrayBuffer;
  return (view) => Reflect.apply(get, view, []);
}

// A program may have replaced the properties of its own objects.
const bufferOfTyped = getter(Object.getPrototypeOf(Uint8Array.prototype) as object);
const bufferOfDataView = getter(DataView.prototype);

function bufferOf(view: View): ArrayBuffer {
  return view instanceof DataView ? bufferOfDataView(view) : bufferOfTyped(view);
}

/** The bytes belong to their receiver now: this process has them no longer, whichever view it uses. */
export function giveAway(data: Uint8Array): void {
  const buffer = bufferOf(data as View);
  if (Hidden.of(buffer) !== undefined) return;
  new Uint8Array(buffer).fill(0);
  Hidden.put(buffer, GONE);
}

/** The buffer is shared memory. */
export function share(buffer: ArrayBuffer): void {
  if (Hidden.of(buffer) === undefined) Hidden.put(buffer, SHARED);
}

/** Whether the process still has the bytes of a view, or of another object. */
export function isGone(object: object): boolean {
  return ArrayBuffer.isView(object) && Hidden.of(bufferOf(object as View)) === GONE;
}

/** Tells of accesses to what has been given away. */
export function watchAccesses(touched: () => void): AccessHooks {
  const check = (object: object): void => {
    if (isGone(object)) touched();
  };
  return { read: check, write: check };
}
