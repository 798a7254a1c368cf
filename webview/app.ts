import { PANEL_PROTOCOL } from "../src/shared/messages/panel";
import type { FromPanel, PanelState } from "../src/shared/messages/panel";
import type { Place, QueryArgs, QueryName, QueryResult, TraceSource } from "../src/shared/trace/queries";
import { NONE } from "../src/shared/ids";
import { threadOf } from "../src/shared/trace/entity";
import type { Entity } from "../src/shared/trace/entity";
import { assertUnreachable } from "../src/shared/assert";
import type { FindRow } from "../src/shared/trace/find";
import { droppedText } from "../src/shared/trace/droppedText";
import { Pair, sideBadge, sideFacts } from "./compare/pair";
import { Activity, DelayedTask } from "./activity";
import { h, setText } from "./dom";
import type { PanelHost } from "./host";
import type { Model } from "./model/model";
import { INITIAL, labelOf, panelState } from "./model/model";
import { History } from "./model/history";
import { Store } from "./model/store";
import type { Panel } from "./panel";
import { Header } from "./panels/header";
import { PictureMenu } from "./panels/pictureMenu";
import {
  droppedBanner,
  endBanner,
  problemBanner,
  progressText,
  screenOf,
  staleBanner,
  versionScreen,
} from "./panels/screens";
import type { ViewPicture } from "./picture/viewPicture";
import { Splitter } from "./panels/splitter";
import { Tabs } from "./panels/tabs";
import { isRecord } from "./protocol/check";
import type { InboundMessage } from "./protocol/readMessage";
import { readMessage, readPanelState } from "./protocol/readMessage";
import { MessageSource } from "./source";
import { paintSwatches } from "./theme/swatches";
import { Theme } from "./theme/theme";
import { keyCommand } from "./timeline/keys";
import type { KeyCommand } from "./timeline/keys";
import { Names } from "./timeline/names";
import { Playback } from "./timeline/playback";
import { Timeline } from "./timeline/timeline";
import { t } from "./l10n/t";

/** Messages about the cursor and the state are sent once it has rested for so long, ms. */
const CURSOR_REST = 60;
const STATE_REST = 300;
const PLAYING_REST = 100;
/** What is looked at for so long is a place to come back to, ms. */
const HISTORY_REST = 500;

/** The panel: makes its views, feeds them with messages, and sends what the person does. */
export class App implements Panel {
  readonly store = new Store();
  readonly theme = new Theme();
  readonly activity: Activity;
  readonly names: Names;
  readonly source: TraceSource;
  private readonly messages: MessageSource;
  private readonly header: Header;
  private readonly timeline: Timeline;
  private readonly pair: Pair;
  private readonly side: HTMLElement;
  private readonly sideLabel = h("span", { class: "side-label" });
  private readonly sideFacts = h("span", { class: "side-facts dim" });
  private readonly sideHead = h(
    "div",
    { class: "side-head", hidden: true },
    sideBadge("A"),
    this.sideLabel,
    this.sideFacts,
  );
  private readonly tabs: Tabs;
  private readonly pictures: PictureMenu;
  private readonly splitter: Splitter;
  private readonly banners = h("div", { class: "banners" });
  private readonly picture: HTMLElement;
  private readonly screen = h("div", { class: "screen-room" });
  private readonly cursorMoved: DelayedTask;
  private readonly stateChanged: DelayedTask;
  private readonly rested: DelayedTask;
  private readonly history = new History();
  private readonly playback: Playback;
  private toldAt = 0;
  private readonly stopListening: () => void;
  private readyAt: number | undefined;
  /** What the views under the header were last told: nothing, while a run has replaced another and its overview is not here. */
  private shown = INITIAL;
  /** Nothing is idle before the host has said what there is to show. */
  private readonly greeted: () => void;

