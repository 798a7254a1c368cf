import { UNIT_MS } from "./program";
import type { Block, Program, SelectCase, Stmt } from "./program";

/** What the programs share. */
const PRELUDE = `import { chan, context, go, nilChan, otherwise, recv, runtime, select, send, sync, time } from "schedlens";

const unit = ${UNIT_MS * 1_000_000};

function say(id: string, site: number, text: unknown = "") {
  console.log(\`\${id}:\${site}\${text === "" ? "" : \` \${text}\`}\`);
}
function received(v: number | undefined, ok: boolean) {
  return ok ? v : "closed";
}
function text(err: Error | undefined) {
  return err === undefined ? "nil" : err.message;
}
`;

/** A program as the text of a module with the entry \`main\`. */
export function printTs(program: Program): string {
  return new TsPrinter().program(program);
}

class TsPrinter {
  private site = 0;
  private names = 0;

  program(p: Program): string {
    const lines: string[] = [];
    const some = (count: number, name: string, value: string): void => {
      for (let i = 0; i < count; i++) lines.push(`const ${name}${i} = ${value};`);
    };
    p.chans.forEach((cap, i) => {
      lines.push(`const c${i} = ${cap === null ? "nilChan<number>()" : `chan<number>(${cap})`};`);
    });
    some(p.mutexes, "m", "new sync.Mutex()");
    some(p.rwmutexes, "w", "new sync.RWMutex()");
    some(p.waitgroups, "g", "new sync.WaitGroup()");
    some(p.onces, "o", "new sync.Once()");
    for (let i = 0; i < p.conds; i++) {
      lines.push(`const d${i} = new sync.Mutex();`, `const e${i} = new sync.Cond(d${i});`);
    }
    p.semaphores.forEach((permits, i) => lines.push(`const s${i} = new sync.Semaphore(${permits});`));
    some(p.atomics, "a", "new sync.atomic.Int()");
    p.timers.forEach((units, i) => lines.push(`const t${i} = new time.Timer(${units} * unit);`));
    p.tickers.forEach((units, i) => lines.push(`const k${i} = new time.Ticker(${units} * unit);`));
    for (let i = 0; i < p.funcs; i++) lines.push(`let f${i}: any;`);
    for (let i = 0; i < p.contexts; i++) {
      lines.push(`let x${i}: any = context.background();`, `let y${i}: any = () => {};`);
    }
    return `${PRELUDE}\n/** @simulate */\nexport function main() {\n${lines.join("\n")}\nconst id = "m";\n${this.block(p.main, "id")}}\n`;
  }

  private block(block: Block, id: string): string {
    return block.map((stmt) => `${this.stmt(stmt, id)}\n`).join("");
  }

