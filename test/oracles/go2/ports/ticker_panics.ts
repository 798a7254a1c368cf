import { time } from "schedlens";

function attempt(f: () => void) {
  let text = "<nil>";
  try {
    f();
  } catch (error) {
    text = (error as Error).message;
  } finally {
    console.log(text);
  }
}

/** @simulate */
export function main() {
  attempt(() => new time.Ticker(0));
  attempt(() => new time.Ticker(-1));
  attempt(() => new time.Ticker("3600s").reset(0));
}
