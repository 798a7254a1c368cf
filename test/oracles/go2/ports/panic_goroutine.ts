import { go, select } from "schedlens";

/** @simulate */
export function main() {
  go(() => {
    try {
      throw new Error("in a goroutine");
    } finally {
      console.log("its defer runs");
    }
  });
  try {
    select();
  } finally {
    console.log("never: main's defer");
  }
}
