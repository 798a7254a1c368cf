import * as vscode from "vscode";
import type { Entity } from "../../shared/trace/entity";
import type { Run } from "../runs/run";
import type { EntityAt } from "./entityAt";
import { goroutineAt, threadAt } from "./entityAt";

/** Goroutines, or threads, that the editor and the side panel show at one instant; more are counted only. */
const SHOWN = 200;

/** Points the page that the cursor is in to an instant, a goroutine or a thread. */
export type Point = (time: number | undefined, entity: Entity | undefined) => void;

export interface Instant {
  readonly run: Run;
  readonly time: number;
  readonly point: Point;
  readonly total: number;
  /** Goroutines; in a run without any, kernel threads. */
  readonly entities: readonly EntityAt[];
}

/** Where every goroutine, or thread, is at the cursor of a page. Asks for the newest place only while the cursor moves fast. */
export class Cursor implements vscode.Disposable {
  private latest: Instant | undefined;
  private wanted: Pick<Instant, "run" | "time" | "point"> | undefined;
  private asking = false;
  private readonly changed = new vscode.EventEmitter<Instant | undefined>();
  readonly onDidChange = this.changed.event;

  get instant(): Instant | undefined {
    return this.latest;
  }

  move(run: Run, time: number, point: Point): void {
    this.wanted = { run, time, point };
    if (!this.asking) void this.ask();
  }

  /** A page does not show this run any more. */
  leave(run: Run | undefined): void {
    if (this.wanted?.run === run) this.wanted = undefined;
    if (this.latest === undefined || this.latest.run !== run) return;
    this.latest = undefined;
    this.changed.fire(undefined);
  }

  private async ask(): Promise<void> {
    this.asking = true;
    try {
      for (let next = this.wanted; next !== undefined; next = this.wanted) {
        const { run, time } = next;
        const answer = await entitiesAt(run, time);
        // The cursor may have moved on, or the page closed, while the worker was answering.
        if (this.wanted === next) this.wanted = undefined;
        else continue;
        if (answer === undefined) continue;
        this.latest = { ...next, ...answer };
        this.changed.fire(this.latest);
      }
    } catch {
      // The run went away while it was asked: whoever ended it takes the cursor away.
      this.wanted = undefined;
    } finally {
      this.asking = false;
    }
  }

  dispose(): void {
    this.wanted = undefined;
    this.changed.dispose();
  }
}

async function entitiesAt(run: Run, time: number): Promise<Pick<Instant, "total" | "entities"> | undefined> {
  const { simulation } = run;
  if (simulation === undefined) return undefined;
  const { total, goroutines } = await simulation.query("stateAt", { time, max: SHOWN });
  if (run.summary?.config.runtime !== "native") return { total, entities: goroutines.map(goroutineAt) };
  const answer = await simulation.query("threadsAt", { time, max: SHOWN });
  return { total: answer.total, entities: answer.threads.map(threadAt) };
}
