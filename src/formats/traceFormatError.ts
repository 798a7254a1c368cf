/** A file that cannot be read as a trace: what is wrong with it, for the person who opened it. */
export class TraceFormatError extends Error {
  override readonly name = "TraceFormatError";
}
