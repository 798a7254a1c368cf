import type { Cost, FunctionCode, Ir } from "../ir";
import { Why } from "../why";
import { callText, mayBeOperation } from "./call";

export type Meter = "budget" | "steps";

/** What the code of a whole program is compiled for. */
export interface CodeOptions {
  readonly meter: Meter;
  /** It counts what it allocates; checks also stop where what may be allocated is used up. */
  readonly countsHeap: boolean;
  /** It tells the engine of its writes (lower/watching.ts); checks also stop after one that was a page fault. */
  readonly writes: boolean;
  /** Processes of it can be cloned (engine/fork). */
  readonly forks: boolean;
  /** It tells the engine of its reads and writes, with their places. */
  readonly accesses: boolean;
  /** It can stop before each statement. */
  readonly debug: boolean;
}

export interface BodyContext extends CodeOptions {
  readonly fn: FunctionCode;
  /** What returning gives back to the depth counter, if anything. */
  readonly frameBytes: number;
  /** It has handlers, which must not see half of a return. */
  readonly hasTry: boolean;
  /** What a check does that finds the meter used up, where each has an exit of its own; else all leave by the body's end. */
  readonly leave?: ((pc: number) => string) | undefined;
}

/** Labels of the resume body that a structured part may jump to: label → case. */
export type Cases = ReadonlyMap<string, number>;

/** Emits structured JavaScript: the fast body, and the parts of the resume body that are entered at their beginning. */
export class StructuredEmitter {
  private loc: number | undefined;
  /** Labels that stand around the present place as JavaScript labels. */
  private readonly open = new Set<string>();

  constructor(
    private readonly context: BodyContext,
    /** In the resume body: where labels outside of the structured part lead. */
    private readonly cases: Cases | undefined,
  ) {}

  list(list: readonly Ir[]): string {
    // Joining would copy what is within at every level.
    let text = "";
    for (const [i, each] of list.entries()) text += i === 0 ? this.emit(each) : `\n${this.emit(each)}`;
    return text;
  }

  private nested(list: readonly Ir[]): string {
    const before = this.loc;
    const text = this.list(list);
    if (this.loc !== before) this.loc = undefined;
    return text;
  }

  private at(loc: number): string {
    if (loc < 0 || loc === this.loc) return "";
    this.loc = loc;
    return `$l=${loc};`;
  }

  emit(ir: Ir): string {
    switch (ir.op) {
      case "exec":
        return `${this.at(ir.loc)}${ir.code};`;
      case "charge":
        return chargeText(this.context.meter, ir.cost);
      case "stop":
        return stopText(ir, this.cases === undefined ? "null" : "$f");
      case "check":
        return checkText(this.context, ir.cost, ir.pc);
      case "call":
        return `${this.callLoc(ir)}if((${ir.into}=${callText(ir.call)})===$S){$pc=${ir.pc};break $U}`;
      case "if": {
        const head = `${this.at(ir.loc)}if(${ir.test}){${this.nested(ir.then)}}`;
        return ir.else.length === 0 ? head : `${head}else{${this.nested(ir.else)}}`;
      }
      case "loop":
        return this.labelled(ir.label, () => {
          this.loc = undefined;
          return `for(;;){${this.nested(ir.body)}}`;
        });
      case "block":
        if (!hasBreakTo(ir.body, ir.label)) return this.list(ir.body);
        return this.labelled(ir.label, () => `{${this.nested(ir.body)}}`);
      case "break":
        return this.jump(ir.label);
      case "switch": {
        const head = this.at(ir.loc);
        return this.labelled(
          ir.label,
          () => {
            const cases = ir.cases.map(({ test, body }) => {
              this.loc = undefined;
              return `${test === undefined ? "default" : `case ${test}`}:{${this.nested(body)}}`;
            });
            return `switch(${ir.subject}){${cases.join("\n")}}`;
          },
          head,
        );
      }
      case "initial":
        return `${this.at(ir.loc)}$co=${ir.start};$pc=${ir.pc};break $I;`;
      case "yield":
        return `${this.at(ir.loc)}$m=${ir.value};$pc=${ir.pc};break $Y;`;
      case "return":
        return `${this.at(ir.loc)}${this.returnText(ir.value)}`;
      case "throw":
        return `${this.at(ir.loc)}throw ${ir.value};`;
      case "try": {
        const body = this.nested(ir.body);
        this.loc = undefined;
        const handler = `${caughtText(ir, "$ex", this.context.fn.id)}${this.nested(ir.handler)}`;
        return `try{${body}}catch($ex){${handler}}`;
      }
    }
  }

