import { GROUPINGS } from "../../src/shared/trace/queries";
import { ALIGNMENTS, SIDES, isPictureFormat } from "../../src/shared/messages/panel";
import type { PanelState, Side, ToPanel } from "../../src/shared/messages/panel";
import type { Check } from "./check";
import { isBoolean, isInteger, isNumber, isRecord, isString, listOf, oneOf, optional, record } from "./check";
import { isConfig } from "./results";

/** A reply before its result is known to fit its query. */
export type InboundMessage =
  | Exclude<ToPanel, { readonly type: "reply" }>
  | { readonly type: "reply"; readonly side: Side; readonly id: number; readonly ok: unknown }
  | { readonly type: "reply"; readonly side: Side; readonly id: number; readonly err: string };

const isDiagnostic: Check = record({
  uri: isString,
  line: isNumber,
  column: isNumber,
  endLine: isNumber,
  endColumn: isNumber,
  message: isString,
  severity: oneOf(["error", "warning"]),
});

const STATUS: Readonly<Record<string, Check>> = {
  empty: record({}),
  opening: record({ label: isString }),
  unreadable: record({ label: isString, message: isString }),
  running: record({ label: isString, time: isNumber, events: isNumber }),
  ready: record({ runId: isString, label: isString, stale: isBoolean, reading: optional(isBoolean) }),
  failed: record({ label: isString, message: isString, diagnostics: listOf(isDiagnostic) }),
  cancelled: record({ label: isString }),
};

const isStatus: Check = (value) => {
  if (!isRecord(value) || typeof value["kind"] !== "string") return false;
  return Object.hasOwn(STATUS, value["kind"]) && (STATUS[value["kind"]]?.(value) ?? false);
};

const FILTERS: Readonly<Record<string, Check>> = {
  found: record({ text: isString, time: isNumber }),
  involved: record({ entity: isInteger, label: isString }),
  range: record({ from: isNumber, to: isNumber }),
};

const isFilter: Check = (value) => {
  if (!isRecord(value) || typeof value["kind"] !== "string") return false;
  return Object.hasOwn(FILTERS, value["kind"]) && (FILTERS[value["kind"]]?.(value) ?? false);
};

const isStateShape = record({
  version: (version) => version === 1,
  runId: optional(isString),
  grouping: oneOf(GROUPINGS),
  from: isNumber,
  to: isNumber,
  cursor: isNumber,
  tab: isString,
  filter: optional(isFilter),
  alignment: optional(oneOf(ALIGNMENTS)),
});

/** A state that was kept over a reload, or `undefined` where it is missing, of an older shape or nonsense. */
export function readPanelState(value: unknown): PanelState | undefined {
  if (!isStateShape(value)) return undefined;
  const state = value as PanelState;
  return state.to > state.from ? state : undefined;
}

/**
 * Checks a message of the host. An `init` of another protocol is let through with its number, whatever else it holds.
 * @returns `undefined` for anything that is no message of this protocol.
 */
export function readMessage(data: unknown): InboundMessage | undefined {
  if (!isRecord(data)) return undefined;
  switch (data["type"]) {
    case "init":
      if (!isNumber(data["protocol"])) return undefined;
      if (!isStatus(data["status"]) || !optional(isStatus)(data["compared"]))
        return { ...EMPTY_INIT, protocol: data["protocol"] as number };
      return {
        ...(data as Extract<ToPanel, { type: "init" }>),
        state: readPanelState(data["state"]),
        config: isConfig(data["config"])
          ? (data["config"] as Extract<ToPanel, { type: "init" }>["config"])
          : undefined,
      };
    case "status":
      if (!isStatus(data["status"]) || !optional(isConfig)(data["config"])) return undefined;
      if (!optional(isStatus)(data["compared"])) return undefined;
      return data as Extract<ToPanel, { type: "status" }>;
    case "reply":
      if (!isNumber(data["id"]) || !oneOf(SIDES)(data["side"])) return undefined;
      if (isString(data["err"])) return data as Extract<InboundMessage, { err: string }>;
      return {
        type: "reply",
        side: data["side"] as Side,
        id: data["id"] as number,
        ok: data["ok"],
      };
    case "capture":
      if (!isInteger(data["id"]) || !isPictureFormat(data["format"])) return undefined;
      return data as Extract<ToPanel, { type: "capture" }>;
    case "show":
      if (!optional(isNumber)(data["time"]) || !optional(isInteger)(data["entity"])) return undefined;
      return data as Extract<ToPanel, { type: "show" }>;
    default:
      return undefined;
  }
}

const EMPTY_INIT = {
  type: "init",
  protocol: 0,
  status: { kind: "empty" },
  state: undefined,
  config: undefined,
  compared: undefined,
} as const;
