/** The functions that make code from text, all four kinds, and what stands for them. */

export const MAKERS: readonly { readonly name: string; readonly prototype: object }[] = [
  Function,
  ...[function* () {}, async function () {}, async function* () {}].map(
    (each) => (Object.getPrototypeOf(each) as { readonly constructor: typeof Function }).constructor,
  ),
];

/** `Function` as the program sees it: good for instanceof. */
export function makeTamedFunction(original: { readonly name: string; readonly prototype: unknown }): object {
  function Tamed(): never {
    throw new EvalError("code cannot be made from text in a simulation");
  }
  Object.defineProperty(Tamed, "name", { value: original.name, configurable: true });
  Object.defineProperty(Tamed, "length", { value: 1, configurable: true });
  Object.defineProperty(Tamed, "prototype", { value: original.prototype, writable: false });
  return Tamed;
}

export const tamedFunction = makeTamedFunction(Function);

/** What makes code → what stands for it. */
export const TAMED: ReadonlyMap<unknown, object> = new Map(
  MAKERS.map((maker) => {
    if (maker === Function) return [maker, tamedFunction];
    return [maker, Object.setPrototypeOf(makeTamedFunction(maker), tamedFunction) as object];
  }),
);

/** From here on no property leads to what makes code: whatever reads `constructor`, it gets what stands for it. */
export function tameMakers(): void {
  for (const [maker, value] of TAMED) {
    const { prototype } = maker as { readonly prototype: object };
    const property = Object.getOwnPropertyDescriptor(prototype, "constructor");
    Object.defineProperty(prototype, "constructor", { ...property, value });
  }
}
