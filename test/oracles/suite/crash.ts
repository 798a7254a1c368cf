import { chan, go, recv, runtime, select, sync, time } from "schedlens";

// Programs that die: the expected ends are in crash.test.ts. Each names the test of runtime/crash_test.go that it mirrors.

/**
 * TestSimpleDeadlock.
 * @simulate
 */
export function SimpleDeadlock() {
  select();
}

/**
 * TestLockedDeadlock.
 * @simulate
 */
export function LockedDeadlock() {
  runtime.lockOSThread();
  select();
}

/**
 * TestLockedDeadlock2.
 * @simulate
 */
export function LockedDeadlock2() {
  go(() => {
    runtime.lockOSThread();
    select();
  });
  time.sleep("1ms");
  select();
}

/**
 * TestGoexitDeadlock.
 * @simulate
 */
export function GoexitDeadlock() {
  const f = () => {
    for (let i = 0; i < 10; i++);
  };
  go(f);
  go(f);
  runtime.goexit();
}

/**
 * TestGoexitCrash: other goroutines run on, then nobody is left.
 * @simulate
 */
export function GoexitExit() {
  go(() => time.sleep("1ms"));
  const i = chan<number>(1);
  i.send(1);
  runtime.goexit();
}

/**
 * TestGoexitInPanic: goexit while an exception is on its way ends it.
 * @simulate
 */
export function GoexitInPanic() {
  go(() => {
    try {
      throw new Error("never seen");
    } finally {
      runtime.goexit();
    }
  });
  runtime.goexit();
}

/**
 * TestPanicAfterGoexit: an exception that a finally block throws during goexit.
 * @simulate
 */
export function PanicAfterGoexit() {
  try {
    runtime.goexit();
  } finally {
    throwError("hello");
  }
}

function throwError(message: string) {
  throw new Error(message);
}

/**
 * TestRecoveredPanicAfterGoexit: the exception is caught, goexit goes on.
 * @simulate
 */
export function RecoveredPanicAfterGoexit() {
  try {
    try {
      runtime.goexit();
    } finally {
      try {
        throwError("caught");
      } catch {
        console.log("caught");
      }
    }
  } finally {
    console.log("end");
  }
}

/**
 * TestRecursivePanic: exceptions that are caught within finally blocks do not hide the first.
 * @simulate
 */
export function RecursivePanic() {
  try {
    throwError("again");
  } finally {
    try {
      throwError("first caught");
    } catch (error) {
      console.log("wrap:", (error as Error).message);
    }
  }
}

/**
 * TestMainGoroutineID.
 * @simulate
 */
export function MainGoroutineID() {
  throwError("test");
}

/**
 * TestGoNil: a go statement without a function.
 * @simulate
 */
export function GoNil() {
  const f = undefined as unknown as () => void;
  go(f);
}

/**
 * TestPanicRace: of two goroutines that panic, one is reported.
 * @simulate
 */
export function PanicRace() {
  const wg = new sync.WaitGroup();
  wg.add(2);
  for (let i = 0; i < 2; i++) {
    go(() => {
      throwError("crash");
      wg.done();
    });
  }
  wg.wait();
}

/**
 * TestPanicDeadlockGosched: a panic ends the program although a finally block gives way.
 * @simulate
 */
export function PanicDeadlockGosched() {
  try {
    throwError("errorThatGosched");
  } finally {
    runtime.gosched();
  }
}

/**
 * TestPanicLoop, DoublePanic: a finally block's own exception takes the place of the first.
 * @simulate
 */
export function DoublePanic() {
  try {
    throwError("first");
  } finally {
    throwError("second");
  }
}

/**
 * checkdead with a timer: nobody is dead while a goroutine sleeps (TestNetpollDeadlock's other half).
 * @simulate
 */
export function DeadlockAfterSleep() {
  go(() => {
    time.sleep("5ms");
    console.log("slept");
  });
  chan<number>().recv();
}

/**
 * Deadlock in all goroutines with waits in a select.
 * @simulate
 */
export function SelectDeadlock() {
  const c = chan<number>();
  go(() => select(recv(c), recv(chan<number>())));
  runtime.gosched();
  select(recv(chan<number>()), recv(chan<number>()));
}

/**
 * TestThreadExhaustion: more threads than 10,000 at a time.
 * @simulate
 */
export function ThreadExhaustion() {
  for (let i = 0; i < 10_010; i++) {
    const ready = chan<boolean>();
    go(() => {
      runtime.lockOSThread();
      ready.send(true);
      select();
    });
    ready.recv();
  }
}
