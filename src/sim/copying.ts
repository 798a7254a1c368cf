/** Gives the copy of a value in the new process: the same for the same object; what is immutable or shared is its own copy. */
export type Copy = <T>(value: T) => T;

/** How fork copies the objects of one class of the simulation. */
export interface CopyKind {
  /** The copy as yet without contents. Must not copy what may lead back to the object. */
  allocate(from: object, copy: Copy): object;
  /** Fills it. Copies of other objects may not be filled yet. */
  fill?(from: object, to: object, copy: Copy): void;
  /** When all copies are filled. */
  finish?(from: object, to: object, copy: Copy): void;
}

/** By the prototype of the class. */
export type CopyKinds = ReadonlyMap<object, CopyKind>;
