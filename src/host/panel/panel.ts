import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import { assertUnreachable } from "../../shared/assert";
import type { RunConfig } from "../../shared/config";
import { PANEL_PROTOCOL } from "../../shared/messages/panel";
import type { FromPanel, PanelStatus, ToPanel } from "../../shared/messages/panel";
import { COMMANDS, PANEL_TYPE, VIEWS } from "../contributions";
import type { Run } from "../runs/run";
import type { RunStore } from "../runs/store";
import type { Cursor } from "./cursor";
import { panelHtml, panelRoot } from "./html";
import type { PanelMemory } from "./memory";
import { revealPlace } from "./reveal";
import { readFromPanel, readKeptState } from "./validate";

export interface PanelParts {
  readonly extensionUri: vscode.Uri;
  readonly store: RunStore;
  readonly cursor: Cursor;
  readonly memory: PanelMemory;
  readonly log: vscode.LogOutputChannel;
  /** Makes the remembered run again. */
  readonly rerun: (target: Run["target"], id: string) => void;
}

/** The panel drew a run completely. */
export interface Drawn {
  readonly runId: string;
  /** As the panel measured: from the run's data being there to the picture. */
  readonly panelMs: number;
  /** From the click to the picture. */
  readonly totalMs: number;
}

/** The one webview panel, beside the code. It shows the store's current run, and holds no truth of its own. */
export class Panel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private panel: vscode.WebviewPanel | undefined;
  private ready = false;
  private readonly drawn = new vscode.EventEmitter<Drawn>();
  readonly onDidDraw = this.drawn.event;
  private readonly received = new vscode.EventEmitter<FromPanel>();
  readonly onDidReceive = this.received.event;
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly parts: PanelParts) {
    let shown: Run | undefined;
    this.subscriptions = [
      this.drawn,
      this.received,
      parts.store.onDidChange((changed) => {
        const { current } = parts.store;
        if (changed !== undefined && changed !== current) return;
        if (current !== shown) parts.cursor.clear();
        shown = current;
        this.update();
      }),
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, this),
    ];
  }

  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  /** Opens the panel beside the code, or brings it to the front; the editor keeps the focus. */
  show(): void {
    if (this.panel !== undefined) {
      this.panel.reveal(undefined, true);
      return;
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.adopt(vscode.window.createWebviewPanel(PANEL_TYPE, "SchedLens", column, this.options()));
  }

  /** After a reload of the window the run's data is gone with its worker: the same program is run again. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    this.panel?.dispose();
    panel.webview.options = this.options();
    const remembered = this.parts.memory.restore(readKeptState(kept));
    if (remembered !== undefined && this.parts.store.current === undefined)
      this.parts.rerun(remembered.target, remembered.runId);
    this.adopt(panel);
    return Promise.resolve();
  }

  /** Points the panel to a goroutine or an instant. */
  point(time: number | undefined, g: number | undefined): void {
    if (this.ready) this.post({ type: "show", time, g });
  }

  /** Closes the panel. What runs goes on. */
  close(): void {
    this.panel?.dispose();
  }

  /** Handles a message as if the page had sent it. */
  receive(value: unknown): void {
    const message = readFromPanel(value);
    if (message === undefined) {
      const text = JSON.stringify(value) as string | undefined;
      this.parts.log.warn(
        `ignored a message of the panel that makes no sense: ${text?.slice(0, 200) ?? typeof value}`,
      );
      return;
    }
    this.handle(message);
    this.received.fire(message);
  }

  private options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [panelRoot(this.parts.extensionUri)] };
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    this.ready = false;
    const icon = (name: string): vscode.Uri => vscode.Uri.joinPath(this.parts.extensionUri, "media", name);
    panel.iconPath = { dark: icon("panel-dark.svg"), light: icon("panel-light.svg") };
    const messages = panel.webview.onDidReceiveMessage((value: unknown) => this.receive(value));
    panel.onDidDispose(() => {
      messages.dispose();
      if (this.panel !== panel) return;
      this.panel = undefined;
      this.ready = false;
      this.parts.cursor.clear();
    });
    panel.webview.html = panelHtml(panel.webview, this.parts.extensionUri);
  }

  private handle(message: FromPanel): void {
    const { store, cursor, memory } = this.parts;
    const run = store.current;
    switch (message.type) {
      case "ready": {
        this.greet(message.protocol);
        return;
      }
      case "query":
        void this.answer(message);
        return;
      case "reveal":
        void revealPlace(message.place, message.preserveFocus);
        return;
      case "cursor":
        if (run !== undefined && this.panel !== undefined) cursor.move(run, message.time);
        return;
      case "command": {
        this.command(message.command);
        return;
      }
      case "state":
        if (run !== undefined) memory.remember(run, message.state);
        return;
      case "drawn":
        if (run !== undefined)
          this.drawn.fire({ runId: run.id, panelMs: message.ms, totalMs: Date.now() - run.startedAt });
        return;
      default:
        return assertUnreachable(message);
    }
  }

  private greet(protocol: number): void {
    if (this.panel === undefined) return;
    if (protocol !== PANEL_PROTOCOL) {
      // A page that an older version of the extension left behind: load the present one.
      this.panel.webview.html = panelHtml(this.panel.webview, this.parts.extensionUri);
      return;
    }
    this.ready = true;
    const { current } = this.parts.store;
    const state = this.parts.memory.stateOf(current);
    this.post({
      type: "init",
      protocol: PANEL_PROTOCOL,
      status: statusOf(current),
      state,
      config: configOf(current),
    });
  }

  private update(): void {
    const { current } = this.parts.store;
    if (this.panel !== undefined)
      this.panel.title = current === undefined ? "SchedLens" : `SchedLens: ${current.label}`;
    if (current !== undefined && current.status.kind !== "running")
      this.parts.memory.remember(current, undefined);
    if (this.ready) this.post({ type: "status", status: statusOf(current), config: configOf(current) });
  }

  private async answer({ id, name, args }: Extract<FromPanel, { type: "query" }>): Promise<void> {
    try {
      const { current } = this.parts.store;
      if (current?.simulation === undefined) throw new Error("the data of this run is gone: run it again");
      this.post({ type: "reply", id, ok: await current.simulation.query(name, args) });
    } catch (error) {
      this.post({ type: "reply", id, err: error instanceof Error ? error.message : String(error) });
    }
  }

  private command(command: Extract<FromPanel, { type: "command" }>["command"]): void {
    const ids = {
      rerun: COMMANDS.rerun,
      cancel: COMMANDS.cancel,
      openExamples: COMMANDS.openExamples,
      configure: `${VIEWS.configuration}.focus`,
      showProblems: "workbench.actions.view.problems",
    };
    void vscode.commands.executeCommand(ids[command]);
  }

  private post(message: ToPanel): void {
    void this.panel?.webview.postMessage(message);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.panel?.dispose();
  }
}

function configOf(run: Run | undefined): RunConfig | undefined {
  return run?.summary?.config;
}

/** A run as the panel shows it. */
export function statusOf(run: Run | undefined): PanelStatus {
  if (run === undefined) return { kind: "empty" };
  const { label, status } = run;
  switch (status.kind) {
    case "running":
      return { kind: "running", label, time: status.time, events: status.events };
    case "ready":
      if (run.simulation === undefined)
        return {
          kind: "failed",
          label,
          message: "The data of this run was given up for newer runs. Run it again to see it.",
          diagnostics: [],
        };
      return {
        kind: "ready",
        runId: run.id,
        label,
        stale: run.stale,
      };
    case "failed":
      return { kind: "failed", label, message: status.message, diagnostics: status.diagnostics };
    case "cancelled":
      return { kind: "cancelled", label };
  }
}
