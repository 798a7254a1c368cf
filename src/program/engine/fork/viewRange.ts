import { getter } from "./builtins";

/** What a view shows of which buffer. */
export interface ViewRange {
  readonly buffer: ArrayBuffer;
  readonly offset: number;
  readonly bytes: number;
}

function rangeGetter(prototype: object): (view: object) => ViewRange {
  const [buffer, offset, bytes] = ["buffer", "byteOffset", "byteLength"].map((name) =>
    getter(prototype, name),
  );
  return (view) => ({
    buffer: buffer?.(view) as ArrayBuffer,
    offset: offset?.(view) as number,
    bytes: bytes?.(view) as number,
  });
}

const ofTypedArray = rangeGetter(Object.getPrototypeOf(Uint8Array.prototype) as object);
const ofDataView = rangeGetter(DataView.prototype);

/** Asks the platform alone: a program may have replaced the properties of its objects. `undefined` of a DataView whose buffer is detached. */
export function viewRange(view: ArrayBufferView): ViewRange | undefined {
  try {
    return (view instanceof DataView ? ofDataView : ofTypedArray)(view);
  } catch {
    return undefined;
  }
}
