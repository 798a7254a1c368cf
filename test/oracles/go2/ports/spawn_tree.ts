import { go, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const grow = (path: string, depth: number) => {
    try {
      console.log(path);
      if (depth === 0) return;
      for (const side of ["L", "R"]) {
        wg.add(1);
        go(grow, path + side, depth - 1);
      }
    } finally {
      wg.done();
    }
  };
  wg.add(1);
  grow("*", 4);
  wg.wait();
}
