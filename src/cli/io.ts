/** What the command line needs of the process around it. */
export interface CliIo {
  stdout(text: string | Uint8Array): void;
  stderr(text: string): void;
  readonly cwd: string;
  /** Path of the bundled worker. */
  readonly workerScript: string;
  /** Folder with the bundled viewer: viewer.js and viewer.css. */
  readonly viewerFolder: string;
}

/** Exit codes of our own; every other is the program's. */
export const EXIT = { ok: 0, invalidTrace: 1, usage: 64, diagnostics: 65, ours: 70, limit: 124 } as const;

/** A wrong command line: the text says what is wrong. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A run cannot be made into the file that is wanted: the text says why. */
export class ExportError extends Error {
  override readonly name = "ExportError";
}
