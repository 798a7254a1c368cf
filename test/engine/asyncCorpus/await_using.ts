function res(name: string, ms = 0, fails?: string) {
  return {
    name,
    async [Symbol.asyncDispose]() {
      out("start", name);
      await new Promise((r) => setTimeout(r, ms));
      out("done", op(name));
      if (fails !== undefined) throw new Error(fails);
    },
  };
}
function sync(name: string, fails?: string) {
  return {
    name,
    [Symbol.dispose]() {
      out("sync", op(name));
      if (fails !== undefined) throw new Error(fails);
    },
  };
}
function describe(e: any): string {
  if (e?.constructor.name === "SuppressedError" || e?.name === "SuppressedError")
    return `Suppressed(${describe(e.error)}, ${describe(e.suppressed)})`;
  return e instanceof Error ? e.message : String(e);
}

async function blocks() {
  {
    await using a = res("a", 5);
    await using b = sync("b");
    using c = sync("c");
    await using d = null;
    out("body", a.name, b.name, c.name, d);
  }
  for (await using x of [res("x"), sync("y"), undefined]) {
    out("of", x?.name);
    if (x?.name === "y") continue;
  }
  for await (await using z of [Promise.resolve(res("z")), res("zz")]) {
    out("for await", z.name);
    break;
  }
  try {
    await using e1 = res("e1", 1, "e1 fails");
    await using e2 = sync("e2", "e2 fails");
    using e3 = sync("e3", "e3 fails");
    throw new Error(`body ${e1.name}${e2.name}${e3.name}`);
  } catch (e) {
    out(describe(e));
  }
  for (const bad of [1, {}, { [Symbol.asyncDispose]: 1 }] as any[]) {
    try {
      await using x = bad;
      out("never", x);
    } catch (e) {
      out((e as Error).name);
    }
  }
}
async function returns(how: number) {
  await using a = res("ret" + how, how);
  if (how === 1) return op("value");
  if (how === 2) throw new Error("thrown");
  return new Promise((r) => setTimeout(() => r("late"), 3));
}
async function* gen() {
  await using g = res("gen", 2);
  yield g.name;
  yield "second";
}
export async function main() {
  await blocks();
  for (const how of [1, 2, 3])
    try {
      out(await returns(how));
    } catch (e) {
      out("caught", describe(e));
    }
  for await (const v of gen()) out(v);
  for await (const v of gen()) {
    out(v);
    break;
  }
  const arrow = async () => {
    await using a = res("arrow");
    return a.name;
  };
  out(await arrow());
}
