import type { Store } from "../model/store";
import { span } from "../model/range";

/** At speed 1 the cursor takes so long through what is in view, ms. */
const VIEW_MS = 10_000;

/** Moves the cursor while the run is played: evenly, or, where motion is to be reduced, from event to event. */
export class Playback {
  private frame = 0;
  private last: number | undefined;
  private readonly stopListening: () => void;

  /**
   * @param nextEvent moves the cursor to the next event.
   * @param reduced whether motion is to be reduced.
   */
  constructor(
    private readonly store: Store,
    private readonly nextEvent: () => void,
    private readonly reduced: () => boolean = () => matchMedia("(prefers-reduced-motion: reduce)").matches,
  ) {
    this.stopListening = store.subscribe((model, before) => {
      if (model.playing === before.playing) return;
      cancelAnimationFrame(this.frame);
      this.last = undefined;
      if (model.playing) this.frame = requestAnimationFrame(this.tick);
    });
  }

  dispose(): void {
    this.stopListening();
    cancelAnimationFrame(this.frame);
  }

  private readonly tick = (now: number): void => {
    const { model } = this.store;
    if (!model.playing) return;
    const { last } = this;
    const pause = 500 / model.speed;
    if (last === undefined || !this.reduced()) {
      if (last !== undefined) this.move(now - last);
      this.last = now;
    } else if (now - last >= pause) {
      this.nextEvent();
      this.last = now;
    }
    if (this.store.model.playing) this.frame = requestAnimationFrame(this.tick);
  };

  private move(ms: number): void {
    const { model } = this.store;
    const end = model.overview?.endTime ?? 0;
    // A cursor is a whole number of ns: it moves on by at least one.
    const by = Math.max(1, (ms / VIEW_MS) * model.speed * span(model.range));
    const time = Math.min(end, model.cursor + by);
    this.store.dispatch({ type: "cursor", time, reveal: true });
    if (time >= end) this.store.dispatch({ type: "play", playing: false, speed: model.speed });
  }
}
