/** An expression's text and what may be done with it. */
export interface Value {
  readonly text: string;
  /** Nothing that runs later changes it: it need not be put aside. */
  readonly stable: boolean;
  /** Cheap and without effect: the text may be repeated. */
  readonly atom: boolean;
  /** Text to put aside instead: what is spread must be copied when its turn comes. */
  readonly aside?: string;
}

/** A literal, a temporary, or a variable that never changes again. */
export function constant(text: string): Value {
  return { text, stable: true, atom: true };
}

/** A variable that may change. */
export function variable(text: string): Value {
  return { text, stable: false, atom: true };
}

/** Text that is to be evaluated exactly once. */
export function computed(text: string): Value {
  return { text, stable: false, atom: false };
}

/** What a spread takes its elements or properties from. */
export function spread(text: string, copy: string): Value {
  return { text, stable: false, atom: false, aside: copy };
}

export const UNDEFINED = constant("undefined");
