/**
 * Asks one question at a time and always the newest: while an answer is awaited, newer arguments replace older ones that
 * wait, so a moving pointer never builds up a queue.
 */
export class Latest<Args, Result> {
  private waiting: { readonly args: Args } | undefined;
  private asking = false;
  private generation = 0;

  /**
   * @param ask may reject: then `onError` is called.
   * @param onResult is not called for questions that were asked before `drop`.
   */
  constructor(
    private readonly ask: (args: Args) => Promise<Result>,
    private readonly onResult: (result: Result, args: Args) => void,
    private readonly onError: (error: unknown) => void,
  ) {}

  get busy(): boolean {
    return this.asking;
  }

  request(args: Args): void {
    this.waiting = { args };
    if (!this.asking) void this.run();
  }

  /** Forgets what waits, and the answer that is under way. */
  drop(): void {
    this.waiting = undefined;
    this.generation++;
  }

  private async run(): Promise<void> {
    this.asking = true;
    for (;;) {
      const next = this.waiting;
      if (next === undefined) break;
      this.waiting = undefined;
      const generation = this.generation;
      try {
        const result = await this.ask(next.args);
        if (generation === this.generation) this.onResult(result, next.args);
      } catch (error) {
        if (generation === this.generation) this.onError(error);
      }
    }
    this.asking = false;
  }
}
