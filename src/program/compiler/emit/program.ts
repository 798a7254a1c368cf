import type { FunctionCode } from "../ir";
import { quote } from "../names";
import type { PreludeCode } from "../preludeCode";
import type { ProgramBuilder } from "../program";
import { functionText, isGenerator } from "./function";
import type { CodeOptions } from "./body";

/** Parameters of the emitted program, in order; engine/code.ts supplies them. */
export const PROGRAM_PARAMETERS = [
  "$c",
  "$r",
  "$h",
  "$S",
  "$T",
  "$D",
  "$A",
  "$x",
  "$g",
  "$P",
  "$R",
  "$a",
] as const;

/**
 * JavaScript of the whole program: the body of a function of PROGRAM_PARAMETERS. All of it stands within a class, so that it can use
 * private fields on functions and objects of the program, which nothing else can see.
 */
export function programText(
  program: ProgramBuilder,
  links: readonly { readonly module: number; readonly code: string }[],
  prelude: PreludeCode,
): string {
  const { options } = program;
  const slots = [...program.privateSlots];
  return [
    '"use strict";let $out;',
    ...[...program.globals].map((name) => `const $g_${name}=$g[${quote(name)}];`),
    ...program.constants.map(([name, text]) => `const ${name}=${text};`),
    "const $n=(k,e,t,a)=>$r.callFromNative(k,e,t,a);",
    "class $Id{constructor(o){return o;}}",
    "class $X extends $Id{#k;#e;#c;constructor(f,k,e,c){super(f);this.#k=k;this.#e=e;this.#c=c;}",
    "static{",
    ...slots.map(
      ([id, names]) =>
        privateClass(`${id}`, names.instance, options) + privateClass(`${id}s`, names.statics, options),
    ),
    '$h.closures={has:(f)=>typeof f==="function"&&#k in f,code:(f)=>f.#k,env:(f)=>f.#e,raw:(f)=>f.#c};',
    prelude.text,
    ...program.functions.map((fn) => functionText(fn, options, program.frameSizes.get(fn.id))),
    options.forks ? makersText([...prelude.program.functions, ...program.functions]) : "",
    `$out={links:{${links.map(({ module, code }) => `${module}($e){${code}}`).join(",")}},bodies:{${bodies([...prelude.program.functions, ...program.functions])}}};`,
    slots.map(() => "}}}}").join(""),
    "}}",
    "return $out;",
  ].join("\n");
}

function privateClass(id: string, names: readonly string[], { countsHeap, forks }: CodeOptions): string {
  const fields = names.map((name) => `${name};`).join("");
  const make = `$h.privates${id}=(o)=>{new $C${id}(o);};`;
  const [first] = names;
  // For the traversal of what is alive.
  const read =
    countsHeap && first !== undefined
      ? `$h.slots.push((o,v)=>{if(${first} in o){${names.map((name) => `v(o.${name});`).join("")}}});`
      : "";
  const copy =
    forks && first !== undefined
      ? `$h.privateCopiers.push((o,c,m)=>{if(${first} in o){new $C${id}(c);${names.map((name) => `c.${name}=m(o.${name});`).join("")}}});`
      : "";
  return `class $C${id} extends $Id{${fields}static{${make}${read}${copy}`;
}

/** Raw function → what makes closures of it, for clones. */
function makersText(functions: readonly FunctionCode[]): string {
  const made = functions.filter((fn) => fn.kind !== "module" && fn.kind !== "initializer");
  return `$h.makers=new Map([${made.map((fn) => `[$f${fn.id},{make:$mk${fn.id},owner:${isGenerator(fn)}}]`).join(",")}]);`;
}

function bodies(functions: readonly FunctionCode[]): string {
  return functions
    .filter((fn) => fn.kind === "module")
    .map((fn) => `${fn.id}:$f${fn.id}`)
    .join(",");
}
