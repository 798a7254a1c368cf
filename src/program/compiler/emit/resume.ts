import type { Ir } from "../ir";
import { StructuredEmitter, caughtText, checkText, inner, some, stopText } from "./body";
import type { BodyContext } from "./body";
import { callText, mayBeOperation } from "./call";

/** Joined one by one: a list's `join` would copy the text of what is nested at every level. */
function lines(...texts: readonly string[]): string {
  let all = "";
  for (const text of texts) all += `${text}\n`;
  return all;
}

/** Copies of a statement that a resume body holds, at most, besides the one in the cases. */
const MOST_COPIES = 8;

/**
 * Emits the resume body: a switch over pc within a loop, entered anywhere. Cases below `locs.length` are the places where the function
 * can stop; the others are labels. A loop is there twice: the rest of an interrupted pass as cases, and all further passes as structured
 * code, which runs as fast as in the fast body; one around many others only as cases.
 */
export class ResumeEmitter {
  /** pc → case of the handler that an exception goes to, 0 where there is none. */
  readonly handlers: number[];
  private nextCase: number;
  private readonly cases = new Map<string, number>();
  private readonly depths = new Map<Ir, number>();

  constructor(private readonly context: BodyContext) {
    this.nextCase = context.fn.locs.length;
    this.handlers = new Array<number>(this.nextCase).fill(0);
  }

  body(): string {
    return `${this.label(0, 0)}${this.list(this.context.fn.body, 0)}`;
  }

  private list(list: readonly Ir[], handler: number): string {
    // Joining would copy what is within at every level.
    let text = "";
    for (const [i, ir] of list.entries())
      text += i === 0 ? this.emit(ir, handler) : `\n${this.emit(ir, handler)}`;
    return text;
  }

  /** A case, and the handler that is in force from there on. */
  private label(number: number, handler: number): string {
    return this.context.hasTry ? `case ${number}:$y=${handler};` : `case ${number}:`;
  }

  private resumePoint(pc: number, handler: number): string {
    this.handlers[pc] = handler;
    return this.label(pc, handler);
  }

  private goto(number: number): string {
    return `$pc=${number};continue $M;`;
  }

  private emit(ir: Ir, handler: number): string {
    if (!some([ir], canStop)) return this.structured([ir]);
    switch (ir.op) {
      case "stop":
        return `${stopText(ir, "$f")}${this.resumePoint(ir.pc, handler)}`;
      case "check": {
        const check = checkText(this.context, ir.cost, ir.pc);
        return check === "" ? "" : `${check}${this.resumePoint(ir.pc, handler)}`;
      }
      case "call": {
        const loc = ir.loc < 0 ? "" : mayBeOperation(ir.call) ? `$r.loc=$l=${ir.loc};` : `$l=${ir.loc};`;
        return `${loc}if(($v=${callText(ir.call)})===$S){$pc=${ir.pc};break $U}${this.resumePoint(ir.pc, handler)}${ir.into}=$v;`;
      }
      case "initial":
        return `${this.structured([ir])}${this.resumePoint(ir.pc, handler)}`;
      case "yield":
        return `${this.structured([ir])}${this.resumePoint(ir.pc, handler)}${ir.into}=$v;`;
      case "if":
        return this.branch(ir, handler);
      case "loop":
        return this.loop(ir, handler);
      case "block":
        return this.target(ir.label, handler, () => this.list(ir.body, handler));
      case "switch":
        return this.target(ir.label, handler, (end) => this.choose(ir, handler, end));
      case "try":
        return this.guard(ir, handler);
      case "exec":
      case "charge":
      case "break":
      case "return":
      case "throw":
        return this.structured([ir]);
    }
  }

  private structured(list: readonly Ir[]): string {
    return new StructuredEmitter(this.context, this.cases).list(list);
  }

  /** Code that a break to the label leaves for the case after it. */
  private target(label: string, handler: number, inner: (end: number) => string): string {
    const end = this.nextCase++;
    this.cases.set(label, end);
    const text = inner(end);
    this.cases.delete(label);
    return `${text}\n${this.label(end, handler)}`;
  }

  private branch(ir: Ir & { op: "if" }, handler: number): string {
    const end = this.nextCase++;
    const loc = ir.loc < 0 ? "" : `$l=${ir.loc};`;
    if (ir.else.length === 0)
      return `${loc}if(!(${ir.test})){${this.goto(end)}}\n${this.list(ir.then, handler)}\n${this.label(end, handler)}`;
    const other = this.nextCase++;
    return lines(
      `${loc}if(!(${ir.test})){${this.goto(other)}}`,
      this.list(ir.then, handler),
      this.goto(end),
      this.label(other, handler) + this.list(ir.else, handler),
      this.label(end, handler),
    );
  }

  private loop(ir: Ir & { op: "loop" }, handler: number): string {
    return this.target(ir.label, handler, (end) => {
      const start = this.nextCase++;
      // Further passes of loops around many others run as cases: each copy holds copies of all loops within.
      const whole = this.depthOf(ir) > MOST_COPIES ? undefined : this.structured([ir]) + this.goto(end);
      return lines(this.label(start, handler) + (whole ?? ""), this.list(ir.body, handler), this.goto(start));
    });
  }

  /** How many loops are within one another, this one included. */
  private depthOf(ir: Ir): number {
    const known = this.depths.get(ir);
    if (known !== undefined) return known;
    let deepest = 0;
    for (const list of inner(ir)) for (const each of list) deepest = Math.max(deepest, this.depthOf(each));
    const depth = deepest + (ir.op === "loop" ? 1 : 0);
    this.depths.set(ir, depth);
    return depth;
  }

  private choose(ir: Ir & { op: "switch" }, handler: number, end: number): string {
    const numbers = ir.cases.map(() => this.nextCase++);
    const heads = ir.cases.map(
      ({ test }, i) => `${test === undefined ? "default" : `case ${test}`}:${this.goto(numbers[i] ?? end)}`,
    );
    const missing = ir.cases.some(({ test }) => test === undefined) ? "" : `default:${this.goto(end)}`;
    const bodies = ir.cases.map(
      ({ body }, i) => this.label(numbers[i] ?? end, handler) + this.list(body, handler),
    );
    const loc = ir.loc < 0 ? "" : `$l=${ir.loc};`;
    return `${loc}switch(${ir.subject}){${heads.join("")}${missing}}\n${lines(...bodies)}`;
  }

  private guard(ir: Ir & { op: "try" }, handler: number): string {
    const caught = this.nextCase++;
    const end = this.nextCase++;
    return lines(
      `$y=${caught};`,
      this.list(ir.body, caught),
      this.goto(end),
      this.label(caught, handler) + caughtText(ir, "$ex", this.context.fn.id),
      this.list(ir.handler, handler),
      this.label(end, handler),
    );
  }
}

function canStop(ir: Ir): boolean {
  return (
    ir.op === "stop" || ir.op === "call" || ir.op === "check" || ir.op === "yield" || ir.op === "initial"
  );
}
