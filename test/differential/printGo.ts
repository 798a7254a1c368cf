import { UNIT_MS } from "./program";
import type { Block, Program, SelectCase, Stmt } from "./program";

/**
 * Everything but the programs. Lines go into a file that is mapped into memory: they are there however the process ends, and writing takes
 * neither time nor a system call. What sets that up are raw system calls, of which Go's scheduler knows nothing.
 */
export const GO_PRELUDE = `package main

import (
	"context"
	"errors"
	"os"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

var _ = runtime.Gosched
var _ = errors.New
var _ = context.Canceled

const unit = ${UNIT_MS} * time.Millisecond

func itoa(n int) string { return strconv.Itoa(n) }

func say(id string, site int, text string) {
	line := id + ":" + itoa(site) + text + "\\n"
	end := written.Add(int64(len(line)))
	copy(output[end-int64(len(line)):], line)
}

var output []byte
var written atomic.Int64

func openOutput(path string) {
	const size = 1 << 22
	name := append([]byte(path), 0)
	fd, _, err := syscall.RawSyscall(syscall.SYS_OPEN, uintptr(unsafe.Pointer(&name[0])), syscall.O_RDWR, 0)
	at, _, err2 := syscall.RawSyscall6(syscall.SYS_MMAP, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED, fd, 0)
	if err != 0 || err2 != 0 {
		panic("cannot map the output")
	}
	output = unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&at))), size)
	// Else the first line takes as long as a page fault of a file: time enough for threads to wake up.
	output[0] = 0
}

func boolean(b bool) string {
	if b {
		return " true"
	}
	return " false"
}

func caught(r any) string {
	switch v := r.(type) {
	case error:
		return v.Error()
	case string:
		return v
	}
	return "?"
}

func text(err error) string {
	if err == nil {
		return " nil"
	}
	return " " + err.Error()
}

func received(v int, ok bool) string {
	if ok {
		return " " + itoa(v)
	}
	return " closed"
}

type semaphore struct {
	mu      sync.Mutex
	permits int
	waiters []chan struct{}
}

func (s *semaphore) acquire() {
	s.mu.Lock()
	if s.permits > 0 {
		s.permits--
		s.mu.Unlock()
		return
	}
	w := make(chan struct{})
	s.waiters = append(s.waiters, w)
	s.mu.Unlock()
	<-w
}

func (s *semaphore) release() {
	s.mu.Lock()
	if len(s.waiters) == 0 {
		s.permits++
	} else {
		close(s.waiters[0])
		s.waiters = s.waiters[1:]
	}
	s.mu.Unlock()
}

func main() {
	n, _ := strconv.Atoi(os.Args[1])
	openOutput(os.Args[2])
	programs[n]()
}
`;

/** The table of all programs of a binary. */
export function goTable(count: number): string {
  const names = Array.from({ length: count }, (_, n) => `program${n}`);
  return `package main\n\nvar programs = []func(){${names.join(", ")}}\n`;
}

/** A program as the function `programN`. */
export function printGo(program: Program, n: number): string {
  return new GoPrinter().program(program, n);
}

class GoPrinter {
  private site = 0;
  private names = 0;

  program(p: Program, n: number): string {
    const lines: string[] = [];
    const declare = (name: string, value: string): void =>
      void lines.push(`var ${name} ${value}`, `_ = ${name}`);
    p.chans.forEach((cap, i) => declare(`c${i}`, cap === null ? "chan int" : `= make(chan int, ${cap})`));
    const some = (count: number, name: string, type: string): void => {
      for (let i = 0; i < count; i++) lines.push(`var ${name}${i} ${type}`, `_ = &${name}${i}`);
    };
    some(p.mutexes, "m", "sync.Mutex");
    some(p.rwmutexes, "w", "sync.RWMutex");
    some(p.waitgroups, "g", "sync.WaitGroup");
    some(p.onces, "o", "sync.Once");
    for (let i = 0; i < p.conds; i++) {
      lines.push(`var d${i} sync.Mutex`);
      declare(`e${i}`, `= sync.NewCond(&d${i})`);
    }
    p.semaphores.forEach((permits, i) => declare(`s${i}`, `= &semaphore{permits: ${permits}}`));
    some(p.atomics, "a", "atomic.Int64");
    p.timers.forEach((units, i) => declare(`t${i}`, `= time.NewTimer(${units} * unit)`));
    p.tickers.forEach((units, i) => declare(`k${i}`, `= time.NewTicker(${units} * unit)`));
    for (let i = 0; i < p.funcs; i++) declare(`f${i}`, "*time.Timer");
    for (let i = 0; i < p.contexts; i++) {
      declare(`x${i}`, "= context.Background()");
      declare(`y${i}`, "= func() {}");
    }
    const imports = ["context", "errors", "runtime", "sync", "sync/atomic", "time"];
    const body = `${lines.join("\n")}\nid := "m"\n_ = id\n${this.block(p.main, "id")}`;
    const used = imports.filter((path) => new RegExp(`\\b${path.split("/").at(-1) ?? ""}\\.`).test(body));
    return `package main\n\nimport (\n${used.map((path) => `\t"${path}"\n`).join("")})\n\nfunc program${n}() {\n${body}}\n`;
  }

