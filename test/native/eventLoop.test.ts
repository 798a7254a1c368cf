import { expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(body: string, declarations = "") {
  const { stdout, stderr, exitCode, log } = runText(`import { compute, os, thread, time } from "schedlens";
    ${declarations}
    /** @simulate runtime=native cores=2 costs=zero */
    export async function main() { ${body} }`);
  expectValid(log);
  return { stdout, stderr, exitCode };
}

test("timers, intervals and promises of a process without a Go runtime come in JavaScript's order", () => {
  const { stdout, exitCode } = run(`
    let ticks = 0;
    const tick = setInterval(() => { console.log("tick", Date.now() % 1000); if (++ticks === 3) clearInterval(tick); }, 2);
    setTimeout(() => console.log("timer", Date.now() % 1000), 5);
    Promise.resolve().then(() => console.log("job"));
    console.log("main");
    await new Promise((resolve) => setTimeout(resolve, 3));
    console.log("awaited", Date.now() % 1000);`);
  expect(stdout).toBe("main\njob\ntick 2\nawaited 3\ntick 4\ntimer 5\ntick 6\n");
  expect(exitCode).toBe(0);
});

test("another thread that settles a promise wakes the loop from its wait for a timer", () => {
  const { stdout } = run(`
    let settle;
    new Promise((resolve) => { settle = resolve; }).then(() => console.log("settled", Date.now() % 1000));
    thread.create(() => { os.sleep("1ms"); settle(); });
    setTimeout(() => console.log("timer", Date.now() % 1000), 9);`);
  expect(stdout).toBe("settled 1\ntimer 9\n");
});

test("a fork copies the timers that are set", () => {
  const { stdout } = run(`
    setTimeout(() => console.log(os.getpid(), Date.now() % 1000), 5);
    if (os.fork() > 0) os.wait();`);
  expect(stdout.split("\n").toSorted()).toEqual(["", "2 5", "3 5"]);
});

test("a timer's error that nobody catches ends the process", () => {
  const { stderr, exitCode } = run(`setTimeout(() => { throw new Error("late"); }, 1);`);
  expect(stderr).toMatch(/^Uncaught late\n/);
  expect(exitCode).toBe(134);
});
