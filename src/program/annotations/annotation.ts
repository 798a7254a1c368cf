/** What a function's JSDoc tags ask for. Offsets count from the start of the file's text. */
export interface FunctionAnnotations {
  /** The function is an entry point. */
  readonly simulate: SimulateTag | undefined;
  /** Each call starts a goroutine and returns at once. */
  readonly goroutine: boolean;
  /** Each call creates a kernel thread and returns its Thread. */
  readonly thread: { readonly stack: number | undefined } | undefined;
  /** Each call creates a process and returns its Process. */
  readonly process: boolean;
  /** What each call does before the body runs, in the order of the tags. */
  readonly effects: readonly CallEffect[];
  /** The expression that replaces the body. */
  readonly mock: MockExpression | undefined;
}

export interface CallEffect {
  readonly kind: "cpu" | "network" | "disk" | "syscall";
  /** Duration in ns. */
  readonly ns: number;
}

export interface MockExpression {
  readonly text: string;
  /** Where the expression's text begins in the file. */
  readonly offset: number;
}

export interface SimulateTag {
  /** Key → value as written, already checked. */
  readonly options: ReadonlyMap<string, string>;
  /** Range of the tag's line. */
  readonly start: number;
  readonly end: number;
}
