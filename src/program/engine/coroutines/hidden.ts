/** Its constructor gives back the object it is called with: subclasses add private fields to objects of others. */
const Same = function (object: object): object {
  return object;
} as unknown as new (object: object) => object;

/** What the engine keeps behind an object of the program. Nothing of the program can see it. */
export class Hidden extends Same {
  readonly #inside: unknown;

  private constructor(object: object, inside: unknown) {
    super(object);
    this.#inside = inside;
  }

  static put<O extends object>(object: O, inside: unknown): O {
    return new Hidden(object, inside) as unknown as O;
  }

  static of(object: unknown): unknown {
    return typeof object === "object" && object !== null && #inside in object ? object.#inside : undefined;
  }
}