  private callLoc(ir: Ir & { op: "call" }): string {
    if (ir.loc < 0) return "";
    if (mayBeOperation(ir.call)) {
      this.loc = ir.loc;
      return `$r.loc=$l=${ir.loc};`;
    }
    return this.at(ir.loc);
  }

  private labelled(label: string, inner: () => string, head = ""): string {
    this.open.add(label);
    const text = inner();
    this.open.delete(label);
    this.loc = undefined;
    return `${head}${label}:${text}`;
  }

  private jump(label: string): string {
    if (this.open.has(label) || this.cases === undefined) return `break ${label};`;
    return `$pc=${this.cases.get(label) ?? -1};continue $M;`;
  }

  private returnText(value: string): string {
    const { frameBytes, hasTry } = this.context;
    if (frameBytes === 0 || this.cases !== undefined) return `return ${value};`;
    const simple = !hasTry || /^[\w$]+$/.test(value);
    if (simple) return `$r.d+=${frameBytes};return ${value};`;
    return `{const $v=${value};$r.d+=${frameBytes};return $v;}`;
  }
}

/** What a handler does first. A catch lets pass what no program may catch; a finally keeps the stack of the throw. */
export function caughtText(ir: Ir & { op: "try" }, exception: string, id: number): string {
  if (ir.trace === undefined) return `${ir.error}=$r.caught(${exception},$l);`;
  return `${ir.trace}=$r.trace(${exception},${id},$l);${ir.error}=${exception};`;
}

function chargeText(meter: Meter, cost: Cost): string {
  if (meter === "budget") return cost.ns === 0 ? "" : `$c.budget-=${cost.ns};`;
  return cost.steps === 0 ? "" : `$c.steps-=${cost.steps};`;
}

export function checkText({ meter, countsHeap, writes, leave }: BodyContext, cost: Cost, pc: number): string {
  const amount = meter === "budget" ? cost.ns : cost.steps;
  if (amount === 0) return "";
  const exit = leave === undefined ? `$pc=${pc};$r.why=${Why.Meter};break $U` : leave(pc);
  const others = `${countsHeap ? "||$c.heap<0" : ""}${writes ? "||$c.faulted" : ""}`;
  return `if(($c.${meter}-=${amount})<0${others}){${exit}}`;
}

/** @param frame text of the frame of this call, where it has one already. */
export function stopText({ pc, loc }: Ir & { op: "stop" }, frame: string): string {
  return `if($r.stops&&$r.wantsStop(${loc},${frame})){$pc=${pc};$r.why=${Why.Pause};break $U}`;
}

function hasBreakTo(list: readonly Ir[], label: string): boolean {
  return list.some((ir) => {
    if (ir.op === "break") return ir.label === label;
    return inner(ir).some((each) => hasBreakTo(each, label));
  });
}

/** The lists within a statement. */
export function inner(ir: Ir): readonly (readonly Ir[])[] {
  switch (ir.op) {
    case "if":
      return [ir.then, ir.else];
    case "loop":
    case "block":
      return [ir.body];
    case "switch":
      return ir.cases.map((each) => each.body);
    case "try":
      return [ir.body, ir.handler];
    default:
      return [];
  }
}

/** Whether some statement has the property, at any depth. */
export function some(list: readonly Ir[], test: (ir: Ir) => boolean): boolean {
  return list.some((ir) => test(ir) || inner(ir).some((each) => some(each, test)));
}

/** How many statements have the property, at any depth. */
export function count(list: readonly Ir[], test: (ir: Ir) => boolean): number {
  let found = 0;
  for (const ir of list) {
    if (test(ir)) found++;
    for (const each of inner(ir)) found += count(each, test);
  }
  return found;
}
