import { freezeStandardObjects } from "./freeze";
import { guardBuiltins } from "./guards";
import { tameMakers } from "./makers";

/**
 * Makes the realm fit for a program of somebody else: its built-ins check what they are asked to do, and its standard objects cannot be
 * changed any more. For a thread that runs one program; it cannot be undone.
 */
export function hardenRealm(): void {
  guardBuiltins();
  tameMakers();
  freezeStandardObjects();
}
