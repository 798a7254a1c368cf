import { plainDescriptor } from "../../realm/freeze";
import { isProxy } from "../globals/proxy";

/** Errors as V8 words them, with the names of the source. */

export function early(name: string): never {
  throw new ReferenceError(`Cannot access '${name}' before initialization`);
}

/** Gives back the value that is about to be assigned to a variable, if that is initialized. */
export function makeInitialized(mark: unknown) {
  return (old: unknown, name: string, value: unknown): unknown => (old === mark ? early(name) : value);
}

export function makeAssignConstant(mark: unknown) {
  return (old: unknown, name: string): never => {
    if (old === mark) early(name);
    throw new TypeError("Assignment to constant variable.");
  };
}

export function notFunction(value: unknown, site: string): never {
  throw new TypeError(`${site === "" ? brief(value) : site} is not a function`);
}

export function noCall(fn: { readonly name: string }): never {
  throw new TypeError(`Class constructor ${fn.name} cannot be invoked without 'new'`);
}

export function noThis(): never {
  throw new ReferenceError(
    "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
  );
}

export function noPrivate(name: string, method: boolean): never {
  throw new TypeError(
    method
      ? `Receiver must be an instance of the class that declares #${name}`
      : `Cannot read private member #${name} from an object whose class did not declare it`,
  );
}

export function privateTwice(): never {
  throw new TypeError("Cannot initialize private members twice on the same object");
}

export function noGetter(name: string): never {
  throw new TypeError(`'#${name}' was defined without a getter`);
}

export function noSetter(name: string, method: boolean): never {
  throw new TypeError(
    method ? `Private method '#${name}' is not writable` : `'#${name}' was defined without a setter`,
  );
}

export function noDelete(): never {
  throw new ReferenceError("Unsupported reference to 'super'");
}

export function cannotDestructure(
  value: unknown,
  property: string | undefined,
  site: string | undefined,
): never {
  // A parameter, say, has no text: V8 then tells of the value.
  const what = site ?? (value === null ? "object null" : "undefined");
  const property_ = property === undefined ? "" : `property '${property}' of `;
  throw new TypeError(`Cannot destructure ${property_}'${what}' as it is ${String(value)}.`);
}

/** A value in a few words: `number 5`, `object null`, `#<Map>`. */
export function brief(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
    case "bigint":
    case "symbol":
      return String(value);
    case "function":
      return functionText(value);
    default:
      return `#<${classNameOf(value)}>`;
  }
}

/** As its constructor is called; no getter and no trap of the program is asked. */
export function classNameOf(object: object): string {
  for (let each: object | null = object; each !== null; each = Object.getPrototypeOf(each) as object | null) {
    if (isProxy(each)) break;
    const found = Object.getOwnPropertyDescriptor(each, "constructor");
    if (found === undefined) continue;
    const { value } = plainDescriptor(found) as { readonly value?: unknown };
    if (typeof value !== "function" || isProxy(value)) break;
    const name: unknown = Object.getOwnPropertyDescriptor(value, "name")?.value;
    return typeof name === "string" && name !== "" ? name : "Object";
  }
  return "Object";
}

/** As the program may see it: what we have made of its functions is no business of its. */
function functionText(fn: object): string {
  const text = Function.prototype.toString.call(fn);
  if (!EMITTED_CALL.test(text)) return text;
  const name: unknown = Object.getOwnPropertyDescriptor(fn, "name")?.value;
  return `function ${typeof name === "string" ? name : ""}() { [native code] }`;
}

const EMITTED_CALL = /\$n\(\$f\d+,/;
const EMITTED_PRIVATE =
  /((?:private member |initialize |(?:reading|setting) ')#[\p{ID_Continue}$]+?)_\d+s?(?![\p{ID_Continue}$])/u;
const EMITTED_BRAND = /^Cannot use 'in' operator to search for '#_\d+s?' in /;

/** Emitted private names carry a number, which messages of JavaScript's own show: it is taken off. */
export function withSourceNames(error: unknown): unknown {
  if (!(error instanceof TypeError)) return error;
  const { message } = error;
  if (EMITTED_PRIVATE.test(message)) error.message = message.replace(EMITTED_PRIVATE, "$1");
  else if (EMITTED_BRAND.test(message)) error.message = "Receiver must be an instance of the class";
  else return error;
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