  private block(block: Block, id: string): string {
    return block.map((stmt) => `${this.stmt(stmt, id)}\n`).join("");
  }

  private stmt(stmt: Stmt, id: string): string {
    const site = ++this.site;
    const say = (text = `""`): string => `say(${id}, ${site}, ${text})`;
    const child = `${id} + ".${site}"`;
    switch (stmt[0]) {
      case "log":
        return say();
      case "gosched":
        return `runtime.Gosched()\n${say()}`;
      case "goexit":
        return `${say()}\nruntime.Goexit()`;
      case "panic":
        return `${say()}\npanic("boom ${site}")`;
      case "num":
        return say(`" " + itoa(runtime.NumGoroutine())`);
      case "lockthread":
        return `runtime.LockOSThread()\n${say()}`;
      case "unlockthread":
        return `runtime.UnlockOSThread()\n${say()}`;
      case "go":
        return `go func(id string) {\n_ = id\n${this.block(stmt[1], "id")}}(${child})`;
      case "for": {
        const i = this.name("i");
        const inner = this.name("id");
        return `for ${i} := 0; ${i} < ${stmt[1]}; ${i}++ {\n${inner} := ${id} + "#" + itoa(${i})\n_ = ${inner}\n${this.block(stmt[2], inner)}}`;
      }
      case "send":
        return `c${stmt[1]} <- ${site}\n${say()}`;
      case "recv":
        return say(`" " + itoa(<-c${stmt[1]})`);
      case "recvok":
        return `{\nv, ok := <-c${stmt[1]}\n${say("received(v, ok)")}\n}`;
      case "close":
        return `close(c${stmt[1]})\n${say()}`;
      case "len":
        return say(`" " + itoa(len(c${stmt[1]})) + " " + itoa(cap(c${stmt[1]}))`);
      case "range":
        return `for v := range c${stmt[1]} {\n${say('" " + itoa(v)')}\n${this.block(stmt[2], id)}}\n${say('" over"')}`;
      case "select": {
        const cases = stmt[1].map((each, n) => this.selectCase(each, n, site, id));
        if (stmt[2] !== null) cases.push(`default:\n${say('" default"')}\n${this.block(stmt[2], id)}`);
        return `select {\n${cases.join("")}}`;
      }
      case "lock":
        return `m${stmt[1]}.Lock()\n${say()}`;
      case "unlock":
        return `m${stmt[1]}.Unlock()\n${say()}`;
      case "trylock":
        return say(`boolean(m${stmt[1]}.TryLock())`);
      case "wlock":
        return `w${stmt[1]}.Lock()\n${say()}`;
      case "wunlock":
        return `w${stmt[1]}.Unlock()\n${say()}`;
      case "trywlock":
        return say(`boolean(w${stmt[1]}.TryLock())`);
      case "rlock":
        return `w${stmt[1]}.RLock()\n${say()}`;
      case "runlock":
        return `w${stmt[1]}.RUnlock()\n${say()}`;
      case "tryrlock":
        return say(`boolean(w${stmt[1]}.TryRLock())`);
      case "add":
        return `g${stmt[1]}.Add(${stmt[2]})\n${say()}`;
      case "done":
        return `g${stmt[1]}.Done()\n${say()}`;
      case "wait":
        return `g${stmt[1]}.Wait()\n${say()}`;
      case "once":
        return `o${stmt[1]}.Do(func() {\n${say('" once"')}\n${this.block(stmt[2], id)}})\n${say()}`;
      case "condwait":
        return `d${stmt[1]}.Lock()\n${say('" waits"')}\ne${stmt[1]}.Wait()\n${say()}\nd${stmt[1]}.Unlock()`;
      case "signal":
        return `e${stmt[1]}.Signal()\n${say()}`;
      case "broadcast":
        return `e${stmt[1]}.Broadcast()\n${say()}`;
      case "acquire":
        return `s${stmt[1]}.acquire()\n${say()}`;
      case "release":
        return `s${stmt[1]}.release()\n${say()}`;
      case "count":
        return say(`" " + itoa(int(a${stmt[1]}.Add(${stmt[2]})))`);
      case "spin":
        return `{\nn := 0\nfor ; n < ${stmt[3]} && a${stmt[1]}.Load() < ${stmt[2]}; n++ {\nruntime.Gosched()\n}\n${say('" " + itoa(n)')}\n}`;
      case "try":
        return `func() {\ndefer func() {\nif r := recover(); r != nil {\n${say('" caught " + caught(r)')}\n}\n}()\n${this.block(stmt[1], id)}}()`;
      case "defer": {
        const body = this.block(stmt[1], id);
        return `func() {\ndefer func() {\n${this.block(stmt[2], id)}}()\n${body}}()`;
      }
      case "sleep":
        return `time.Sleep(${stmt[1]} * unit)\n${say()}`;
      case "tstop":
        return say(`boolean(t${stmt[1]}.Stop())`);
      case "trecv":
        return `<-t${stmt[1]}.C\n${say()}`;
      case "treset":
        return say(`boolean(t${stmt[1]}.Reset(${stmt[2]} * unit))`);
      case "kstop":
        return `k${stmt[1]}.Stop()\n${say()}`;
      case "krecv":
        return `<-k${stmt[1]}.C\n${say()}`;
      case "kreset":
        return `k${stmt[1]}.Reset(${stmt[2]} * unit)\n${say()}`;
      case "fstop":
        return `if f${stmt[1]} != nil {\n${say(`boolean(f${stmt[1]}.Stop())`)}\n}`;
      case "freset":
        return `if f${stmt[1]} != nil {\n${say(`boolean(f${stmt[1]}.Reset(${stmt[2]} * unit))`)}\n}`;
      case "afterfunc":
        return `f${stmt[1]} = time.AfterFunc(${stmt[2]} * unit, func() {\nid := ${child}\n_ = id\n${this.block(stmt[3], "id")}})\n${say()}`;
      case "derive":
        return `{\n${this.derive(stmt[1], stmt[2], stmt[3], stmt[4])}}\n${say()}`;
      case "cancel":
        return `y${stmt[1]}()\n${say()}`;
      case "err":
        return say(`text(x${stmt[1]}.Err()) + text(context.Cause(x${stmt[1]}))`);
      case "ctxwait":
        return `<-x${stmt[1]}.Done()\n${say()}`;
    }
  }

