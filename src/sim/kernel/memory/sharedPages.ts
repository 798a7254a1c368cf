import type { PhysicalMemory } from "./physicalMemory";

/**
 * Pages that several processes map (shmem). They are charged and in use once, from their creation on, whoever maps them; they are free again
 * when their name is gone and nobody maps them any more.
 */
export class SharedPages {
  private mappings = 0;
  private named = true;

  private constructor(
    private readonly memory: PhysicalMemory,
    readonly pages: number,
  ) {}

  /** `undefined`: there is not so much memory. */
  static create(memory: PhysicalMemory, pages: number): SharedPages | undefined {
    if (!memory.commit(pages)) return undefined;
    memory.used += pages;
    return new SharedPages(memory, pages);
  }

  map(): void {
    this.mappings++;
  }

  unmap(): void {
    this.mappings--;
    this.free();
  }

  /** Nobody can map them any more who does not yet. */
  unlink(): void {
    this.named = false;
    this.free();
  }

  private free(): void {
    if (this.named || this.mappings > 0) return;
    this.memory.used -= this.pages;
    this.memory.uncommit(this.pages);
  }
}
