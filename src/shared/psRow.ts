/** A line of `ps`: what `ps -ef` shows, and more (ps(1), procps). */
export interface PsRow {
  readonly uid: number;
  readonly pid: number;
  /** Of the present parent; 0: none. */
  readonly ppid: number;
  /** Processor time in percent of the time that the process has lived, at most 99. */
  readonly c: number;
  /** When it started, `HH:MM`; on an earlier day `Mon DD`. */
  readonly stime: string;
  /** Its terminal; `?`: none. */
  readonly tty: string;
  /** Processor time of all its threads: `[DD-]HH:MM:SS`, cut to whole seconds. */
  readonly time: string;
  /** Its name; of a zombie `[NAME] <defunct>`. */
  readonly cmd: string;
  /** R: runs or could. S: sleeps. D: sleeps, and no signal wakes it. T: stopped. Z: a zombie. */
  readonly state: "R" | "S" | "D" | "T" | "Z";
  /** Threads that have not ended; 1 for a zombie, as in /proc, and for init. */
  readonly threads: number;
  /** KiB in memory, and mapped. */
  readonly rss: number;
  readonly vsz: number;
}

/** What a row is made of. Times in ns. */
export interface ProcessFacts {
  readonly uid: number;
  readonly pid: number;
  readonly ppid: number;
  readonly name: string;
  readonly state: PsRow["state"];
  readonly threads: number;
  readonly started: number;
  readonly cpuTime: number;
  readonly residentPages: number;
  readonly mappedPages: number;
}

const SECOND = 1e9;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PAGE_KIB = 4;
const INIT = 1;
const JANUARY = 31;

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, "0");
}

/** Virtual time 0 is 2024-01-01T00:00:00Z. Runs do not last into February. */
function startTime(started: number, now: number): string {
  if (Math.floor(started / DAY) === Math.floor(now / DAY))
    return `${two((started % DAY) / HOUR)}:${two((started % HOUR) / MINUTE)}`;
  return `Jan${two(Math.min(JANUARY, Math.floor(started / DAY) + 1))}`;
}

function cpuTimeText(ns: number): string {
  const days = Math.floor(ns / DAY);
  const clock = `${two((ns % DAY) / HOUR)}:${two((ns % HOUR) / MINUTE)}:${two((ns % MINUTE) / SECOND)}`;
  return days === 0 ? clock : `${two(days)}-${clock}`;
}

/** The row of a process at time `now`. */
export function psRow(facts: ProcessFacts, now: number): PsRow {
  const { uid, pid, ppid, name, state, threads, started, cpuTime, residentPages, mappedPages } = facts;
  const lived = now - started;
  return {
    uid,
    pid,
    ppid,
    c: lived <= 0 ? 0 : Math.min(99, Math.floor((100 * cpuTime) / lived)),
    stime: startTime(started, now),
    tty: pid === INIT ? "?" : "pts/0",
    time: cpuTimeText(cpuTime),
    cmd: state === "Z" ? `[${name}] <defunct>` : name,
    state,
    threads: Math.max(1, threads),
    rss: residentPages * PAGE_KIB,
    vsz: mappedPages * PAGE_KIB,
  };
}

/** The state of a process is that of its first thread, as in /proc/PID/stat. */
export interface ThreadFacts {
  readonly stopped: boolean;
  readonly runs: boolean;
  /** No signal wakes it. */
  readonly uninterruptible: boolean;
}

export function stateLetter(first: ThreadFacts | undefined, ended: boolean): PsRow["state"] {
  if (ended) return "Z";
  if (first === undefined) return "S";
  if (first.stopped) return "T";
  if (first.runs) return "R";
  return first.uninterruptible ? "D" : "S";
}
