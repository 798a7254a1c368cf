import type { FunctionCode, Ir } from "../ir";
import { isPlainName, quote } from "../names";
import { Why } from "../why";
import { StructuredEmitter, checkText, count, some } from "./body";
import type { BodyContext, CodeOptions } from "./body";
import { ResumeEmitter } from "./resume";

/**
 * Simulated size of a frame, in bytes: 200 and 16 for each parameter, variable and temporary, 900 at most. A function that calls
 * nothing is not counted.
 */
export function frameBytes(fn: FunctionCode): number {
  if (!some(fn.body, (ir) => ir.op === "call" && ir.call.kind !== "stack")) return 0;
  return Math.min(900, 200 + 16 * (fn.params.length + fn.locals.length));
}

/** JavaScript of one function: class of its variables, fast body, resume body, and what makes its closures. */
export function functionText(fn: FunctionCode, options: CodeOptions, size = frameBytes(fn)): string {
  const hasTry = some(fn.body, (ir) => ir.op === "try");
  const inner: BodyContext = { ...options, fn, frameBytes: size, hasTry };
  const resume = new ResumeEmitter(inner);
  const slow = resume.body();
  const second = isConstructor(fn) ? "$nt" : "$this";
  const inputs = [...fn.params, ...(fn.rest === undefined ? [] : [fn.rest])];
  const saved = [
    "$e",
    ...(slow.includes(second) || (options.debug && !fn.library && fn.kind !== "arrow") ? [second] : []),
    ...inputs,
    ...fn.locals.filter((each) => each !== second),
  ];
  const id = fn.id;
  const save = `$r.save($pc,$i${id},new $F${id}(${saved.join(",")}));return $S;`;
  const own = fn.coroutine === undefined && count(fn.body, isCheck) * saved.length <= MOST_AT_EXITS;
  const leave = (pc: number): string => `return $x${id}(${[pc, ...saved].join(",")});`;
  const context: BodyContext = { ...inner, leave: own ? leave : undefined };
  const fast = new StructuredEmitter(context, undefined).list(fastPart(fn));
  const changing = saved.filter((name) => name !== "$e" && name !== second);
  const scratch = ["$pc=0", `$l=${fn.locs[0] ?? -1}`, "$m", "$q", "$b", ...fn.scratches];
  const entry = `${checkText(context, fn.entry, 0)}${depthText(context)}`;
  const owner = isGenerator(fn);
  const params = [
    owner ? "$o" : "$e",
    second,
    ...fn.params,
    ...(fn.rest === undefined ? [] : [`...${fn.rest}`]),
  ];
  const taken = fn.newTarget === true ? "$nt=$r.nt;$r.nt=undefined;" : "";
  const unpack = owner ? "$fn=$o.f;let $e=$o.e;" : taken;
  const fall = fast.trimEnd().endsWith("return undefined;") ? "" : endText(context);
  const body = `$U:try{${entry}\n${fast}\n${fall}}catch($ex){return $r.raise($ex,${id},$l);}\n${save}`;
  const store = changing.map((name) => `$vs.${name}=${name};`).join("");
  const saveAgain = `${store}$r.saveAgain($f,$pc);return $S;`;
  const made = `new $F${id}(${saved.join(",")})`;
  return [
    `class $F${id}{constructor(${saved.join(",")}){${saved.map((name) => `this.${name}=${name};`).join("")}}}`,
    own ? `function $x${id}(${["$pc", ...saved].join(",")}){$r.why=${Why.Meter};${save}}` : "",
    `function $f${id}(${params.join(",")}){let ${[...fn.locals, ...scratch].join(",")};${unpack}`,
    fn.coroutine === undefined ? body : `$I:{${body}}${beginText(context, made)}`,
    "}",
    resumeText(fn, saved, slow, { saveAgain, store }, hasTry),
    closureText(fn, options.forks),
    `const $i${id}=$r.register(${id},$f${id},$r${id},${context.frameBytes},${JSON.stringify(resume.handlers)});`,
    fn.newTarget === true ? `$f${id}.takesNewTarget=true;` : "",
  ].join("\n");
}

/**
 * Variables passed at the checks of one function, at most, where each check has an exit of its own. Where all share one, V8 keeps every
 * variable in a form that suits all of them, which makes loops over floating-point numbers twice as slow.
 */
const MOST_AT_EXITS = 2000;

function isCheck(ir: Ir): boolean {
  return ir.op === "check";
}

/** What is emitted before the body of a coroutine begins; the rest is in the resume body only. */
function fastPart(fn: FunctionCode): readonly Ir[] {
  if (fn.coroutine === undefined) return fn.body;
  return fn.body.slice(0, fn.body.findIndex((ir) => ir.op === "initial") + 1);
}

/** The call of a coroutine ends: what `begin` gives is its value. */
function beginText({ fn, frameBytes }: BodyContext, vars: string): string {
  const begin = `$r.begin($co,$pc,$i${fn.id},${vars})`;
  if (frameBytes === 0) return `return ${begin};`;
  return `if(($m=${begin})!==$S)$r.d+=${frameBytes};return $m;`;
}

function isConstructor(fn: FunctionCode): boolean {
  return fn.kind === "constructor" || fn.kind === "derived";
}

