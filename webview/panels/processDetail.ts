import { NONE } from "../../src/shared/ids";
import { HEAP_PAGES } from "../../src/shared/trace/processes";
import type { ChannelAt, HeapPage, ProcessDetail, Segment } from "../../src/shared/trace/processes";
import { h } from "../dom";
import { formatCount, formatInstant, formatShort } from "../model/time";
import type { Panel } from "../panel";
import { smallTable } from "./smallTable";
import { t } from "../l10n/t";

const PAGE_KIB = 4;
/** Pages of the heap that are drawn one by one. */
const MOST_PAGES = 2048;

const PAGE_MEANINGS: Readonly<Record<HeapPage, string>> = {
  own: t("its own"),
  shared: t("shared: the next write copies it"),
  protected: t("its own again: the next write is a fault, without a copy"),
  copied: t("copied by its first write"),
  reused: t("written to first by the last that had it: not copied"),
};

/** Everything about the chosen process. */
export function detailParts(panel: Panel, detail: ProcessDetail | undefined): HTMLElement[] {
  if (detail === undefined)
    return [
      h(
        "p",
        { class: "dim" },
        t("Choose a process to see its control blocks, its memory and what it has open."),
      ),
    ];
  const name = h("h2", { class: "process-name" }, detail.name);
  if (detail.blocks.length === 0)
    return [
      name,
      h("p", { class: "dim" }, t("It has no thread at the cursor: it is not there yet, or has ended.")),
    ];
  return [name, blockTable(panel, detail), ...memoryParts(detail), descriptorTable(detail)];
}

function blockTable(panel: Panel, { blocks }: ProcessDetail): HTMLElement {
  const { focus } = panel.store.model;
  return smallTable(
    t("Control blocks (one for each thread)"),
    [
      { title: "TID" },
      { title: t("State") },
      { title: t("At") },
      { title: t("CPU time"), numeric: true },
      { title: t("Core"), numeric: true },
      { title: t("Switches"), numeric: true },
      { title: t("Registers") },
    ],
    blocks.map((block) => {
      const { scheduling, state, reason, since, registers } = block;
      const why = reason === "" ? "" : ` (${reason})`;
      return {
        cells: [
          `${block.tid} ${block.name}`,
          h(
            "span",
            { class: "state-now", title: t("since {0}", formatInstant(since, 1)) },
            h("span", { class: `swatch kind-${state}` }),
            `${state}${why}`,
          ),
          block.programCounter,
          formatShort(scheduling.runTime),
          scheduling.core === NONE ? "–" : String(scheduling.core),
          h(
            "span",
            {
              title: t(
                "{0} voluntary, {1} involuntary, {2, plural, one {# migration} other {# migrations}}",
                scheduling.voluntarySwitches,
                scheduling.involuntarySwitches,
                scheduling.migrations,
              ),
            },
            formatCount(scheduling.voluntarySwitches + scheduling.involuntarySwitches),
          ),
          registers === undefined
            ? h("span", { class: "dim", title: t("Simulate with registers=on to keep them") }, t("not kept"))
            : h("span", { title: registers.text }, registers.text),
        ],
        chosen: block.entity === focus?.entity,
        choose: () =>
          panel.store.dispatch({
            type: "focus",
            focus: { entity: block.entity, label: `T${block.tid} ${block.name}` },
          }),
      };
    }),
    "",
  );
}

function memoryParts({ segments, heap }: ProcessDetail): HTMLElement[] {
  const table = smallTable(
    t("Address space"),
    [
      { title: t("Segment") },
      { title: t("Mapped"), numeric: true },
      { title: t("In memory"), numeric: true },
      { title: "" },
    ],
    segments.map((segment) => ({
      cells: [
        segment.name,
        kib(segment.mapped),
        kib(segment.resident),
        h("span", {}, segmentBar(segment), h("span", { class: "dim" }, segment.note)),
      ],
    })),
    t("Nothing is mapped."),
  );
  return heap.length === 0 ? [table] : [table, heapMap(heap)];
}

function kib(pages: number): string {
  return `${formatCount(pages * PAGE_KIB)} KiB`;
}

/** How much of it is in memory. */
function segmentBar({ mapped, resident }: Segment): HTMLElement {
  const part = h("span", { class: "segment-part" });
  part.style.width = `${mapped === 0 ? 0 : Math.min(100, (100 * resident) / mapped)}%`;
  return h("span", { class: "segment-bar", "aria-hidden": "true" }, part);
}

