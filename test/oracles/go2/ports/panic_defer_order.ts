function inner() {
  try {
    try {
      throw new Error("deep");
    } finally {
      console.log("inner 2");
    }
  } finally {
    console.log("inner 1");
  }
}

/** @simulate */
export function main() {
  try {
    (() => {
      try {
        inner();
        console.log("never");
      } finally {
        console.log("middle");
      }
    })();
  } finally {
    console.log("main 1");
  }
}