function depthText(context: BodyContext): string {
  if (context.frameBytes === 0) return "";
  return `if(($r.d-=${context.frameBytes})<0){$pc=0;$r.why=${Why.Depth};break $U}`;
}

function endText(context: BodyContext): string {
  return context.frameBytes === 0 ? "return;" : `$r.d+=${context.frameBytes};return;`;
}

function resumeText(
  fn: FunctionCode,
  saved: readonly string[],
  slow: string,
  { saveAgain, store }: { readonly saveAgain: string; readonly store: string },
  hasTry: boolean,
): string {
  const id = fn.id;
  const restored = saved.map((name) => `${name}=$vs.${name}`);
  const head = `function $r${id}($f,$v,$z){const $vs=$f.vars;let ${["$pc=$f.pc", "$m", "$q", "$b", ...fn.scratches, `$l=$i${id}.locs[$pc]`, ...restored].join(",")};`;
  const cases = `switch($pc){${slow}\nreturn;}`;
  if (!hasTry)
    return `${head}\n$U:try{$M:for(;;){${cases}}}catch($ex){return $r.raise($ex,${id},$l);}\n${saveAgain}}`;
  const body = [
    `$U:{$M:for(;;){try{${cases}}catch($w){if($y===0)return $r.raise($w,${id},$l);$ex=$w;$pc=$y;}}}`,
    saveAgain,
  ].join("\n");
  return [
    head,
    `let $y=$i${id}.handlers[$pc],$ex;if($z!==0){$ex=$v;$pc=$z;}`,
    fn.coroutine === undefined
      ? body
      : `$I:{$Y:{${body}}${store}$f.pc=$pc;return $m;}${store}return $r.begin($co,$pc,$i${id},$vs);`,
    "}",
  ].join("\n");
}

/** What makes the function's value: a JavaScript function that natives can call, with our fields added to it. */
function closureText(fn: FunctionCode, forks: boolean): string {
  const id = fn.id;
  const params = Array.from({ length: fn.length }, (_, i) => `p${i}`);
  const plain = isPlainName(fn.ownName);
  const name = plain ? fn.ownName : "$f";
  switch (fn.kind) {
    case "module":
    case "initializer":
      return "";
    case "arrow": {
      // To spread them would call the program's iterator, if it has got hold of that of arrays.
      const all = params.length === 0 ? "$a" : `($a.unshift(${params.join(",")}),$a)`;
      const arrow = `(${[...params, "...$a"].join(",")})=>$n($f${id},$e,undefined,${all})`;
      return maker(fn, name, plain ? arrow : `(0,${arrow})`, `$f${id}`, "undefined");
    }
    case "function": {
      if (fn.bound === true)
        return `function $mk${id}($e,$b=$e){return new $X($h.bind($b),$f${id},$e,undefined);}`;
      if (fn.coroutine !== undefined) return methodMaker(fn, params, plain);
      const target = fn.newTarget === true ? "$r.nt=new.target;" : "";
      const made = `function ${plain ? name : ""}(${params.join(",")}){${target}return $n($f${id},$e,this,arguments);}`;
      return maker(fn, name, plain ? made : `(0,${made})`, `$f${id}`, "undefined");
    }
    case "method":
      return methodMaker(fn, params, plain);
    case "constructor":
    case "derived": {
      const made = `class ${plain ? name : ""}{constructor(${params.join(",")}){if(${params.length > 0 ? "p0" : "arguments[0]"}===$A)return;return $n($f${id},$e,new.target,arguments);}}`;
      // A clone of a class's prototype has to be that of the class's clone.
      const known = forks ? `$h.classes.set(${name}.prototype,${name});` : "";
      return maker(fn, name, plain ? made : `(0,${made})`, `()=>$h.noCall(${name})`, `$f${id}`, known);
    }
  }
}

/** Methods and coroutines cannot be constructed. */
function methodMaker(fn: FunctionCode, params: readonly string[], plain: boolean): string {
  const name = plain ? fn.ownName : fn.ownName === "" ? '""' : "m";
  const env = isGenerator(fn) ? "$o" : "$e";
  return maker(
    fn,
    "$f",
    `{${name}(${params.join(",")}){return $n($f${fn.id},${env},this,arguments);}}${name.startsWith('"') ? `[${name}]` : `.${name}`}`,
    `$f${fn.id}`,
    "undefined",
  );
}

/** Whether its closures have their environment within an object that also holds the function. */
export function isGenerator(fn: FunctionCode): boolean {
  return fn.coroutine === "generator" || fn.coroutine === "asyncGenerator";
}

function maker(
  fn: FunctionCode,
  name: string,
  made: string,
  code: string,
  constructor: string,
  known = "",
): string {
  const named = isPlainName(fn.ownName) || fn.ownName === "" ? "" : `$h.named(${name},${quote(fn.ownName)});`;
  // A generator's call needs the function itself: its prototype is that of the object that the call gives.
  const open = isGenerator(fn) ? "const $o={e:$e,f:undefined};" : "";
  const value = `new $X(${name},${code},${isGenerator(fn) ? "$o" : "$e"},${constructor})`;
  const kind = fn.coroutine === undefined ? value : `$h.${fn.coroutine}Function(${value})`;
  const result = isGenerator(fn) ? `$o.f=${kind}` : kind;
  return `function $mk${fn.id}($e){${open}const ${name}=${made};${named}${known}return ${result};}`;
}
