import { describe, expect, test, vi } from "vitest";
import { DEFAULT_CONFIG } from "../../src/shared/config";
import type { FromPanel } from "../../src/shared/messages/panel";
import { SPAN_KINDS } from "../../src/shared/trace/queries";
import type { QueryName } from "../../src/shared/trace/queries";
import { readMessage, readPanelState } from "../../webview/protocol/readMessage";
import { isResult } from "../../webview/protocol/results";
import { MessageSource } from "../../webview/source";
import { ANSWERS } from "./samples";

describe("inbound messages", () => {
  const status = { kind: "ready", runId: "1", label: "main", stale: false };

  test("of the protocol are read", () => {
    const init = { type: "init", protocol: 1, status, state: undefined, config: DEFAULT_CONFIG };
    expect(readMessage(init)).toEqual(init);
    expect(readMessage({ type: "status", status: { kind: "empty" }, config: undefined })).toBeDefined();
    for (const side of ["shown", "compared"]) {
      const reply = { type: "reply", side, id: 4 };
      expect(readMessage({ ...reply, ok: undefined })).toEqual({ ...reply, ok: undefined });
      expect(readMessage({ ...reply, err: "gone" })).toEqual({ ...reply, err: "gone" });
    }
    expect(readMessage({ type: "status", status, config: undefined, compared: status })).toBeDefined();
    expect(readMessage({ type: "show", time: 4, entity: -2 })).toBeDefined();
    expect(readMessage({ type: "capture", id: 1, format: "svg" })).toBeDefined();
    const failed = {
      kind: "failed",
      label: "main",
      message: "2 problems",
      diagnostics: [
        { uri: "a", line: 1, column: 1, endLine: 1, endColumn: 2, message: "no", severity: "error" },
      ],
    };
    expect(readMessage({ type: "status", status: failed, config: undefined })).toBeDefined();
  });

  test.each([
    [undefined],
    ["init"],
    [[]],
    [{ type: "toString" }],
    [{ type: "status", status: { kind: "toString" } }],
    [{ type: "status", status: { kind: "ready", runId: 1, label: "x", stale: false } }],
    [{ type: "status", status: { kind: "failed", label: "", message: "", diagnostics: [{}] } }],
    [{ type: "reply", side: "shown", ok: 1 }],
    [{ type: "reply", id: 4, ok: 1 }],
    [{ type: "reply", side: "both", id: 4, ok: 1 }],
    [{ type: "status", status: { kind: "empty" }, config: undefined, compared: { kind: "ready" } }],
    [{ type: "show", time: "now", entity: undefined }],
    [{ type: "capture", id: 1, format: "gif" }],
    [{ type: "capture", format: "png" }],
    [{ type: "show", time: Number.NaN, entity: undefined }],
    [{ type: "init", protocol: "one" }],
  ])("that do not fit are dropped: %j", (data) => {
    expect(readMessage(data)).toBeUndefined();
  });

  test("an init of another version is known by its number, whatever it holds", () => {
    expect(readMessage({ type: "init", protocol: 99, status: { mood: "fine" } })).toMatchObject({
      type: "init",
      protocol: 99,
    });
  });

  test("a kept state of an older shape counts as none", () => {
    const state = { version: 1, runId: "1", grouping: "p", from: 0, to: 10, cursor: 5, tab: "states" };
    expect(readPanelState(state)).toEqual(state);
    const filtered = { ...state, filter: { kind: "found", text: "worker", time: 3 } };
    expect(readPanelState(filtered)).toEqual(filtered);
    for (const wrong of [
      { ...state, version: 0 },
      { ...state, grouping: "q" },
      { ...state, to: 0 },
      { ...state, from: "0" },
      { ...state, filter: { kind: "everything" } },
      { ...state, filter: { kind: "constructor" } },
      { ...state, filter: { kind: "involved", entity: "3", label: "G3" } },
      null,
      7,
    ])
      expect(readPanelState(wrong)).toBeUndefined();
    const init = readMessage({
      type: "init",
      protocol: 1,
      status,
      state: { ...state, version: 0 },
      config: undefined,
    });
    expect(init).toMatchObject({ state: undefined });
  });
});

