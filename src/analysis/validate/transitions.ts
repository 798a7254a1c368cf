/** A legal change of state, and the reasons (names of the vocabulary) that may cause it. */
export interface LegalTransition<State extends string, Reason extends string> {
  readonly from: State;
  readonly to: State;
  readonly reasons: readonly Reason[];
}

/** A look-up of legal changes by the positions of states and reasons in their vocabularies. */
export class TransitionTable<State extends string, Reason extends string> {
  private readonly legal: Uint8Array;

  constructor(
    private readonly states: readonly State[],
    private readonly reasons: readonly Reason[],
    rules: readonly LegalTransition<State, Reason>[],
  ) {
    this.legal = new Uint8Array(states.length * states.length * reasons.length);
    for (const rule of rules) {
      for (const reason of rule.reasons) {
        const at = this.cell(states.indexOf(rule.from), states.indexOf(rule.to), reasons.indexOf(reason));
        this.legal[at] = 1;
      }
    }
  }

  /** What is wrong with this change, or nothing. */
  refuse(from: number, to: number, reason: number): string | undefined {
    if (this.legal[this.cell(from, to, reason)] === 1) return undefined;
    const why = this.reasons[reason] ?? String(reason);
    return `illegal change from ${this.states[from] ?? from} to ${this.states[to] ?? to}${why === "" ? "" : ` (${why})`}`;
  }

  private cell(from: number, to: number, reason: number): number {
    return (from * this.states.length + to) * this.reasons.length + reason;
  }
}
