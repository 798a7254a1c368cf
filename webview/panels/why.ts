import type { Explanation } from "../../src/shared/trace/queries";
import { h } from "../dom";

/** Why a goroutine is in its state: the sentence, then up to `most` points. */
export function whyParts({ sentence, points }: Explanation, most = Infinity): Node[] {
  const shown = points.slice(0, most);
  const parts: Node[] = [h("p", {}, sentence)];
  if (shown.length > 0) parts.push(h("ul", {}, ...shown.map((point) => h("li", {}, point))));
  return parts;
}