describe("answers", () => {
  const names = Object.keys(ANSWERS) as QueryName[];

  test.each(names)("to %s are known", (name) => {
    expect(isResult(name, ANSWERS[name])).toBe(true);
    expect(isResult(name, structuredClone(ANSWERS[name]))).toBe(true);
  });

  test.each(names)("of another shape to %s are not", (name) => {
    expect(isResult(name, "nonsense")).toBe(false);
    expect(isResult(name, [{}])).toBe(false);
  });

  test.each(names.filter((name) => name !== "step" && name !== "series" && name !== "transitions"))(
    "to %s without one of their fields are not",
    (name) => {
      for (const field of Object.keys(ANSWERS[name] as object)) {
        if (field === "place" || (name === "occasion" && field === "time")) continue;
        const rest = { ...(ANSWERS[name] as object), [field]: undefined };
        expect(isResult(name, rest), field).toBe(false);
      }
    },
  );

  test("columns of another type or of unequal length are not", () => {
    expect(isResult("spans", { ...ANSWERS.spans, start: [0] })).toBe(false);
    expect(isResult("spans", { ...ANSWERS.spans, start: Float64Array.of(0, 1) })).toBe(false);
    const buckets = {
      form: "buckets",
      firstLane: 0,
      lanes: 1,
      bucket: 8,
      firstBucket: 0,
      buckets: 2,
      share: new Uint8Array(2 * SPAN_KINDS.length),
      entity: new Int32Array(2),
      kind: new Uint8Array(2),
    };
    expect(isResult("spans", buckets)).toBe(true);
    expect(isResult("spans", { ...buckets, buckets: 3 })).toBe(false);
    expect(isResult("spans", { ...buckets, bucket: 0 })).toBe(false);
  });

  test("that say there is nothing are known", () => {
    expect(isResult("spanAt", undefined)).toBe(true);
    expect(isResult("step", undefined)).toBe(true);
    expect(isResult("spans", undefined)).toBe(false);
  });
});

describe("the source over messages", () => {
  function source() {
    const sent: FromPanel[] = [];
    return { sent, source: new MessageSource((message) => sent.push(message)) };
  }

  test("matches answers to questions by number, in any order", async () => {
    const { sent, source: asked } = source();
    const first = asked.query("step", { time: 1, entity: -1, back: false });
    const second = asked.query("step", { time: 2, entity: -1, back: false });
    expect(sent.map((message) => (message.type === "query" ? message.id : 0))).toEqual([1, 2]);
    asked.receive({ id: 2, ok: 20 });
    asked.receive({ id: 1, ok: 10 });
    expect(await first).toBe(10);
    expect(await second).toBe(20);
    expect(asked.waiting).toBe(0);
  });

  test("rejects what was refused and what does not fit", async () => {
    const { source: asked } = source();
    const refused = asked.query("overview", {});
    asked.receive({ id: 1, err: "the run is gone" });
    await expect(refused).rejects.toThrow("the run is gone");
    const odd = asked.query("overview", {});
    asked.receive({ id: 2, ok: { mood: "fine" } });
    await expect(odd).rejects.toThrow("does not fit the protocol");
  });

  test("drops answers that nobody waits for", () => {
    const { source: asked } = source();
    expect(() => asked.receive({ id: 77, ok: 1 })).not.toThrow();
  });

  test("rejects everything when it is reset or closed", async () => {
    const { source: asked } = source();
    const pending = asked.query("overview", {});
    asked.reset("another run is shown");
    await expect(pending).rejects.toThrow("another run is shown");
    const again = asked.query("overview", {});
    asked.dispose();
    await expect(again).rejects.toThrow("the panel is closed");
    await expect(asked.query("overview", {})).rejects.toThrow("the panel is closed");
  });

  test("sends nothing once it is closed", async () => {
    const post = vi.fn();
    const asked = new MessageSource(post);
    asked.dispose();
    await expect(asked.query("overview", {})).rejects.toThrow();
    expect(post).not.toHaveBeenCalled();
  });
});
