import type { Metadata } from "./metadata";
import { usesGlobalThis } from "./globalThisUse";
import { NO_GLOBAL_OBJECT, UNSUPPORTED } from "./unsupported";

/** Why the test cannot count, or `undefined` where it does. */
export function skipReason(path: string, text: string, metadata: Metadata): string | undefined {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "");
  const { flags, features, includes, paths, texts } = UNSUPPORTED;
  return (
    first(metadata.flags, flags) ??
    Object.entries(paths).find(([prefix]) => path.startsWith(prefix))?.[1] ??
    first(metadata.features, features) ??
    first(metadata.includes, includes) ??
    texts.find(([pattern]) => pattern.test(code))?.[1] ??
    (!metadata.flags.includes("module") && usesGlobalThis(text) ? NO_GLOBAL_OBJECT : undefined)
  );
}

function first(names: readonly string[], reasons: Readonly<Record<string, string>>): string | undefined {
  return names.filter((name) => Object.hasOwn(reasons, name)).map((name) => reasons[name])[0];
}
