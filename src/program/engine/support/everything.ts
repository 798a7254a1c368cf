/** Key of an access to all properties, elements or entries of an object. */
export const EVERYTHING: unique symbol = Symbol("everything");
