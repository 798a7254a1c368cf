import { parseDuration } from "../../shared/duration";
import { parseSize } from "../../shared/size";
import type { CallEffect, FunctionAnnotations, MockExpression, SimulateTag } from "./annotation";
import { nearest } from "./nearest";
import { parseRunOption } from "./options";
import type { Problem } from "./problem";

/** Our tags, each with what completion and hover say of it. */
export const TAGS = {
  simulate: {
    usage: "@simulate [key=value …]",
    doc: "An entry point: *Simulate scheduling* stands above it.",
  },
  goroutine: { usage: "@goroutine", doc: "Each call starts a goroutine and returns at once." },
  thread: {
    usage: "@thread [stack=64KiB]",
    doc: "Each call creates a kernel thread and returns its Thread.",
  },
  process: { usage: "@process", doc: "Each call creates a process and returns its Process." },
  cpu: { usage: "@cpu DURATION", doc: "Each call burns that much CPU, then runs the body." },
  io: { usage: "@io network|disk DURATION", doc: "Each call waits for the device, then runs the body." },
  syscall: { usage: "@syscall DURATION", doc: "Each call is a blocking system call, then runs the body." },
  mock: { usage: "@mock EXPRESSION", doc: "The body is not run: the call's value is the expression." },
} as const;
export type TagName = keyof typeof TAGS;
const TAG_NAMES = Object.keys(TAGS) as TagName[];

/** Tags of JSDoc, TSDoc and the common documentation tools: none of our business, whatever they resemble. */
const FOREIGN = new Set(
  `abstract access alias async augments author borrows callback class classdesc const constant constructor constructs copyright
  default defaultvalue deprecated desc description enum event example exports extends external file fileoverview fires func function
  generator global hideconstructor host ignore implements import inheritdoc inheritDoc inner instance interface internal kind label
  lends license link linkcode linkplain listens member memberof method mixes mixin module name namespace override overload overview
  package param arg argument private privateRemarks prop property protected public readonly remarks requires return returns satisfies
  sealed see since static summary symbol template this throws exception todo tutorial type typedef typeParam typeParameter var
  variation version virtual yields yield alpha beta experimental eventProperty packageDocumentation decorator defaultValue category
  group hidden internal ts-check ts-ignore ts-expect-error ts-nocheck eslint prettier jsx jsxImportSource preserve cc_on`.split(
    /\s+/,
  ),
);

interface RawTag {
  readonly name: string;
  /** Offsets in the file: of the `@`, of the end of the name, of the value without the white space around it. */
  readonly start: number;
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly value: string;
}

/**
 * Splits a JSDoc comment into its tags. A tag's value runs to the next tag of ours or to the end of its line; that of `@mock` to the
 * next tag or the end of the comment.
 */
function splitTags(comment: string, offset: number): RawTag[] {
  // Stars at the beginnings of lines are decoration: blanks keep every offset.
  const text = comment
    .replace(/^\/\*\*?/, (open) => " ".repeat(open.length))
    .replace(/\*\/$/, "  ")
    .replace(/^[ \t]*\*/gm, (stars) => " ".repeat(stars.length));
  const heads: { name: string; at: number; end: number }[] = [];
  const pattern = /(^|[\s])@([A-Za-z][\w-]*)/gm;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const at = match.index + (match[1] ?? "").length;
    const name = match[2] ?? "";
    const lineStart = text.lastIndexOf("\n", at - 1) + 1;
    const first = text.slice(lineStart, at).trim() === "";
    // In the middle of a line only our own names begin a tag: prose may mention an @address.
    if (!first && !(name in TAGS)) continue;
    if (!first && insideString(text.slice(lineStart, at))) continue;
    heads.push({ name, at, end: at + 1 + name.length });
  }
  return heads.map((head, i) => {
    const next = heads[i + 1]?.at ?? text.length;
    let body = text.slice(head.end, next);
    if (head.name !== "mock") body = body.split("\n", 1)[0] ?? "";
    const value = body.trim();
    const valueStart = value === "" ? head.end : head.end + body.indexOf(value);
    return {
      name: head.name,
      start: offset + head.at,
      nameEnd: offset + head.end,
      valueStart: offset + valueStart,
      value,
    };
  });
}

/** Whether a quotation mark is open at the end of the text. */
function insideString(text: string): boolean {
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === "\\") i++;
    else if (quote === "") quote = c === '"' || c === "'" || c === "`" ? c : "";
    else if (c === quote) quote = "";
  }
  return quote !== "";
}

/** Collects what one comment says. */
class Reader {
  readonly problems: Problem[] = [];
  simulate: SimulateTag | undefined;
  goroutine = false;
  thread: FunctionAnnotations["thread"];
  process = false;
  readonly effects: CallEffect[] = [];
  mock: MockExpression | undefined;
  private readonly seen = new Set<string>();

  error(start: number, end: number, message: string, fix?: { title: string; text: string }): void {
    this.problems.push({ start, end, message, severity: "error", ...(fix === undefined ? {} : { fix }) });
  }

  tag(tag: RawTag): void {
    const name = tag.name as TagName;
    if (this.seen.has(name) && name !== "cpu" && name !== "io" && name !== "syscall") {
      this.error(tag.start, tag.nameEnd, `@${name} stands here twice: remove one`);
      return;
    }
    this.seen.add(name);
    switch (name) {
      case "simulate":
        this.readSimulate(tag);
        return;
      case "goroutine":
        this.goroutine = true;
        if (tag.value !== "" && looksLikeOption(tag.value))
          this.error(tag.valueStart, tag.valueStart + tag.value.length, "@goroutine takes no value");
        return;
      case "thread":
        this.readThread(tag);
        return;
      case "process":
        this.process = true;
        if (tag.value !== "" && looksLikeOption(tag.value))
          this.error(tag.valueStart, tag.valueStart + tag.value.length, "@process takes no value");
        return;
      case "cpu":
      case "syscall":
        this.effect(tag, name, tag.value, tag.valueStart);
        return;
      case "io":
        this.readIo(tag);
        return;
      case "mock":
        if (tag.value === "")
          this.error(tag.start, tag.nameEnd, "@mock needs an expression, as in @mock {id: 1}");
        else this.mock = { text: tag.value, offset: tag.valueStart };
        return;
    }
  }