  constructor(
    private readonly root: HTMLElement,
    private readonly host: PanelHost,
  ) {
    this.activity = new Activity(document.body);
    this.greeted = this.activity.begin();
    this.messages = new MessageSource((message) => host.post(message));
    this.source = { query: (name, args) => this.query(name, args) };
    this.names = new Names(
      this.source,
      () => this.timeline.refresh(),
      (error) => this.failed(error),
    );
    this.timeline = new Timeline(this);
    this.side = h("div", { class: "side" }, this.sideHead, this.timeline.element);
    this.pair = new Pair(this);
    this.pair.onChange(() => this.stateChanged.request());
    this.tabs = new Tabs(this, this.pair);
    this.pictures = new PictureMenu(this, () => this.views());
    this.header = new Header(
      this,
      (command) => this.command(command),
      { go: (row) => this.goTo(row), keep: (text) => this.keep(text) },
      this.pictures,
    );
    this.playback = new Playback(this.store, () => this.timeline.command("nextEvent"));
    this.rested = new DelayedTask(undefined, HISTORY_REST, () => this.history.note(this.store.model));
    this.picture = h("main", { class: "picture" });
    this.splitter = new Splitter(
      () => this.picture.getBoundingClientRect(),
      () => this.store.model.split,
      (split) => this.store.dispatch({ type: "split", split }),
    );
    this.picture.append(this.side, this.pair.element, this.splitter.element, this.tabs.element);
    root.append(this.header.element, this.banners, this.header.toolbar, this.picture, this.screen);
    paintSwatches(this.theme.palette);
    this.theme.onChange(() => paintSwatches(this.theme.palette));

    this.cursorMoved = new DelayedTask(undefined, CURSOR_REST, () =>
      this.post({ type: "cursor", time: this.store.model.cursor }),
    );
    this.stateChanged = new DelayedTask(undefined, STATE_REST, () => this.keepState());
    this.store.subscribe((model, before) => this.update(model, before));
    this.activity.onIdle(() => this.becameIdle());
    document.addEventListener("keydown", this.onKey);
    this.restore();
    this.stopListening = host.listen((data) => this.receive(data));
    this.showScreen(this.store.model);
    this.post({ type: "ready", protocol: PANEL_PROTOCOL });
  }

  post(message: FromPanel): void {
    this.host.post(message);
  }

  reveal(place: Place, preserveFocus: boolean): void {
    this.post({ type: "reveal", side: "shown", place, preserveFocus });
  }

  failed(error: unknown): void {
    const problem = error instanceof Error ? error.message : String(error);
    if (problem === RUN_REPLACED || this.store.model.status?.kind !== "ready") return;
    this.store.dispatch({ type: "problem", problem });
  }

  dispose(): void {
    this.stopListening();
    document.removeEventListener("keydown", this.onKey);
    this.cursorMoved.cancel();
    this.rested.cancel();
    this.playback.dispose();
    this.stateChanged.cancel();
    this.messages.dispose();
    this.header.dispose();
    this.timeline.dispose();
    this.pair.dispose();
    this.tabs.dispose();
    this.theme.dispose();
    this.root.replaceChildren();
  }

  private async query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name>> {
    const end = this.activity.begin();
    try {
      return await this.messages.query(name, args);
    } finally {
      end();
    }
  }

  private receive(data: unknown): void {
    const message = readMessage(data);
    if (message !== undefined) this.handle(message);
  }

  private handle(message: InboundMessage): void {
    switch (message.type) {
      case "init":
        this.greeted();
        if (message.protocol !== PANEL_PROTOCOL) {
          for (const element of [this.picture, this.header.element, this.header.toolbar])
            element.hidden = true;
          this.banners.replaceChildren();
          this.screen.replaceChildren(versionScreen());
          return;
        }
        if (message.state !== undefined) this.take(message.state, undefined);
        this.takeStatus(message);
        return;
      case "status":
        this.takeStatus(message);
        return;
      case "reply":
        (message.side === "shown" ? this.messages : this.pair.messages).receive(message);
        return;
      case "capture":
        void this.pictures.send(message.format, message.id);
        return;
      case "show":
        if (typeof message.time === "number")
          this.store.dispatch({ type: "cursor", time: message.time, reveal: true });
        if (typeof message.entity === "number" && message.entity !== NONE) void this.focus(message.entity);
        return;
      default:
        assertUnreachable(message);
    }
  }

  private takeStatus({
    status,
    config,
    compared,
  }: Pick<Extract<InboundMessage, { type: "status" }>, "status" | "config" | "compared">): void {
    this.store.dispatch({ type: "status", status, config });
    this.store.dispatch({ type: "compared", compared });
  }

