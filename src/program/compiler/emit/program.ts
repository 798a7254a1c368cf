import type { FunctionCode } from "../ir";
import { quote } from "../names";
import type { PreludeCode } from "../preludeCode";
import type { PrivateSlots, ProgramBuilder } from "../program";
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
    "$h.arguments=function(){return arguments;};",
    "const $n=(k,e,t,a)=>$r.callFromNative(k,e,t,a);",
    "class $Id{constructor(o){return o;}}",
    "class $X extends $Id{#k;#e;#c;constructor(f,k,e,c){super(f);this.#k=k;this.#e=e;this.#c=c;}",
    "static{",
    ...slots.map(
      ([id, own]) =>
        privateClass(`${id}`, own.instance, own, options) + privateClass(`${id}s`, own.statics, own, options),
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

function privateClass(
  id: string,
  own: readonly string[],
  { late, repeats }: PrivateSlots,
  { countsHeap, forks }: CodeOptions,
): string {
  const names = repeats && own.length > 0 ? [...own, `#t${id}`, `#n${id}`] : own;
  const fields = names.map((name) => `${name}${late.has(name) ? "=$T" : ""};`).join("");
  const make = names === own ? `$h.privates${id}=(o)=>{new $C${id}(o);};` : addText(id) + findText(id);
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

/**
 * Gives an object the slots for one class of those that the text makes; `t` is the class. Those of further classes are in a list of
 * objects behind it.
 */
function addText(id: string): string {
  const first = `if(!(#t${id} in o)){new $C${id}(o);o.#t${id}=t;return;}`;
  const another = `const r=new $C${id}({});r.#t${id}=t;n.#n${id}=r;return;`;
  return `$h.privates${id}=(o,t)=>{${first}for(let n=o;;n=n.#n${id}){if(n.#t${id}===t)$h.privateTwice();if(n.#n${id}===undefined){${another}}}};`;
}

/** Finds what has the slots. */
function findText(id: string): string {
  const none = `(typeof o!=="object"||o===null)&&typeof o!=="function"||!(#t${id} in o)`;
  return `const $at${id}=(o,t)=>{if(${none})return o;for(let n=o;n!==undefined;n=n.#n${id})if(n.#t${id}===t)return n;return {};};`;
}

/** Raw function → what makes closures of it, for clones. */
function makersText(functions: readonly FunctionCode[]): string {
  const made = functions.filter((fn) => fn.kind !== "module" && fn.kind !== "initializer");
  return `$h.makers=new Map([${made.map((fn) => `[$f${fn.id},{make:$mk${fn.id},owner:${isGenerator(fn)},bound:${fn.bound === true}}]`).join(",")}]);`;
}

function bodies(functions: readonly FunctionCode[]): string {
  return functions
    .filter((fn) => fn.kind === "module")
    .map((fn) => `${fn.id}:$f${fn.id}`)
    .join(",");
}
