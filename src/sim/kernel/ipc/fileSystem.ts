import type { ObjectIndex } from "../../../shared/ids";
import { FILE_OPERATIONS, codeOf } from "../../../shared/enums";
import { Kind } from "../../../shared/schema";
import { Errno } from "../errno";
import type { KernelContext } from "../kernelCall";
import type { Task } from "../task";
import { OpenFile, PollBit } from "./openFile";
import type { Writing } from "./openFile";
import { Readiness } from "./readiness";
import { chargeTransfer, newObject } from "./transfer";

const READ = codeOf(FILE_OPERATIONS, "read");
const WRITE = codeOf(FILE_OPERATIONS, "write");
/** What memory of ours a file, and all of them, may take. */
const LARGEST_FILE = 2 ** 28;
const CAPACITY = 2 ** 29;
/** NAME_MAX, PATH_MAX (limits.h). */
const LONGEST_NAME = 255;
const LONGEST_PATH = 4095;

/** open(2). */
export interface OpenFlags {
  readonly read: boolean;
  readonly write: boolean;
  /** O_APPEND: each write goes to the end. */
  readonly append: boolean;
  /** O_CREAT: the file is made if there is none. */
  readonly create: boolean;
  /** O_EXCL, with `create`: the file must not be there yet. */
  readonly exclusive: boolean;
  /** O_TRUNC: it is empty from now on. */
  readonly truncate: boolean;
  /** Permissions of a new file, as in chmod(2). */
  readonly permissions: number;
}

/** The contents of a file, which live as long as a name or an open file refers to them. */
class Inode {
  private bytes = new Uint8Array(0);
  size = 0;

  constructor(
    readonly object: ObjectIndex,
    readonly uid: number,
    readonly permissions: number,
  ) {}

  read(from: number, max: number): Uint8Array {
    return this.bytes.slice(from, Math.min(this.size, from + max));
  }

  write(at: number, data: Uint8Array): void {
    const end = at + data.length;
    if (end > this.bytes.length) {
      const grown = new Uint8Array(Math.max(end, this.bytes.length * 2));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes.set(data, at);
    this.size = Math.max(this.size, end);
  }

  truncate(): void {
    this.bytes = new Uint8Array(0);
    this.size = 0;
  }

  /** Whether a user may open it so: only the owner and the others count, and root may all (inode_permission). */
  allows(uid: number, { read, write }: OpenFlags): boolean {
    if (uid === 0) return true;
    const bits = uid === this.uid ? this.permissions >> 6 : this.permissions;
    return (!read || (bits & 4) !== 0) && (!write || (bits & 2) !== 0);
  }
}

/** A regular file that is open. Its contents are in memory, so it is always ready; its offset is the description's. */
class RegularFile extends OpenFile {
  readonly polled = false;
  readonly input = new Readiness();
  readonly output = new Readiness();
  private offset = 0;

  constructor(
    private readonly inode: Inode,
    private readonly flags: OpenFlags,
    private readonly grow: (bytes: number) => boolean,
  ) {
    super(flags.read, flags.write);
  }

  get object(): ObjectIndex {
    return this.inode.object;
  }

  override read(max: number, _: Task, kernel: KernelContext): Uint8Array {
    const bytes = this.inode.read(this.offset, max);
    this.offset += bytes.length;
    this.note(READ, bytes.length, kernel);
    return bytes;
  }

  override write({ data }: Writing, _: Task, kernel: KernelContext): number | Errno {
    const { inode } = this;
    if (this.flags.append) this.offset = inode.size;
    const end = this.offset + data.length;
    if (end > LARGEST_FILE) return new Errno("EFBIG");
    if (end > inode.size && !this.grow(end - inode.size)) return new Errno("ENOSPC");
    inode.write(this.offset, data);
    this.offset += data.length;
    this.note(WRITE, data.length, kernel);
    return data.length;
  }

  private note(operation: number, bytes: number, { machine }: KernelContext): void {
    const { log } = machine;
    log.emit(Kind.FileAccess, operation, this.object, log.wide(bytes));
    chargeTransfer(machine, "copy", bytes);
  }

  override poll(): number {
    return (this.readable ? PollBit.In : 0) | (this.writable ? PollBit.Out : 0);
  }

  override release(): undefined {
    return undefined;
  }

  override available(): number {
    return Math.max(0, this.inode.size - this.offset);
  }

  override seek(offset: number, whence: "set" | "current" | "end"): number | Errno {
    const from = whence === "set" ? 0 : whence === "current" ? this.offset : this.inode.size;
    if (from + offset < 0) return new Errno("EINVAL");
    this.offset = from + offset;
    return this.offset;
  }
}

/**
 * Files in memory, in one tree without directories of its own: a path is a name. All processes see the same; a run begins without any file.
 */
export class FileSystem {
  private readonly files = new Map<string, Inode>();
  /** Bytes by which files have grown so far: room is not used again. */
  private grown = 0;
  private readonly grow = (bytes: number): boolean => {
    if (this.grown + bytes > CAPACITY) return false;
    this.grown += bytes;
    return true;
  };

  open(path: string, flags: OpenFlags, uid: number, kernel: KernelContext): OpenFile | Errno {
    const wrong = wrongPath(path);
    if (wrong !== undefined) return wrong;
    const found = this.files.get(path);
    if (found === undefined) {
      if (!flags.create) return new Errno("ENOENT");
      const inode = new Inode(newObject(kernel.machine, "file", 0), uid, flags.permissions);
      this.files.set(path, inode);
      return new RegularFile(inode, flags, this.grow);
    }
    if (flags.create && flags.exclusive) return new Errno("EEXIST");
    if (!found.allows(uid, flags)) return new Errno("EACCES");
    if (flags.truncate) found.truncate();
    return new RegularFile(found, flags, this.grow);
  }

  /** unlink(2): takes the name away. Who has the file open can go on with it. */
  unlink(path: string, uid: number): Errno | undefined {
    const found = this.files.get(path);
    if (found === undefined) return wrongPath(path) ?? new Errno("ENOENT");
    // As in a directory with the sticky bit, /tmp.
    if (uid !== 0 && uid !== found.uid) return new Errno("EPERM");
    this.files.delete(path);
    return undefined;
  }
}

function wrongPath(path: string): Errno | undefined {
  if (path === "") return new Errno("ENOENT");
  const names = path.split("/");
  if (path.length > LONGEST_PATH || names.some((name) => name.length > LONGEST_NAME))
    return new Errno("ENAMETOOLONG");
  return path.endsWith("/") ? new Errno("EISDIR") : undefined;
}
