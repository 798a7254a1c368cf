import { ByteWriter } from "../bytes";
import type { GoTraceFile } from "./goTraceFile";
import { MAX_BATCH_SIZE, NO_M } from "./wire";

/** The entries of a table (strings, stacks), in batches that each begin with the table's type. */
export class TableBatches {
  private readonly data = new ByteWriter();
  private readonly entry = new ByteWriter();

  constructor(
    private readonly file: GoTraceFile,
    private readonly type: number,
  ) {}

  /** Adds the entry that `write` writes, of less than MAX_BATCH_SIZE bytes. */
  add(write: (entry: ByteWriter) => void): void {
    const { data, entry } = this;
    entry.length = 0;
    write(entry);
    if (data.length + entry.length > MAX_BATCH_SIZE) this.flush();
    if (data.length === 0) data.byte(this.type);
    data.bytes(entry.view());
  }

  flush(): void {
    if (this.data.length > 0) this.file.batch(NO_M, 0, this.data.view());
    this.data.length = 0;
  }
}
