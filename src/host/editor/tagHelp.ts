import * as vscode from "vscode";
import { RUN_OPTIONS } from "../../program/annotations/options";
import { TAGS } from "../../program/annotations/readAnnotations";
import type { TagName } from "../../program/annotations/readAnnotations";

/** Where the caret is within a JSDoc comment, as far as our tags go. */
export type TagPosition =
  /** `@` or the beginning of a tag's name; `start` is the offset of the `@`. */
  | { readonly kind: "tag"; readonly start: number }
  /** After `@simulate`: where a key may begin, or in one. */
  | { readonly kind: "key"; readonly start: number; readonly used: readonly string[] }
  /** After `key=`. */
  | { readonly kind: "value"; readonly start: number; readonly key: string }
  /** After `@io`. */
  | { readonly kind: "device"; readonly start: number }
  /** Where a duration is expected. */
  | { readonly kind: "duration"; readonly start: number };

/** Whether the text ends inside a JSDoc comment. */
function inJsDoc(before: string): boolean {
  const open = before.lastIndexOf("/**");
  return open >= 0 && before.indexOf("*/", open + 3) < 0;
}

/** What may be written at the end of `before`, the file's text up to the caret; `undefined` where it is none of our business. */
export function tagPosition(before: string): TagPosition | undefined {
  if (!inJsDoc(before)) return undefined;
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const word = /[\w@=:,.-]*$/.exec(line)?.[0] ?? "";
  const start = before.length - word.length;
  if (/^@\w*$/.test(word)) return { kind: "tag", start };
  const tag = [...line.matchAll(/@(\w+)\s/g)].at(-1);
  if (tag === undefined) return undefined;
  const value = line.slice(tag.index + tag[0].length);
  switch (tag[1]) {
    case "simulate": {
      const equals = word.indexOf("=");
      if (equals >= 0) return { kind: "value", start: start + equals + 1, key: word.slice(0, equals) };
      return { kind: "key", start, used: [...value.matchAll(/(\w+)=/g)].map((match) => match[1] ?? "") };
    }
    case "io":
      return /^\s*\w*$/.test(value) ? { kind: "device", start } : { kind: "duration", start };
    case "cpu":
    case "syscall":
      return { kind: "duration", start };
    default:
      return undefined;
  }
}

export interface TagCompletion {
  readonly label: string;
  readonly insert: string;
  readonly doc: string;
}

/** Values that an option's placeholder enumerates, as in `go|native`. */
export function enumeratedValues(placeholder: string): readonly string[] {
  return /^[a-z-]+(\|[a-z-]+)+$/.test(placeholder) ? placeholder.split("|") : [];
}

function durations(): readonly TagCompletion[] {
  const doc = vscode.l10n.t("A duration in virtual time: ns, us, ms or s.");
  return ["10us", "1ms", "10ms", "1s"].map((text) => ({ label: text, insert: text, doc }));
}

/** What completion offers at a position. */
export function tagCompletions(at: TagPosition): readonly TagCompletion[] {
  switch (at.kind) {
    case "tag":
      return (Object.keys(TAGS) as TagName[]).map((name) => {
        const { usage, doc } = TAGS[name];
        const more = usage.length > name.length + 1 && name !== "simulate" && name !== "thread";
        return { label: `@${name}`, insert: more ? `@${name} ` : `@${name}`, doc: `\`${usage}\`\n\n${doc}` };
      });
    case "key":
      return RUN_OPTIONS.filter((option) => !at.used.includes(option.key)).map((option) => ({
        label: option.key,
        insert: `${option.key}=`,
        doc: `\`${option.key}=${option.placeholder}\`\n\n${option.doc}`,
      }));
    case "value": {
      const option = RUN_OPTIONS.find((each) => each.key === at.key);
      if (option === undefined) return [];
      if (option.placeholder === "DURATION") return durations();
      return enumeratedValues(option.placeholder).map((text) => ({
        label: text,
        insert: text,
        doc: option.doc,
      }));
    }
    case "device":
      return [
        {
          label: "network",
          insert: "network ",
          doc: vscode.l10n.t("The netpoller parks the goroutine; its thread goes on with others."),
        },
        {
          label: "disk",
          insert: "disk ",
          doc: vscode.l10n.t("A blocking system call: the thread waits, and its P is handed off."),
        },
      ];
    case "duration":
      return durations();
  }
}

/** What hover says of the tag or key at `offset`, with the range that it speaks of. */
export function tagHover(
  text: string,
  offset: number,
): { readonly start: number; readonly end: number; readonly doc: string } | undefined {
  let start = offset;
  while (start > 0 && /[\w@]/.test(text.charAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && /\w/.test(text.charAt(end))) end++;
  if (!inJsDoc(text.slice(0, start))) return undefined;
  const word = text.slice(start, end);
  const name = word.slice(1);
  if (word.startsWith("@") && name in TAGS) {
    const tag = TAGS[name as TagName];
    return { start, end, doc: `\`${tag.usage}\`\n\n${tag.doc}` };
  }
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const option = RUN_OPTIONS.find((each) => each.key === word);
  if (option === undefined || text.charAt(end) !== "=" || !line.includes("@simulate")) return undefined;
  return { start, end, doc: `\`${option.key}=${option.placeholder}\`\n\n${option.doc}` };
}
