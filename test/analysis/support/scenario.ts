import { NONE } from "../../../src/shared/ids";
import type { LocIndex } from "../../../src/shared/ids";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";
import { LogWorld } from "./logWorld";

/**
 * Two cores with M0 and M1, P0 and P1. Times in ns:
 * main (G1) starts three workers; M1 spins, steals two of them at 200 and runs G3; main waits from 300, G4 runs on P0; G3 reads from the
 * disk from 400 to 800, meanwhile P1 is retaken; G3 wakes main at 900; a thread X preempts M1 at 1000; the run ends at 1200.
 */
export function scenario(): EventLog {
  const world = new LogWorld({ cores: 2, gomaxprocs: 2 });
  const { log } = world;
  const chan = log.tables.addObject({ kind: "chan", size: 0, created: 0 as LocIndex, maker: NONE });
  const timer = log.tables.addObject({ kind: "timer", size: 0, created: 0 as LocIndex, maker: NONE });
  world.start();
  const p0 = world.p();
  const p1 = world.p();
  world.taskOn(0, "M0");
  const m1 = world.taskOn(1, "M1");
  world.acquire(0, p0);
  world.emit(Kind.Schedtick, 0, p0, 4);
  const main = world.newG("main");
  world.putNext(p0, main);
  world.run(0, world.getNext(p0), "runnext");

  world.at(100).as(0, 1);
  const [g2, g3, g4] = [world.newG(), world.newG(), world.newG()];
  world.putNext(p0, g2).putNext(p0, g3).putNext(p0, g4);
  world.emit(Kind.TimerStart, 0, timer, log.wide(500));
  world.at(150).as(1).spinStart();
  world.acquire(1, p1);
  world.at(200).as(1).overhead("scheduler", 20);
  const stolen = world.steal(p1, p0);
  world.spinStop();
  world.at(220).run(1, stolen, "steal");
  world.at(300).park(0, "chan receive", chan, 2);
  world.run(0, world.getNext(p0), "runnext");
  world.at(400).as(1).enterSyscall(1);
  world.emit(Kind.SyscallEnter, 10);
  const request = world.submit(400);
  world.block(1, "disk");
  world.at(500).as(0).retake(m1);
  world.at(600).as(0).emit(Kind.TimerFire, 0, timer, 0);
  world.at(800).complete(1, request);
  world.taskState(m1, "runnable", "woken").enqueue(m1, 1).dispatch(1);
  world.emit(Kind.SyscallExit, 10, 0);
  world.acquire(1, p1);
  world.emit(Kind.GoRunning, 11, stolen, 1);
  world.at(900).as(1, 3).runnable(main, "ready");
  world.putNext(p1, main).send(chan);
  world.at(950).as(0).print("hello\n");
  const x = world.as(1).task("X");
  world.taskState(x, "runnable", "created").enqueue(x, 1);
  world.at(1000).preempt(1);
  world.at(1050).exit(1);
  world.at(1100).as(1).dead(1);
  world.run(1, world.getNext(p1), "runnext");
  world.at(1150).dead(0);
  world.run(0, world.getLocal(p0), "local queue");
  return world.at(1200).end().log;
}
