import type { LoopState } from "./coroutines/eventLoop";
import type { Layout } from "./fork/layout";

/** What each process has of the engine's own, while the code is one for all. */
export interface EngineProcess {
  loop: LoopState;
  layout: Layout;
}
