import type { Action, Model } from "./model";
import { INITIAL, reduce } from "./model";

type Listener = (model: Model, before: Model) => void;

/** Holds the one state. Views read it and dispatch actions; nothing else changes it. */
export class Store {
  private current = INITIAL;
  private readonly listeners = new Set<Listener>();

  get model(): Model {
    return this.current;
  }

  dispatch(action: Action): void {
    const before = this.current;
    this.current = reduce(before, action);
    if (this.current === before) return;
    for (const listener of [...this.listeners]) listener(this.current, before);
  }

  /** Calls `listener` after every change; returns what ends that. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
