import { NONE } from "../../src/shared/ids";
import { threadOf } from "../../src/shared/trace/entity";
import type { Entity } from "../../src/shared/trace/entity";
import type { Grouping, Lane, TraceSource } from "../../src/shared/trace/queries";

const PAGE = 256;

/** Names of lanes and of what runs in them, fetched a page at a time as they are needed. */
export class Names {
  private readonly lanes = new Map<string, Lane>();
  private readonly byEntity = new Map<string, string>();
  /** First and last entity of each page that is there; `undefined` while it is on its way. */
  private readonly pages = new Map<string, readonly [number, number] | undefined>();
  private readonly totals = new Map<Grouping, number>();
  private generation = 0;

  /** @param changed is called when names have arrived. */
  constructor(
    private readonly source: TraceSource,
    private readonly changed: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Forgets everything: another run is shown. */
  clear(): void {
    this.generation++;
    this.lanes.clear();
    this.byEntity.clear();
    this.pages.clear();
    this.totals.clear();
  }

  /** The lane at a position, or `undefined` while its name is on its way. */
  lane(grouping: Grouping, position: number): Lane | undefined {
    const lane = this.lanes.get(`${grouping}${position}`);
    if (lane === undefined) this.load(grouping, Math.floor(position / PAGE));
    return lane;
  }

  /** Label of the entity whose lane `grouping` holds; empty while it is on its way and where there is none. */
  label(grouping: Grouping, entity: number): string {
    if (entity < 0) return "";
    const known = this.byEntity.get(`${grouping}${entity}`);
    if (known !== undefined) return known;
    this.seek(grouping, entity);
    return "";
  }

  /** Label of a goroutine or a thread; empty while it is on its way and for NONE. */
  entity(entity: Entity): string {
    const task = threadOf(entity);
    return task === NONE ? this.label("g", entity) : this.label("m", task);
  }

  /** Lanes are in the order of their entities: goes page by page towards the one that would hold the entity. */
  private seek(grouping: Grouping, entity: number): void {
    const total = this.totals.get(grouping) ?? Infinity;
    let page = Math.floor(Math.min(entity, Math.max(0, total - 1)) / PAGE);
    for (let direction = 0; page >= 0;) {
      const key = `${grouping}/${page}`;
      if (!this.pages.has(key)) {
        this.load(grouping, page);
        return;
      }
      const bounds = this.pages.get(key);
      if (bounds === undefined) return;
      const next = entity < bounds[0] ? -1 : entity > bounds[1] ? 1 : 0;
      if (next === 0 || next === -direction) return;
      direction = next;
      page += next;
    }
  }

  private load(grouping: Grouping, page: number): void {
    const key = `${grouping}/${page}`;
    if (this.pages.has(key)) return;
    this.pages.set(key, undefined);
    const { generation } = this;
    this.source.query("lanes", { grouping, offset: page * PAGE, count: PAGE }).then(
      (answer) => {
        if (generation !== this.generation) return;
        this.totals.set(grouping, answer.total);
        answer.rows.forEach((lane, i) => {
          this.lanes.set(`${grouping}${answer.offset + i}`, lane);
          this.byEntity.set(`${grouping}${lane.entity}`, lane.label);
        });
        this.pages.set(key, [answer.rows[0]?.entity ?? Infinity, answer.rows.at(-1)?.entity ?? Infinity]);
        this.changed();
      },
      (error: unknown) => {
        if (generation === this.generation) this.failed(error);
      },
    );
  }
}
