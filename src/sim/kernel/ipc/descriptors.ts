import { Errno } from "../errno";
import type { OpenFile } from "./openFile";

/** RLIMIT_NOFILE: the soft limit that systemd and login give (getrlimit(2)). */
const DEFAULT_LIMIT = 1024;

/** The descriptors of a process: small numbers for open file descriptions, the lowest free one first. */
export class DescriptorTable {
  /** RLIMIT_NOFILE: one more than the highest descriptor. */
  limit = DEFAULT_LIMIT;
  private readonly files: (OpenFile | undefined)[] = [];

  get(fd: number): OpenFile | undefined {
    return this.files[fd];
  }

  /** Those that are open, by number. */
  *open(): Generator<readonly [fd: number, file: OpenFile]> {
    for (const [fd, file] of this.files.entries()) if (file !== undefined) yield [fd, file];
  }

  /** Whether so many more can be opened. */
  hasRoom(count: number): boolean {
    let free = 0;
    for (let fd = 0; fd < this.limit && free < count; fd++) if (this.files[fd] === undefined) free++;
    return free >= count;
  }

  /** The lowest free descriptor is for the file now. EMFILE where there is none. */
  add(file: OpenFile): number | Errno {
    let fd = 0;
    while (this.files[fd] !== undefined) fd++;
    if (fd >= this.limit) return new Errno("EMFILE");
    this.set(fd, file);
    return fd;
  }

  /** A free descriptor is for the file now. */
  set(fd: number, file: OpenFile): void {
    while (this.files.length < fd) this.files.push(undefined);
    this.files[fd] = file;
    file.references++;
  }

  /** Takes a descriptor out. Whoever does it sees to a file without any (`references`). */
  remove(fd: number): OpenFile | undefined {
    const file = this.files[fd];
    if (file === undefined) return undefined;
    this.files[fd] = undefined;
    file.references--;
    return file;
  }

  /** A child's: the same files under the same numbers. */
  fork(): DescriptorTable {
    const child = new DescriptorTable();
    child.limit = this.limit;
    for (const [fd, file] of this.open()) child.set(fd, file);
    return child;
  }
}