  private async focus(entity: Entity): Promise<void> {
    const known = this.names.entity(entity);
    if (known !== "") {
      this.store.dispatch({ type: "focus", focus: { entity, label: known } });
      return;
    }
    try {
      const label = await this.labelAt(entity, this.store.model.cursor);
      this.store.dispatch({ type: "focus", focus: { entity, label } });
    } catch (error) {
      this.failed(error);
    }
  }

  private async labelAt(entity: Entity, time: number): Promise<string> {
    const at = { time, max: 10_000 };
    const task = threadOf(entity);
    const found =
      task === NONE
        ? (await this.source.query("stateAt", at)).goroutines.find(({ g }) => g === entity)
        : (await this.source.query("threadsAt", at)).threads.find((each) => each.task === task);
    return found === undefined ? t("the one that was chosen") : `${found.tag} ${found.name}`;
  }

  private update(model: Model, before: Model): void {
    if (model.run !== before.run) {
      this.messages.reset(RUN_REPLACED);
      this.names.clear();
      this.readyAt = performance.now();
      void this.loadOverview(model.run);
    }
    if (model.status !== before.status || model.overview !== before.overview) this.showScreen(model);
    if (
      model.status !== before.status ||
      model.overview !== before.overview ||
      model.problem !== before.problem
    )
      this.showBanners(model);
    if (model.split !== before.split) this.showSplit(model);
    if (
      model.compared !== before.compared ||
      model.status !== before.status ||
      model.overview !== before.overview
    )
      this.showSides(model);
    this.header.update(model, before);
    this.pair.update(model, before);
    if (model.overview !== undefined) {
      const { shown } = this;
      this.shown = model;
      this.timeline.update(model, shown);
      this.tabs.update(model, shown);
      if (model.cursor !== before.cursor || model.overview !== before.overview) this.tellCursor(model);
      if (!model.playing) this.rested.request();
      this.stateChanged.request();
    }
  }

  private async loadOverview(run: number): Promise<void> {
    try {
      const overview = await this.source.query("overview", {});
      this.store.dispatch({ type: "overview", run, overview });
    } catch (error) {
      this.failed(error);
    }
  }

  /** After the first picture: on a long run this takes the worker a second. */
  private async loadFindings(run: number): Promise<void> {
    try {
      const findings = await this.source.query("findings", {});
      this.store.dispatch({ type: "findings", run, findings });
    } catch (error) {
      this.failed(error);
    }
  }

  private showScreen(model: Model): void {
    const { status } = model;
    const ready = status?.kind === "ready";
    const over = status?.kind === "running" && model.overview !== undefined;
    const shown = model.overview !== undefined && (ready || over);
    this.root.dataset["state"] = status?.kind ?? "loading";
    this.picture.hidden = !shown;
    this.picture.inert = over;
    this.header.element.hidden = !shown;
    this.header.toolbar.hidden = !shown;
    this.header.toolbar.inert = over;
    this.screen.classList.toggle("over", over);
    if (status === undefined || ready) {
      this.screen.replaceChildren();
    } else {
      const text = this.screen.querySelector(".running .progress-text");
      const title = this.screen.querySelector(".running h2");
      if (status.kind === "running" && text !== null && title?.textContent === `Simulating ${status.label}`)
        text.textContent = progressText(status);
      else this.screen.replaceChildren(screenOf(this, status));
    }
    this.showSplit(model);
  }

  private showBanners(model: Model): void {
    const { status, overview } = model;
    const shown: HTMLElement[] = [];
    if (status?.kind === "ready" && status.stale) shown.push(staleBanner(this));
    if (status?.kind === "ready" && overview !== undefined && overview.end !== "exit")
      shown.push(endBanner(overview.end, overview.message));
    const dropped = overview && droppedText(overview.dropped, overview.config.events);
    if (status?.kind === "ready" && dropped !== undefined) shown.push(droppedBanner(dropped));
    if (model.problem !== undefined) shown.push(problemBanner(this, model.problem));
    this.banners.replaceChildren(...shown);
  }

