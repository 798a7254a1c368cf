import type { Pcb } from "../pcb";
import type { PsRow } from "../psRow";
import type { Entity } from "./entity";
import type { Place } from "./queries";

/** A process at an instant, as `ps -ef --forest` lists it. */
export interface ProcessAt {
  /** Row of the log's table. */
  readonly process: number;
  /** Generations below init. */
  readonly depth: number;
  readonly row: PsRow;
  /** Its first thread, by which it is looked at; NONE: it has none any more. */
  readonly entity: Entity;
}

/** A stretch of a process's memory. Pages of 4 KiB. */
export interface Segment {
  readonly name: string;
  readonly mapped: number;
  readonly resident: number;
  readonly note: string;
}

/**
 * A page of the heap since the process last forked or was forked. shared: with another process, so that the next write copies it. protected:
 * no other process has it any more, but the next write is a fault. copied, reused: what the first write led to. own: no fork knows it.
 */
export const HEAP_PAGES = ["own", "shared", "protected", "copied", "reused"] as const;
export type HeapPage = (typeof HEAP_PAGES)[number];

export interface DescriptorAt {
  readonly fd: number;
  /** One of FD_ACCESS; empty where the process began with it. */
  readonly access: string;
  readonly of: string;
}

/** What there is to know of a process at an instant. */
export interface ProcessDetail {
  readonly process: number;
  readonly name: string;
  /** One for each thread. */
  readonly blocks: readonly (Pcb & { readonly entity: Entity })[];
  readonly segments: readonly Segment[];
  /** By page, positions in HEAP_PAGES: those that forks know. */
  readonly heap: Uint8Array;
  readonly descriptors: readonly DescriptorAt[];
}

/** Bytes that one call has put into a pipe, as far as they are still there. */
export interface ChannelPiece {
  readonly bytes: number;
  readonly sender: string;
  readonly time: number;
}

/** Something through which processes communicate, with what is in it at an instant. */
export interface ChannelAt {
  readonly object: number;
  readonly label: string;
  /** Where it was made. */
  readonly place: Place | undefined;
  /** What `inside` and `limit` count. */
  readonly unit: "bytes" | "messages" | "units";
  readonly inside: number;
  /** Most that can be inside; 0: not known. */
  readonly limit: number;
  /** Bytes that are inside; of a semaphore 0. */
  readonly bytes: number;
  /** Bytes since it was made, of a semaphore units. */
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  /** Of a pipe: what is inside, the next to be read first. */
  readonly pieces: readonly ChannelPiece[];
  /** Descriptors for it, `5: 3 (read)`, by pid. */
  readonly holders: readonly string[];
}
