import { CONTEXT_SOURCE } from "./context";
import { SCHEDLENS_SOURCE } from "./schedlens";

/** URIs of the modules that are compiled with every program. Parts of the library that call the program's functions are written in the language itself, so that those functions can block. */
export const PRELUDE = {
  schedlens: "schedlens:/schedlens.js",
  context: "schedlens:/context.js",
} as const;

/** URI of the operations that the prelude takes from the simulation. */
export const NATIVE_MODULE = "native:schedlens";

/** URI of what the tags on functions become. */
export const ANNOTATIONS_MODULE = "native:annotations";

export const PRELUDE_FILES: ReadonlyMap<string, string> = new Map([
  [PRELUDE.schedlens, SCHEDLENS_SOURCE],
  [PRELUDE.context, CONTEXT_SOURCE],
]);