  /** Beside another run each has a head that tells them apart, and the room of the strips. */
  private showSides({ compared, status, overview }: Model): void {
    this.sideHead.hidden = compared === undefined;
    this.timeline.setCompact(compared !== undefined);
    setText(this.sideLabel, labelOf(status));
    setText(this.sideFacts, overview === undefined ? "" : sideFacts(overview));
    this.showSplit(this.store.model);
  }

  /** What is seen of the run, and of the one beside it. */
  private views(): readonly ViewPicture[] {
    const own = this.timeline.view();
    const other = this.pair.timeline.view();
    if (own === undefined || other === undefined) return own === undefined ? [] : [own];
    return [
      { ...own, title: `A  ${own.title}` },
      { ...other, title: `B  ${other.title}` },
    ];
  }

  private showSplit(model: Model): void {
    const share = model.compared === undefined ? model.split : model.split / 2;
    this.side.style.flexGrow = String(share);
    this.pair.element.style.flexGrow = String(share);
    this.tabs.element.style.flexGrow = String(1 - model.split);
    this.splitter.show(model.split);
  }

  private command(command: KeyCommand): void {
    if (command === "search") {
      this.header.search.focus();
    } else if (command === "picture") {
      this.pictures.open();
    } else if (command === "back" || command === "forward") {
      const stop = this.history.step(this.store.model, command === "back");
      if (stop !== undefined) this.store.dispatch({ type: "go", stop });
    } else {
      this.timelineWithFocus.command(command);
    }
  }

  /** Keys go to the timeline that has the focus; the two have one zoom and one cursor. */
  private get timelineWithFocus(): Timeline {
    return this.pair.element.contains(document.activeElement) ? this.pair.timeline : this.timeline;
  }

  /** Shows what was found in a lane of its own. */
  private goTo({ entity, name, time }: FindRow): void {
    const { store } = this;
    const grouping = threadOf(entity) === NONE ? "g" : "m";
    store.dispatch({ type: "filter", filter: undefined });
    store.dispatch({ type: "grouping", grouping });
    store.dispatch({ type: "focus", focus: { entity, label: name } });
    if (time !== undefined) store.dispatch({ type: "cursor", time, reveal: true });
    this.timeline.reveal(entity);
  }

  /** Hides all lanes but those of what the text finds. */
  private keep(text: string): void {
    const time = this.store.model.cursor;
    this.store.dispatch({ type: "filter", filter: { kind: "found", text, time } });
  }

  /** While the run is played the cursor never rests. */
  private tellCursor(model: Model): void {
    const now = performance.now();
    if (model.playing && now - this.toldAt >= PLAYING_REST) {
      this.toldAt = now;
      this.post({ type: "cursor", time: model.cursor });
    } else {
      this.cursorMoved.request();
    }
  }

  private restore(): void {
    const kept = this.host.kept();
    if (!isRecord(kept)) return;
    const split = typeof kept["split"] === "number" ? kept["split"] : undefined;
    this.take(readPanelState(kept["panel"]), split);
  }

  private take(state: PanelState | undefined, split: number | undefined): void {
    this.store.dispatch({ type: "restore", state, split });
    this.pair.expect(state?.alignment);
  }

  private keepState(): void {
    const { model } = this.store;
    const place = panelState(model);
    if (place === undefined) return;
    const alignment = model.compared && this.pair.alignment.kind;
    const state = alignment === undefined ? place : { ...place, alignment };
    this.host.keep({ panel: state, split: this.store.model.split });
    this.post({ type: "state", state });
  }

  private becameIdle(): void {
    const { status, overview } = this.store.model;
    if (this.readyAt === undefined || status?.kind !== "ready" || overview === undefined) return;
    const ms = performance.now() - this.readyAt;
    this.readyAt = undefined;
    this.post({ type: "drawn", ms });
    void this.loadFindings(this.store.model.run);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (this.picture.hidden || event.defaultPrevented) return;
    const { target } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const focused = target instanceof Element && target.closest(".timeline-focus") !== null;
    const command = keyCommand(event, focused || target === document.body);
    if (command === undefined) return;
    event.preventDefault();
    this.command(command);
  };
}

/** Why a question about an earlier run fails; nobody reads it. */
const RUN_REPLACED = "run-replaced";
