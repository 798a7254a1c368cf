import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { threadEntity } from "../../shared/trace/entity";
import type { ChannelAt, ProcessAt, ProcessDetail } from "../../shared/trace/processes";
import { processName } from "../names";
import { MemoryReplay, memoryEvents } from "./addressSpace";
import { CHANNEL_KINDS, ChannelReplay } from "./channels";
import { KindEvents } from "./kindEvents";
import { pcbsOf } from "./pcb";
import { psOf } from "./ps";
import { Replays } from "./replays";

/** Processes, and what is between them, at any instant. */
export class ProcessView {
  private readonly replays: Replays;
  private readonly memoryEvents: KindEvents;
  private readonly channelEvents: KindEvents;
  private readonly rowOfPid: ReadonlyMap<number, number>;
  private readonly taskOfTid: ReadonlyMap<number, number>;

  constructor(private readonly log: EventLog) {
    const { processes, tasks } = log.tables;
    this.replays = new Replays(log);
    this.memoryEvents = memoryEvents(log);
    this.channelEvents = new KindEvents(log, CHANNEL_KINDS);
    this.rowOfPid = new Map(processes.map(({ pid }, row): [number, number] => [pid, row]));
    this.taskOfTid = new Map(tasks.map(({ tid }, row): [number, number] => [tid, row]));
  }

  /** Parents before their children, siblings in the order of their pids. */
  at(time: number): ProcessAt[] {
    const rows = psOf(this.replays.at(time));
    const found: ProcessAt[] = [];
    const add = (ppid: number, depth: number): void => {
      for (const row of rows) {
        if (row.ppid !== ppid) continue;
        const entity = threadEntity(this.taskOfTid.get(row.pid) ?? NONE);
        found.push({ process: this.rowOfPid.get(row.pid) ?? NONE, depth, row, entity });
        add(row.pid, depth + 1);
      }
    };
    add(0, 0);
    return found;
  }

  detail(process: number, time: number): ProcessDetail | undefined {
    const entity = this.log.tables.processes[process];
    if (entity === undefined) return undefined;
    const memory = new MemoryReplay(this.log, this.memoryEvents, time);
    const channels = new ChannelReplay(this.log, this.channelEvents, time);
    return {
      process,
      name: processName(this.log, process),
      blocks: pcbsOf(this.log, this.replays.at(time), entity.pid).map((block) => ({
        ...block,
        entity: threadEntity(this.taskOfTid.get(block.tid) ?? NONE),
      })),
      segments: memory.segments(process),
      heap: memory.heap(process),
      descriptors: channels.of(process),
    };
  }

  channels(time: number): ChannelAt[] {
    return new ChannelReplay(this.log, this.channelEvents, time).all();
  }
}
