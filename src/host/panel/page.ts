import * as vscode from "vscode";
import { assertUnreachable } from "../../shared/assert";
import { PANEL_PROTOCOL } from "../../shared/messages/panel";
import type {
  FromPanel,
  PanelState,
  PanelStatus,
  PictureFormat,
  Side,
  ToPanel,
} from "../../shared/messages/panel";
import { savePicture } from "../exports/exportRun";
import type { PictureSource } from "../exports/exportRun";
import type { Comparison } from "../runs/comparison";
import type { Run } from "../runs/run";
import type { Cursor } from "./cursor";
import { panelHtml, panelRoot } from "./html";
import { revealPlace } from "./reveal";
import { readFromPanel } from "./validate";

export type PanelCommand = Extract<FromPanel, { type: "command" }>["command"];

/** What a page shows, and where what the person does in it goes. */
export interface Subject {
  readonly status: PanelStatus;
  /** The run that the page is about, if there is one. */
  readonly run: Run | undefined;
  /** The run that this one is compared with. */
  readonly comparison: Comparison;
  /** Where in the run the page was. */
  readonly state: PanelState | undefined;
  keep(state: PanelState): void;
  command(command: PanelCommand): void;
  /** The page drew the run completely, `ms` after its data was there. */
  drawn(ms: number): void;
}

export interface PageParts {
  readonly extensionUri: vscode.Uri;
  readonly cursor: Cursor;
  readonly log: vscode.LogOutputChannel;
}

/** The viewer's page in a webview: shows its subject, and holds no truth of its own. */
export class Page implements vscode.Disposable, PictureSource {
  private ready = false;
  private lastCapture = 0;
  /** Pictures that are asked for, by their ids; undefined is told where there will be none. */
  private readonly captures = new Map<number, (bytes: Uint8Array | undefined) => void>();
  private shown: Run | undefined;
  private readonly messages: vscode.Disposable;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly subject: Subject,
    private readonly parts: PageParts,
  ) {
    panel.webview.options = pageOptions(parts.extensionUri);
    const icon = (name: string): vscode.Uri => vscode.Uri.joinPath(parts.extensionUri, "media", name);
    panel.iconPath = { dark: icon("panel-dark.svg"), light: icon("panel-light.svg") };
    this.messages = panel.webview.onDidReceiveMessage((value: unknown) => this.receive(value));
    this.shown = subject.run;
    this.load();
  }

  /** Tells the page what its subject is by now. */
  update(): void {
    const { run, status, comparison } = this.subject;
    if (run !== this.shown) this.parts.cursor.leave(this.shown);
    this.shown = run;
    if (this.ready)
      this.post({ type: "status", status, config: run?.summary?.config, compared: comparison.status });
  }

  /** Points the page to a goroutine, a thread or an instant. */
  point(time: number | undefined, entity: number | undefined): void {
    if (this.ready) this.post({ type: "show", time, entity });
  }

  get compared(): Run | undefined {
    return this.subject.comparison.run;
  }

  async capture(format: PictureFormat): Promise<Uint8Array> {
    const id = ++this.lastCapture;
    const bytes = await new Promise<Uint8Array | undefined>((resolve) => {
      if (!this.ready) {
        resolve(undefined);
        return;
      }
      this.captures.set(id, resolve);
      this.post({ type: "capture", id, format });
    });
    if (bytes === undefined || bytes.length === 0)
      throw new Error(vscode.l10n.t("the panel shows nothing that could be drawn"));
    return bytes;
  }

  /** Handles a message as if the page had sent it. @returns it, where it makes sense */
  receive(value: unknown): FromPanel | undefined {
    const message = readFromPanel(value);
    if (message !== undefined) {
      this.handle(message);
      return message;
    }
    const text = JSON.stringify(value) as string | undefined;
    this.parts.log.warn(
      `ignored a message of the panel that makes no sense: ${text?.slice(0, 200) ?? typeof value}`,
    );
    return undefined;
  }

  private load(): void {
    this.ready = false;
    this.panel.webview.html = panelHtml(this.panel.webview, this.parts.extensionUri);
  }

  private handle(message: FromPanel): void {
    const { run } = this.subject;
    switch (message.type) {
      case "ready":
        this.greet(message.protocol);
        return;
      case "query":
        void this.answer(message);
        return;
      case "reveal":
        void revealPlace(this.runOf(message.side), message.place, message.preserveFocus);
        return;
      case "cursor":
        if (run !== undefined)
          this.parts.cursor.move(run, message.time, (time, entity) => this.point(time, entity));
        return;
      case "command":
        this.subject.command(message.command);
        return;
      case "state":
        this.subject.keep(message.state);
        return;
      case "picture":
        if (message.id === undefined) {
          if (run !== undefined) void savePicture(run, message.format, message.bytes);
        } else {
          this.captures.get(message.id)?.(message.bytes);
          this.captures.delete(message.id);
        }
        return;
      case "drawn":
        this.subject.drawn(message.ms);
        return;
      default:
        return assertUnreachable(message);
    }
  }

  private greet(protocol: number): void {
    if (protocol !== PANEL_PROTOCOL) {
      // A page that an older version of the extension left behind: load the present one.
      this.load();
      return;
    }
    this.ready = true;
    const { status, state, run, comparison } = this.subject;
    const config = run?.summary?.config;
    this.post({
      type: "init",
      protocol: PANEL_PROTOCOL,
      status,
      state,
      config,
      compared: comparison.status,
    });
  }

  private runOf(side: Side): Run | undefined {
    return side === "shown" ? this.subject.run : this.subject.comparison.run;
  }

  private async answer({ side, id, name, args }: Extract<FromPanel, { type: "query" }>): Promise<void> {
    try {
      const simulation = this.runOf(side)?.simulation;
      if (simulation === undefined)
        throw new Error(vscode.l10n.t("the data of this run is gone: run it again"));
      this.post({ type: "reply", side, id, ok: await simulation.query(name, args) });
    } catch (error) {
      this.post({ type: "reply", side, id, err: error instanceof Error ? error.message : String(error) });
    }
  }

  private post(message: ToPanel): void {
    void this.panel.webview.postMessage(message);
  }

  /** After its webview is gone. */
  dispose(): void {
    this.ready = false;
    for (const settle of this.captures.values()) settle(undefined);
    this.captures.clear();
    this.messages.dispose();
    this.parts.cursor.leave(this.shown);
  }
}

export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [panelRoot(extensionUri)] };
}
