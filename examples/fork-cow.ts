import { compute, os } from "schedlens";

const PAGE = 4096;

class Block {
  bytes = new Uint8Array(PAGE);

  fill(value: number): void {
    this.bytes[0] = value;
    compute("100us");
  }
}

/**
 * Copy on write: after a fork both processes have the same pages, and a page is copied when one of them first writes to it.
 *
 * The child writes to some of the elements, on pages of their own: each first write is a page fault with a copy, the second write to the same page
 * is none. The parent then writes to all of them: faults again, but what the child has copied, or has left by ending, is the parent's alone and is not
 * copied. --stats counts both, as pageFaults.
 *
 * @simulate runtime=native cores=1
 */
export function main() {
  const blocks = Array.from({ length: 16 }, () => new Block());
  const pid = os.fork();
  if (pid === 0) {
    for (let round = 0; round < 2; round++) for (const block of blocks.slice(0, 4)) block.fill(1);
    console.log("the child's first block begins with", blocks[0]?.bytes[0]);
    os.exit(0);
  }
  os.waitpid(pid);
  for (const block of blocks) block.fill(2);
  console.log("the parent's first block begins with", blocks[0]?.bytes[0]);
}
