import type { Finding, WaitGraph } from "../../shared/trace/findings";
import type { FindingMeasures } from "../../shared/trace/measures";
import type { Place } from "../../shared/trace/queries";

/** A finding as `--stats` writes it. */
export function findingMeasures(finding: Finding): FindingMeasures {
  const { kind, severity, certainty, title, text, onset, end, count, goroutines, objects, ps, graph } =
    finding;
  return {
    kind,
    severity,
    certainty,
    title,
    text,
    onsetNs: onset,
    endNs: end ?? null,
    count,
    goroutines: goroutines.map(({ goid, pid, name, part, since, at, created }) => ({
      id: goid,
      pid,
      name,
      part,
      sinceNs: since,
      at: placeText(at),
      createdAt: placeText(created),
    })),
    objects: objects.map(({ label, created }) => ({ name: label, createdAt: placeText(created) })),
    ps,
    waitsFor: graph === undefined ? null : edgeMeasures(graph),
  };
}

function edgeMeasures({ nodes, edges }: WaitGraph): FindingMeasures["waitsFor"] {
  return edges.map(({ from, to, object, at, heldAt }) => ({
    from: nodes[from]?.label ?? "",
    to: nodes[to]?.label ?? "",
    object,
    at: placeText(at),
    heldAt: placeText(heldAt),
  }));
}

function placeText(place: Place | undefined): string | null {
  return place === undefined ? null : `${place.uri}:${place.line}:${place.column}`;
}
