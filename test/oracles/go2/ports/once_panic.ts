import { sync } from "schedlens";

/** @simulate */
export function main() {
  const once = new sync.Once();
  const attempt = (f: () => void) => {
    let text = "<nil>";
    try {
      once.do(f);
      console.log("returned");
    } catch (error) {
      text = (error as Error).message;
    } finally {
      console.log("recovered:", text);
    }
  };
  attempt(() => {
    throw new Error("first");
  });
  attempt(() => console.log("never"));
}