/** The pages of the heap one by one; a list of how many there are of each kind says the same. */
function heapMap(heap: Uint8Array): HTMLElement {
  const counts = HEAP_PAGES.map((page, code) => ({
    page,
    count: heap.filter((each) => each === code).length,
  }));
  const map = h("div", { class: "heap-map", "aria-hidden": "true" });
  heap.subarray(0, MOST_PAGES).forEach((code, page) => {
    const kind = HEAP_PAGES[code] ?? "own";
    map.append(
      h("span", { class: `page page-${kind}`, title: t("page {0}: {1}", page, PAGE_MEANINGS[kind]) }),
    );
  });
  const rest = heap.length - MOST_PAGES;
  return h(
    "section",
    { class: "small-table" },
    h("h2", {}, t("Pages of the heap, since the latest fork")),
    map,
    rest > 0
      ? h("p", { class: "dim" }, t("and {0, plural, one {# more page} other {# more pages}}", rest))
      : undefined,
    h(
      "ul",
      { class: "heap-legend" },
      ...counts
        .filter(({ count }) => count > 0)
        .map(({ page, count }) =>
          h(
            "li",
            {},
            h("span", { class: `page page-${page}` }),
            `${formatCount(count)} ${PAGE_MEANINGS[page]}`,
          ),
        ),
    ),
  );
}

function descriptorTable({ descriptors }: ProcessDetail): HTMLElement {
  return smallTable(
    t("Open descriptors"),
    [{ title: "fd", numeric: true }, { title: t("For") }, { title: t("Access") }],
    descriptors.map(({ fd, of, access }) => ({ cells: [String(fd), of, access] })),
    t("It has closed all its descriptors."),
  );
}

/** What processes communicate through, with what is in it. */
export function channelTable(panel: Panel, channels: readonly ChannelAt[], cursor: number): HTMLElement {
  return smallTable(
    t("Between processes"),
    [
      { title: t("Object") },
      { title: t("Inside") },
      { title: "", numeric: true },
      { title: t("Sent"), numeric: true },
      { title: t("Received"), numeric: true },
      { title: t("Lost"), numeric: true },
      { title: t("Open in") },
    ],
    channels.map((channel) => ({
      cells: [
        channel.label,
        h("span", { title: piecesText(channel, cursor) }, fillBar(channel)),
        insideText(channel),
        formatCount(channel.sent),
        formatCount(channel.received),
        formatCount(channel.lost),
        h(
          "span",
          { title: t("descriptors by pid") },
          channel.holders.length === 0 ? t("by name") : channel.holders.join("; "),
        ),
      ],
      ...(channel.place === undefined ? {} : { choose: reveal(panel, channel.place) }),
    })),
    t(
      "Nothing that processes communicate through exists at the cursor: pipes, sockets, message queues, shared memory and named semaphores appear here.",
    ),
  );
}

function reveal(panel: Panel, place: NonNullable<ChannelAt["place"]>): () => void {
  return () => panel.reveal(place, true);
}

function insideText({ inside, limit, unit }: ChannelAt): string {
  return limit > 0 && unit !== "units"
    ? t("{0} of {1} {2}", inside, limit, unit)
    : `${formatCount(inside)} ${unit}`;
}

/** How full it is: of a pipe each write that is still there as a piece of its own. */
function fillBar({ inside, limit, pieces }: ChannelAt): HTMLElement {
  const bar = h("span", { class: "fill-bar", "aria-hidden": "true" });
  const whole = Math.max(limit, inside, 1);
  const parts = pieces.length > 0 ? pieces.map(({ bytes }) => bytes) : [inside];
  for (const part of parts) {
    const piece = h("span", { class: "fill-part" });
    piece.style.width = `${(100 * part) / whole}%`;
    if (part > 0) bar.append(piece);
  }
  return bar;
}

function piecesText({ pieces }: ChannelAt, cursor: number): string {
  return pieces
    .map(({ bytes, sender, time }) =>
      t(
        "{0, plural, one {# byte} other {# bytes}} of {1}, {2} ago",
        bytes,
        sender,
        formatShort(cursor - time),
      ),
    )
    .join("\n");
}
