import { os } from "schedlens";

/** @simulate */
export function main() {
  try {
    console.log("exits");
    os.exit(256 + 3);
  } finally {
    console.log("never: defer");
  }
}
