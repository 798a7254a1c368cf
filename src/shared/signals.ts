/** The standard signals of Linux on x86 (signal(7)) by number; real-time signals are not modelled. */
const NAMES = [
  "",
  "SIGHUP",
  "SIGINT",
  "SIGQUIT",
  "SIGILL",
  "SIGTRAP",
  "SIGABRT",
  "SIGBUS",
  "SIGFPE",
  "SIGKILL",
  "SIGUSR1",
  "SIGSEGV",
  "SIGUSR2",
  "SIGPIPE",
  "SIGALRM",
  "SIGTERM",
  "SIGSTKFLT",
  "SIGCHLD",
  "SIGCONT",
  "SIGSTOP",
  "SIGTSTP",
  "SIGTTIN",
  "SIGTTOU",
  "SIGURG",
  "SIGXCPU",
  "SIGXFSZ",
  "SIGVTALRM",
  "SIGPROF",
  "SIGWINCH",
  "SIGIO",
  "SIGPWR",
  "SIGSYS",
] as const;

export type SignalName = Exclude<(typeof NAMES)[number], "">;

/** The number of each signal: `Signal.SIGTERM`. */
export const Signal = Object.fromEntries(NAMES.map((name, number) => [name, number])) as {
  readonly [Name in SignalName]: number;
};

/** How many numbers there are: 1 … LAST_SIGNAL. */
export const LAST_SIGNAL = NAMES.length - 1;

/** `SIGTERM`; of a number that is no signal's `signal N`. */
export function signalName(signal: number): string {
  const name = NAMES[signal];
  return name === undefined || name === "" ? `signal ${signal}` : name;
}

/** The number of a signal given by number or by name, with or without SIG; `undefined` where there is none. */
export function signalNumber(signal: number | string): number | undefined {
  if (typeof signal === "number")
    return Number.isSafeInteger(signal) && signal >= 1 && signal <= LAST_SIGNAL ? signal : undefined;
  const numbers: ReadonlyMap<string, number> = new Map(NAMES.map((name, number) => [name, number]));
  return signal === "" ? undefined : (numbers.get(signal) ?? numbers.get(`SIG${signal}`));
}