  private derive(x: number, parent: number, how: string, units: number): string {
    switch (how) {
      case "cancel":
        return `x, cancel := context.WithCancel(x${parent})\nx${x}, y${x} = x, cancel\n`;
      case "timeout":
        return `x, cancel := context.WithTimeout(x${parent}, ${units} * unit)\nx${x}, y${x} = x, cancel\n`;
      case "cause":
        return `x, cancel := context.WithCancelCause(x${parent})\nx${x}, y${x} = x, func() { cancel(errors.New("why")) }\n`;
      default:
        return `x${x} = context.WithValue(x${parent}, "key", 1)\n`;
    }
  }

  private selectCase(each: SelectCase, n: number, site: number, id: string): string {
    const says = (text: string): string => `say(${id}, ${site}, " ${n}"${text})\n`;
    const rest = this.block(each[2], id);
    switch (each[0]) {
      case "recv":
        return `case v, ok := <-c${each[1]}:\n${says(" + received(v, ok)")}${rest}`;
      case "send":
        return `case c${each[1]} <- ${site}:\n${says("")}${rest}`;
      case "timer":
        return `case <-t${each[1]}.C:\n${says("")}${rest}`;
      case "ticker":
        return `case <-k${each[1]}.C:\n${says("")}${rest}`;
      case "after":
        return `case <-time.After(${each[1]} * unit):\n${says("")}${rest}`;
      case "done":
        return `case <-x${each[1]}.Done():\n${says("")}${rest}`;
    }
  }

  private name(prefix: string): string {
    return `${prefix}${++this.names}`;
  }
}
