import { NONE } from "../../../shared/ids";
import type { ObjectIndex } from "../../../shared/ids";
import { FILE_OPERATIONS, STREAMS, codeOf } from "../../../shared/enums";
import type { StreamName } from "../../../shared/enums";
import { Kind } from "../../../shared/schema";
import { Utf8Decoder, encodeUtf8 } from "../../../shared/utf8";
import type { EventLog } from "../../../shared/log/eventLog";
import { Errno } from "../errno";
import type { KernelContext } from "../kernelCall";
import type { Task } from "../task";
import { DescriptorTable } from "./descriptors";
import { OpenFile, PollBit } from "./openFile";
import type { Writing } from "./openFile";
import { Readiness } from "./readiness";
import { chargeTransfer } from "./transfer";

const READ = codeOf(FILE_OPERATIONS, "read");

type Tables = EventLog["tables"];

/** Never closed for good: init has them, too. */
abstract class Stream extends OpenFile {
  readonly polled = false;
  readonly input = new Readiness();
  readonly output = new Readiness();
  private row: ObjectIndex | undefined;

  constructor(
    readable: boolean,
    writable: boolean,
    private readonly tables: Tables,
  ) {
    super(readable, writable);
  }

  /** Made when it is first needed: most programs never do. */
  get object(): ObjectIndex {
    return (this.row ??= this.tables.addObject({ kind: "file", size: 0, created: NONE, maker: NONE }));
  }

  override release(): undefined {
    return undefined;
  }

  override seek(): Errno {
    return new Errno("ESPIPE");
  }
}

/** What is given to the program as its input, all there from the start. */
class StandardInput extends Stream {
  private at = 0;

  constructor(
    tables: Tables,
    private readonly bytes: Uint8Array,
  ) {
    super(true, false, tables);
  }

  override read(max: number, _: Task, { machine }: KernelContext): Uint8Array {
    const found = this.bytes.slice(this.at, this.at + max);
    this.at += found.length;
    machine.log.emit(Kind.FileAccess, READ, this.object, machine.log.wide(found.length));
    chargeTransfer(machine, "copy", found.length);
    return found;
  }

  override available(): number {
    return this.bytes.length - this.at;
  }

  override write(): Errno {
    return new Errno("EBADF");
  }

  override poll(): number {
    return PollBit.In;
  }
}

/** The program's output or error output: each write is there at once. */
class StandardOutput extends Stream {
  private readonly stream: number;
  private readonly decoder = new Utf8Decoder();

  constructor(tables: Tables, stream: StreamName) {
    super(false, true, tables);
    this.stream = codeOf(STREAMS, stream);
  }

  override available(): Errno {
    return new Errno("ENOTTY");
  }

  override read(): Errno {
    return new Errno("EBADF");
  }

  override write({ data }: Writing, _: Task, { machine }: KernelContext): number {
    const text = this.decoder.decode(data);
    if (text !== "") machine.log.emit(Kind.Output, this.stream, machine.log.tables.addText(text));
    chargeTransfer(machine, "copy", data.length);
    return data.length;
  }

  override poll(): number {
    return PollBit.Out;
  }
}

/** The descriptors that every process begins with: 0, 1 and 2. */
export function standardStreams({ tables }: EventLog, input: string): DescriptorTable {
  const table = new DescriptorTable();
  table.set(0, new StandardInput(tables, encodeUtf8(input)));
  table.set(1, new StandardOutput(tables, "stdout"));
  table.set(2, new StandardOutput(tables, "stderr"));
  return table;
}
