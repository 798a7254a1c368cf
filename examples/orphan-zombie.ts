import { os } from "schedlens";

function signalled(pid: number): string {
  try {
    os.kill(pid, 0);
    return "is there";
  } catch (error) {
    return String(error);
  }
}

/**
 * What becomes of a process whose parent does not wait for it, and of one whose parent ends.
 *
 * `zombie`: the child ends at once, and nobody asks for its status until 5 ms later: so long it is a zombie, which still has its pid.
 * `orphan`: the child forks a grandchild and ends; the grandchild gets another parent: init, or the nearest ancestor that has declared itself a
 * subreaper, which can then wait for it.
 *
 * @simulate runtime=native cores=2
 */
export function zombie() {
  const pid = os.fork();
  if (pid === 0) os.exit(3);
  os.sleep("5ms");
  console.log("process", pid, signalled(pid));
  console.log(os.waitpid(pid));
  console.log("process", pid, signalled(pid));
}

function family(): void {
  if (os.fork() === 0) {
    if (os.fork() === 0) {
      console.log("grandchild: my parent is", os.getppid());
      os.sleep("2ms");
      console.log("grandchild: my parent is", os.getppid());
      os.exit(0);
    }
    os.sleep("1ms");
    os.exit(0);
  }
}

/** @simulate runtime=native cores=2 */
export function orphan() {
  family();
  os.wait();
  os.sleep("5ms");
}

/** @simulate runtime=native cores=2 */
export function subreaper() {
  os.setSubreaper(true);
  family();
  console.log(os.wait().pid, os.wait().pid, "have been waited for");
}