  private readSimulate(tag: RawTag): void {
    const options = new Map<string, string>();
    const pattern = /\S+/g;
    for (let match = pattern.exec(tag.value); match !== null; match = pattern.exec(tag.value)) {
      const word = match[0];
      const start = tag.valueStart + match.index;
      const equals = word.indexOf("=");
      if (equals < 0) {
        this.error(start, start + word.length, `expected key=value, found "${word}"`);
        continue;
      }
      const key = word.slice(0, equals);
      const value = word.slice(equals + 1);
      if (options.has(key)) {
        this.error(start, start + word.length, `${key} is given twice`);
        continue;
      }
      const parsed = parseRunOption(key, value);
      if ("config" in parsed) options.set(key, value);
      else if (parsed.wrong === "value") this.error(start + equals + 1, start + word.length, parsed.error);
      else {
        const fix =
          parsed.suggestion === undefined
            ? undefined
            : { title: `Change to ${parsed.suggestion}`, text: parsed.suggestion };
        this.error(start, start + equals, parsed.error, fix);
      }
    }
    this.simulate = { options, start: tag.start, end: tag.valueStart + tag.value.length };
  }

  private readThread(tag: RawTag): void {
    const [word = ""] = tag.value.split(/\s/, 1);
    if (!looksLikeOption(word)) {
      this.thread = { stack: undefined };
      return;
    }
    const start = tag.valueStart;
    const equals = word.indexOf("=");
    const stack = parseSize(word.slice(equals + 1));
    this.thread = { stack };
    if (word.slice(0, equals) !== "stack")
      this.error(start, start + equals, `@thread knows only stack, as in @thread stack=64KiB`);
    else if (stack === undefined || stack === 0)
      this.error(
        start + equals + 1,
        start + word.length,
        `"${word.slice(equals + 1)}" is no size: write it like 64KiB or 1MiB`,
      );
  }

  private readIo(tag: RawTag): void {
    const match = /^(\S+)(\s+)?/.exec(tag.value);
    const device = match?.[1] ?? "";
    if (device !== "network" && device !== "disk") {
      const end = device === "" ? tag.nameEnd : tag.valueStart + device.length;
      this.error(
        device === "" ? tag.start : tag.valueStart,
        end,
        `@io needs a device, network or disk, and a duration, as in @io network 30ms`,
      );
      return;
    }
    const skip = (match?.[0] ?? "").length;
    this.effect(tag, device, tag.value.slice(skip), tag.valueStart + skip);
  }

  private effect(tag: RawTag, kind: CallEffect["kind"], text: string, start: number): void {
    const [word = ""] = text.split(/\s/, 1);
    const ns = parseDuration(word);
    if (ns !== undefined) this.effects.push({ kind, ns });
    else if (word === "")
      this.error(
        tag.start,
        tag.nameEnd,
        `@${tag.name} needs a duration, as in ${TAGS[tag.name as TagName].usage.replace("DURATION", "3ms")}`,
      );
    else
      this.error(
        start,
        start + word.length,
        `"${word}" is no duration: write it like 250ns, 10us, 3ms or 1.5s`,
      );
  }
}

function looksLikeOption(value: string): boolean {
  return /^\w+=/.test(value);
}

/**
 * Reads the tags of one JSDoc comment.
 * @param comment the comment with its delimiters; @param offset where it begins in the file.
 */
export function readAnnotations(
  comment: string,
  offset: number,
): { annotations: FunctionAnnotations | undefined; problems: Problem[] } {
  if (!comment.startsWith("/**")) return { annotations: undefined, problems: [] };
  const tags = splitTags(comment, offset);
  const ours = tags.filter((tag) => tag.name in TAGS);
  const reader = new Reader();
  for (const tag of tags) {
    if (tag.name in TAGS) {
      reader.tag(tag);
      continue;
    }
    if (FOREIGN.has(tag.name)) continue;
    const meant = nearest(tag.name, TAG_NAMES);
    if (meant !== undefined) {
      reader.error(tag.start, tag.nameEnd, `unknown tag @${tag.name}: did you mean @${meant}?`, {
        title: `Change to @${meant}`,
        text: `@${meant}`,
      });
    } else if (ours.length > 0) {
      reader.error(
        tag.start,
        tag.nameEnd,
        `unknown tag @${tag.name}: known are ${TAG_NAMES.map((name) => `@${name}`).join(", ")}`,
      );
    }
  }
  const mockTag = ours.find((tag) => tag.name === "mock");
  if (
    mockTag !== undefined &&
    reader.mock !== undefined &&
    reader.effects.length === 0 &&
    !ours.some((tag) => tag.name === "cpu" || tag.name === "io" || tag.name === "syscall")
  ) {
    reader.error(
      mockTag.start,
      mockTag.nameEnd,
      "@mock goes with @cpu, @io or @syscall: say what the call costs",
    );
  }
  if (ours.length === 0) return { annotations: undefined, problems: reader.problems };
  const annotations: FunctionAnnotations = {
    simulate: reader.simulate,
    goroutine: reader.goroutine,
    thread: reader.thread,
    process: reader.process,
    effects: reader.effects,
    mock: reader.mock,
  };
  return { annotations, problems: reader.problems };
}
