import { expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

/** Programs of native processes, and what Linux prints for them. */
const FACTS: readonly (readonly [what: string, statements: string, stdout: string])[] = [
  [
    "to ignore a signal drops one that is pending",
    `os.sigprocmask("block", ["SIGUSR1"]);
     os.kill(os.getpid(), "SIGUSR1");
     os.signal("SIGUSR1", "ignore");
     os.signal("SIGUSR1", () => console.log("handled"));
     os.sigprocmask("unblock", ["SIGUSR1"]);
     console.log("over");`,
    "over\n",
  ],
  [
    "SIGCONT drops a stop that is pending",
    `os.sigprocmask("block", ["SIGTSTP"]);
     os.kill(os.getpid(), "SIGTSTP");
     os.kill(os.getpid(), "SIGCONT");
     os.sigprocmask("unblock", ["SIGTSTP"]);
     console.log("goes on");`,
    "goes on\n",
  ],
  [
    "SIGKILL and SIGSTOP cannot be blocked",
    `os.sigprocmask("setmask", ["SIGKILL", "SIGSTOP", "SIGTERM"]);
     console.log(os.sigprocmask("block", []).join());
     const pid = os.fork();
     if (pid === 0) os.sleep("1s");
     os.kill(pid, "SIGTERM");
     os.sleep("10ms");
     os.kill(pid, "SIGKILL");
     console.log(os.waitpid(pid).signal);`,
    "SIGTERM\n9\n",
  ],
  [
    "a zombie counts against nproc until it is waited for",
    `os.setrlimit("nproc", 2);
     const child = () => { if (os.fork() === 0) os.exit(0); };
     child();
     os.sleep("10ms");
     try { child(); } catch (error) { console.log(error.code); }
     os.wait();
     child();
     os.wait();
     console.log("made");`,
    "EAGAIN\nmade\n",
  ],
  [
    "a release wakes who waits at the semaphore, at once",
    `const semaphore = os.namedSemaphore("s", 0);
     if (os.fork() === 0) {
       semaphore.acquire();
       console.log("child goes on");
       os.exit(0);
     }
     os.sleep("1ms");
     semaphore.release();
     os.sleep("1ms");
     console.log("parent");
     os.wait();`,
    "child goes on\nparent\n",
  ],
  [
    "a child's limits are its own",
    `if (os.fork() === 0) {
       os.setrlimit("nofile", 3);
       try { os.pipe(); } catch (error) { console.log(error.code); }
       os.exit(0);
     }
     os.wait();
     console.log(os.getrlimit("nofile").soft, os.pipe().join());`,
    "EMFILE\n1024 3,4\n",
  ],
];

test.each(FACTS)("%s", (_, statements, expected) => {
  const { stdout, stderr, exitCode, log } = runText(`import { os } from "schedlens";
    /** @simulate runtime=native cores=1 */
    export function main() { ${statements} }`);
  expect([stdout, stderr, exitCode]).toEqual([expected, "", 0]);
  expectValid(log);
});
