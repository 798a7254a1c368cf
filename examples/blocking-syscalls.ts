import { compute, sync, syscall } from "schedlens";

/**
 * Four goroutines block in system calls, two compute, on two Ps.
 *
 * A goroutine in a system call keeps its thread, which waits in the kernel; its P stays with it for the moment. Calls of 5 us are back
 * before anybody notices and take their P again (fast exit). From calls of 3 ms sysmon retakes the P after its second look and hands it to
 * another thread: find the Retake and Handoff events, and count the threads: more than two, though never more than two run goroutines.
 *
 * @simulate cores=2 gomaxprocs=2
 */
export function main(): void {
  const wg = new sync.WaitGroup();
  for (let id = 0; id < 4; id++)
    wg.go(() => {
      for (let round = 0; round < 4; round++) {
        compute("80us");
        if (round % 2 === 0) syscall("5us");
        else slowCall();
      }
      console.log(`caller ${id} is done`);
    });
  for (let id = 0; id < 2; id++)
    wg.go(() => {
      for (let round = 0; round < 20; round++) compute("250us");
      console.log(`computer ${id} is done`);
    });
  wg.wait();
}

/** @syscall 3ms */
function slowCall(): void {
  compute("30us");
}
