import { compute, io, os, time } from "schedlens";

function job(): void {
  for (let i = 0; i < 5; i++) {
    compute("2ms");
    io.disk("2ms");
  }
}

/**
 * Why a machine with one core runs several programs at a time: while one waits for the disk, another computes.
 *
 * `alone` runs four jobs one after the other: the core is idle while each of them waits for the disk, and half of the time is lost.
 * `together` starts them all: the core goes to another job whenever one waits, and is nearly always busy. Compare the core's lane of both
 * runs, or on the command line: schedlens compare alone.schedtrace together.schedtrace
 *
 * @simulate runtime=native cores=1
 */
export function alone() {
  for (let i = 0; i < 4; i++) {
    os.spawn(job, { name: `job${i}` });
    os.wait();
  }
  console.log("four jobs, one after the other:", time.now() / 1e6, "ms");
}

/** @simulate runtime=native cores=1 */
export function together() {
  for (let i = 0; i < 4; i++) os.spawn(job, { name: `job${i}` });
  for (let i = 0; i < 4; i++) os.wait();
  console.log("four jobs together:", time.now() / 1e6, "ms");
}
