export interface Case {
  readonly name: string;
  /** Text of main.ts, or several files. */
  readonly program: string | Readonly<Record<string, string>>;
  /** After `run main.ts`. */
  readonly args?: readonly string[];
  readonly exitCode: number;
  readonly stdout?: string | RegExp;
  /** What stderr is, whole or in part. */
  readonly stderr: string | RegExp;
}

/** A program whose entry function has this body. */
export function main(body: string, tag = "@simulate"): string {
  return `import { chan, compute, go, io, os, select, sync, syscall, time } from "schedlens";
/** ${tag} */
export function main() {
${body}
}
`;
}
