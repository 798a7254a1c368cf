/** Stands in a variable that is not initialized yet. */
export const UNINITIALIZED: unique symbol = Symbol("uninitialized");
/** Argument by which compiled code asks a class for a bare object. */
export const ALLOCATE: unique symbol = Symbol("allocate");
