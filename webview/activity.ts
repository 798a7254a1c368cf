/**
 * Knows whether anything is under way: a question to the log, a frame to be drawn, a delayed step. `document.body.dataset.idle`
 * says so to whoever waits for the picture to be complete.
 */
export class Activity {
  private running = 0;
  private readonly idleListeners = new Set<() => void>();
  private checking = false;

  constructor(private readonly body: HTMLElement) {
    body.dataset["idle"] = "false";
  }

  /** Marks the start of something; call what is returned once at its end. */
  begin(): () => void {
    this.running++;
    this.body.dataset["idle"] = "false";
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.running--;
      this.check();
    };
  }

  onIdle(listener: () => void): void {
    this.idleListeners.add(listener);
  }

  /** Idle counts once it has lasted a task: an answer that leads to the next question is no pause. */
  private check(): void {
    if (this.checking || this.running > 0) return;
    this.checking = true;
    setTimeout(() => {
      this.checking = false;
      if (this.running > 0) return;
      this.body.dataset["idle"] = "true";
      for (const listener of this.idleListeners) listener();
    }, 0);
  }
}

/** Runs a task at most once a frame, however often it is asked for. */
export class FrameTask {
  private end: (() => void) | undefined;

  constructor(
    private readonly activity: Activity,
    private readonly task: () => void,
  ) {}

  request(): void {
    if (this.end !== undefined) return;
    this.end = this.activity.begin();
    requestAnimationFrame(() => {
      const end = this.end;
      this.end = undefined;
      try {
        this.task();
      } finally {
        end?.();
      }
    });
  }
}

/** Runs a task once no more calls have come for `delay` ms. Without an `activity` the wait does not count as one. */
export class DelayedTask {
  private timer: number | undefined;
  private end: (() => void) | undefined;

  constructor(
    private readonly activity: Activity | undefined,
    private readonly delay: number,
    private readonly task: () => void,
  ) {}

  request(): void {
    window.clearTimeout(this.timer);
    this.end ??= this.activity?.begin();
    this.timer = window.setTimeout(() => this.run(), this.delay);
  }

  /** Drops a call that waits. */
  cancel(): void {
    window.clearTimeout(this.timer);
    this.end?.();
    this.end = undefined;
  }

  private run(): void {
    const end = this.end;
    this.end = undefined;
    try {
      this.task();
    } finally {
      end?.();
    }
  }
}
