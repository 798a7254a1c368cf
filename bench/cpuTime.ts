/** Processor time, s, that this process takes for something, all its threads together: other work on the machine counts little. */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
