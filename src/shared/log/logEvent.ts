import { NONE } from "../ids";

/** One event, read out of the columns. `a` and `b` are as stored: see `EventLog.readWide` for wide arguments. */
export interface LogEvent {
  index: number;
  time: number;
  kind: number;
  aux: number;
  core: number;
  task: number;
  p: number;
  g: number;
  a: number;
  b: number;
  loc: number;
}

export function newLogEvent(): LogEvent {
  return {
    index: 0,
    time: 0,
    kind: 0,
    aux: 0,
    core: NONE,
    task: NONE,
    p: NONE,
    g: NONE,
    a: NONE,
    b: NONE,
    loc: NONE,
  };
}
