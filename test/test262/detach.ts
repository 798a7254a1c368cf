/** DetachArrayBuffer of the standard. @throws TypeError for what is no ArrayBuffer, of whatever realm. */
export function detachArrayBuffer(buffer: unknown): void {
  structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
}
