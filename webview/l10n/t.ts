// First, since modules of the panel translate texts while they are loaded.
import "./language";
import { partsOf } from "../../src/shared/l10n/t";

export { t } from "../../src/shared/l10n/t";

/** As `t`, where some values are elements: what is to be put into an element, in order. */
export const tParts = partsOf<Node>;