  private stmt(stmt: Stmt, id: string): string {
    const site = ++this.site;
    const say = (text?: string): string => `say(${id}, ${site}${text === undefined ? "" : `, ${text}`});`;
    const child = `\`\${${id}}.${site}\``;
    switch (stmt[0]) {
      case "log":
        return say();
      case "gosched":
        return `runtime.gosched();\n${say()}`;
      case "goexit":
        return `${say()}\nruntime.goexit();`;
      case "panic":
        return `${say()}\nthrow new Error("boom ${site}");`;
      case "num":
        return say("runtime.numGoroutine()");
      case "lockthread":
        return `runtime.lockOSThread();\n${say()}`;
      case "unlockthread":
        return `runtime.unlockOSThread();\n${say()}`;
      case "go":
        return `go((id: string) => {\n${this.block(stmt[1], "id")}}, ${child});`;
      case "for": {
        const i = this.name("i");
        const inner = this.name("id");
        return `for (let ${i} = 0; ${i} < ${stmt[1]}; ${i}++) {\nconst ${inner} = \`\${${id}}#\${${i}}\`;\n${this.block(stmt[2], inner)}}`;
      }
      case "send":
        return `c${stmt[1]}.send(${site});\n${say()}`;
      case "recv":
        return say(`c${stmt[1]}.recv() ?? 0`);
      case "recvok":
        return `{\nconst [v, ok] = c${stmt[1]}.recvOk();\n${say("received(v, ok)")}\n}`;
      case "close":
        return `c${stmt[1]}.close();\n${say()}`;
      case "len":
        return say(`\`\${c${stmt[1]}.len} \${c${stmt[1]}.cap}\``);
      case "range":
        return `for (const v of c${stmt[1]}) {\n${say("v")}\n${this.block(stmt[2], id)}}\n${say('"over"')}`;
      case "select": {
        const cases = stmt[1].map((each, n) => this.selectCase(each, n, site, id));
        if (stmt[2] !== null)
          cases.push(`otherwise(() => {\n${say('"default"')}\n${this.block(stmt[2], id)}})`);
        return `select(${cases.join(", ")});`;
      }
      case "lock":
        return `m${stmt[1]}.lock();\n${say()}`;
      case "unlock":
        return `m${stmt[1]}.unlock();\n${say()}`;
      case "trylock":
        return say(`m${stmt[1]}.tryLock()`);
      case "wlock":
        return `w${stmt[1]}.lock();\n${say()}`;
      case "wunlock":
        return `w${stmt[1]}.unlock();\n${say()}`;
      case "trywlock":
        return say(`w${stmt[1]}.tryLock()`);
      case "rlock":
        return `w${stmt[1]}.rLock();\n${say()}`;
      case "runlock":
        return `w${stmt[1]}.rUnlock();\n${say()}`;
      case "tryrlock":
        return say(`w${stmt[1]}.tryRLock()`);
      case "add":
        return `g${stmt[1]}.add(${stmt[2]});\n${say()}`;
      case "done":
        return `g${stmt[1]}.done();\n${say()}`;
      case "wait":
        return `g${stmt[1]}.wait();\n${say()}`;
      case "once":
        return `o${stmt[1]}.do(() => {\n${say('"once"')}\n${this.block(stmt[2], id)}});\n${say()}`;
      case "condwait":
        return `d${stmt[1]}.lock();\n${say('"waits"')}\ne${stmt[1]}.wait();\n${say()}\nd${stmt[1]}.unlock();`;
      case "signal":
        return `e${stmt[1]}.signal();\n${say()}`;
      case "broadcast":
        return `e${stmt[1]}.broadcast();\n${say()}`;
      case "acquire":
        return `s${stmt[1]}.acquire();\n${say()}`;
      case "release":
        return `s${stmt[1]}.release();\n${say()}`;
      case "count":
        return say(`a${stmt[1]}.add(${stmt[2]})`);
      case "spin":
        return `{\nlet n = 0;\nfor (; n < ${stmt[3]} && a${stmt[1]}.load() < ${stmt[2]}; n++) runtime.gosched();\n${say("n")}\n}`;
      case "try":
        return `try {\n${this.block(stmt[1], id)}} catch (e) {\n${say("`caught ${(e as Error).message}`")}\n}`;
      case "defer": {
        const body = this.block(stmt[1], id);
        return `try {\n${body}} finally {\n${this.block(stmt[2], id)}}`;
      }
      case "sleep":
        return `time.sleep(${stmt[1]} * unit);\n${say()}`;
      case "tstop":
        return say(`t${stmt[1]}.stop()`);
      case "trecv":
        return `t${stmt[1]}.c.recv();\n${say()}`;
      case "treset":
        return say(`t${stmt[1]}.reset(${stmt[2]} * unit)`);
      case "kstop":
        return `k${stmt[1]}.stop();\n${say()}`;
      case "krecv":
        return `k${stmt[1]}.c.recv();\n${say()}`;
      case "kreset":
        return `k${stmt[1]}.reset(${stmt[2]} * unit);\n${say()}`;
      case "fstop":
        return `if (f${stmt[1]} !== undefined) ${say(`f${stmt[1]}.stop()`)}`;
      case "freset":
        return `if (f${stmt[1]} !== undefined) ${say(`f${stmt[1]}.reset(${stmt[2]} * unit)`)}`;
      case "afterfunc":
        return `{\nconst inner = ${child};\nf${stmt[1]} = time.afterFunc(${stmt[2]} * unit, () => {\nconst id = inner;\n${this.block(stmt[3], "id")}});\n}\n${say()}`;
      case "derive":
        return `${this.derive(stmt[1], stmt[2], stmt[3], stmt[4])}\n${say()}`;
      case "cancel":
        return `y${stmt[1]}();\n${say()}`;
      case "err":
        return say(`\`\${text(x${stmt[1]}.err())} \${text(context.cause(x${stmt[1]}))}\``);
      case "ctxwait":
        return `x${stmt[1]}.done().recv();\n${say()}`;
    }
  }

  private derive(x: number, parent: number, how: string, units: number): string {
    switch (how) {
      case "cancel":
        return `[x${x}, y${x}] = context.withCancel(x${parent});`;
      case "timeout":
        return `[x${x}, y${x}] = context.withTimeout(x${parent}, ${units} * unit);`;
      case "cause":
        return `{\nconst [ctx, cancel] = context.withCancelCause(x${parent});\nx${x} = ctx;\ny${x} = () => cancel(new Error("why"));\n}`;
      default:
        return `x${x} = context.withValue(x${parent}, "key", 1);`;
    }
  }

  private selectCase(each: SelectCase, n: number, site: number, id: string): string {
    const rest = this.block(each[2], id);
    const handler = (params: string, text: string): string =>
      `(${params}) => {\nsay(${id}, ${site}, ${text});\n${rest}}`;
    const plain = handler("", `"${n}"`);
    switch (each[0]) {
      case "recv":
        return `recv(c${each[1]}, ${handler("v, ok", `\`${n} \${received(v, ok)}\``)})`;
      case "send":
        return `send(c${each[1]}, ${site}, ${plain})`;
      case "timer":
        return `recv(t${each[1]}.c, ${plain})`;
      case "ticker":
        return `recv(k${each[1]}.c, ${plain})`;
      case "after":
        return `recv(time.after(${each[1]} * unit), ${plain})`;
      case "done":
        return `recv(x${each[1]}.done(), ${plain})`;
    }
  }

  private name(prefix: string): string {
    return `${prefix}${++this.names}`;
  }
}
