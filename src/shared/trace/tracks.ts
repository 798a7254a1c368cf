/** A run as other viewers of traces know it: groups of tracks with slices, arrows between tracks, and counters. Times in ns. */
export interface TrackSet {
  readonly groups: readonly TrackGroup[];
  /** In order of time. */
  readonly flows: () => Iterable<Flow>;
}

/** The machine, or one process. */
export interface TrackGroup {
  readonly name: string;
  /** The process's pid; 0 of the machine. */
  readonly pid: number;
  readonly tracks: readonly Track[];
  readonly counters: readonly Counter[];
}

export interface Track {
  /** Counts from 1 over all groups. */
  readonly id: number;
  readonly name: string;
  /** In order of time; they neither overlap nor nest. */
  readonly slices: () => Iterable<Slice>;
}

export interface Slice {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** The state. */
  readonly category: string;
  /** Where the program was when it began. */
  readonly place: SlicePlace | undefined;
}

export interface SlicePlace {
  readonly file: string;
  readonly fn: string;
  readonly line: number;
}

/** Who wakes whom, who steals from whom. */
export interface Flow {
  readonly time: number;
  /** Ids of tracks. */
  readonly from: number;
  readonly to: number;
  readonly category: "wakeup" | "steal";
  /** What happens at each end. */
  readonly fromText: string;
  readonly toText: string;
}

/** A step function: value[i] holds from time[i] on. */
export interface Counter {
  readonly name: string;
  readonly unit: "count" | "bytes";
  readonly time: Float64Array;
  readonly value: Float64Array;
}
