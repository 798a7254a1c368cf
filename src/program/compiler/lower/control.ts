/** What a break, continue or return passes on its way out. */
export type Control =
  | {
      readonly kind: "target";
      readonly labels: readonly string[];
      readonly breakLabel: string | undefined;
      readonly continueLabel: string | undefined;
      /** A labelled statement that is no loop: only a break that names it means it. */
      readonly labelledOnly: boolean;
    }
  | { readonly kind: "finally"; readonly state: FinallyState }
  /** A for-of, or an array pattern, over a cursor, which wants to be closed when that is left. */
  | {
      readonly kind: "cursor";
      readonly cursor: string;
      readonly loop: Control | undefined;
      readonly awaits: boolean;
    };

/** Completion record of a finally: how control came there and where it goes afterwards. */
export interface FinallyState {
  /** Local with 0: normally, 1: by an exception, 2 …: to `exits[n - 2]`. */
  readonly how: string;
  /** Local with the exception or the value to return. */
  readonly value: string;
  readonly label: string;
  readonly exits: Exit[];
}

export type Exit =
  | { readonly kind: "return" }
  | { readonly kind: "break"; readonly target: Control }
  | { readonly kind: "continue"; readonly target: Control };
