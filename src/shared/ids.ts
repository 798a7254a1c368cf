declare const brand: unique symbol;
type Branded<Name extends string> = number & { readonly [brand]: Name };

/** Virtual time in whole nanoseconds since the start of the run, 0 … 2^53 − 1. */
export type SimTime = Branded<"SimTime">;
/** A core of the machine: 0 … cores − 1. */
export type CoreId = Branded<"CoreId">;

/** Process id as the kernel gives it: 1 is init, 2 the program. */
export type Pid = Branded<"Pid">;
/** Kernel thread id as the kernel gives it; a process's first thread has tid = pid. */
export type ThreadId = Branded<"ThreadId">;
/** Number of a P within its process: 0 … GOMAXPROCS − 1. */
export type ProcId = Branded<"ProcId">;
/** Goroutine number within its process, as `goroutine N` prints it. */
export type GoId = Branded<"GoId">;

/** Row of an entity table of the log: unique in a run, dense from 0, never re-used. `NONE` stands for no entity. */
export type ProcessIndex = Branded<"ProcessIndex">;
export type TaskIndex = Branded<"TaskIndex">;
export type PIndex = Branded<"PIndex">;
export type GIndex = Branded<"GIndex">;
/** Row of the table of channels, locks and other objects that goroutines meet at. */
export type ObjectIndex = Branded<"ObjectIndex">;
/** Row of the source-location table. */
export type LocIndex = Branded<"LocIndex">;
/** Row of the string table. */
export type StringIndex = Branded<"StringIndex">;
/** Position of an event in the log. */
export type EventIndex = Branded<"EventIndex">;

/** "No entity" in every column and table. */
export const NONE = -1;
