import type { FromPanel, PanelState } from "../src/shared/messages/panel";

/** The other side of the panel: VS Code, or a page that stands in for it. */
export interface PanelHost {
  post(message: FromPanel): void;
  /** What `keep` kept in this panel, also over a reload; of any shape. */
  kept(): unknown;
  keep(state: KeptState): void;
  /** Calls `listener` with every message; returns what ends that. */
  listen(listener: (data: unknown) => void): () => void;
}

export interface KeptState {
  readonly panel: PanelState;
  /** Share of the height that the timeline takes. */
  readonly split: number;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

export function vsCodeHost(): PanelHost {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    kept: () => api.getState(),
    keep: (state) => api.setState(state),
    listen: (listener) => {
      const receive = (event: MessageEvent): void => listener(event.data);
      window.addEventListener("message", receive);
      return () => window.removeEventListener("message", receive);
    },
  };
}
