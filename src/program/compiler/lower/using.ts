import type * as t from "@babel/types";
import type { Node } from "../ast";
import type { FunctionBuilder } from "./builder";
import { awaitValue } from "./coroutines";
import { lowerFinally } from "./tries";
import type { FinallyRecord } from "./tries";
import { UNDEFINED, constant } from "./value";
import type { Value } from "./value";

/** The kind of a declaration whose value is disposed of when its block ends. */
export function isUsing(node: Node): node is t.VariableDeclaration {
  return node.type === "VariableDeclaration" && (node.kind === "using" || node.kind === "await using");
}

/**
 * Runs `emit` as a block whose `using` declarations are among `declarations`: at its end, however it comes about, the resources are
 * disposed of, the last one first (ECMA-262's DisposeResources).
 */
export function lowerDisposing(
  b: FunctionBuilder,
  node: Node,
  declarations: readonly Node[],
  emit: () => void,
): void {
  const own = declarations.filter(isUsing);
  if (own.length === 0) {
    emit();
    return;
  }
  const awaits = own.some((each) => each.kind === "await using");
  const resources = b.temp();
  b.exec(`${resources}=$h.resources()`, node);
  const outer = b.resources;
  lowerFinally(
    b,
    node,
    () => {
      b.resources = resources;
      emit();
      b.resources = outer;
    },
    (record) => {
      b.resources = outer;
      dispose(b, resources, record, awaits, node);
    },
  );
}

/** The value of a `using` declaration becomes a resource of the block. */
export function addResource(b: FunctionBuilder, node: t.VariableDeclaration, value: Value): Value {
  const resource = b.spill(value, node);
  b.exec(`$h.addResource(${b.resources},${resource.text},${node.kind === "await using"})`, node);
  return resource;
}

function dispose(
  b: FunctionBuilder,
  resources: string,
  record: FinallyRecord,
  awaits: boolean,
  node: Node,
): void {
  const pause = (test: string): void => {
    if (awaits) pauseIf(b, test, node);
  };
  const end = b.label();
  const body = b.list(() => {
    const none = `!$h.takeResource(${resources})`;
    b.out.push({ op: "if", test: none, then: [{ op: "break", label: end }], else: [], loc: b.loc(node) });
    pause(`${resources}.pauses`);
    const error = b.temp();
    const trace = b.temp();
    b.traces.push(trace);
    const call = b.list(() => {
      const result = b.call(
        {
          kind: "value",
          callee: `${resources}.method`,
          self: `${resources}.value`,
          args: [],
          site: "dispose",
          builtin: undefined,
        },
        node,
      );
      if (!awaits) return;
      const wait = b.list(() => {
        b.exec(`${resources}.hasAwaited=true`, node);
        awaitValue(b, constant(`(${resources}.ignores?undefined:${result.text})`), node);
      });
      b.out.push({ op: "if", test: `${resources}.awaits`, then: wait, else: [], loc: b.loc(node) });
    });
    const handler = b.list(() => {
      const { how, value } = record;
      // The asynchronous method that stands for a synchronous one has given a rejected promise.
      if (awaits) pauseIf(b, `${resources}.awaits&&${resources}.ignores`, node);
      b.exec(`${value}=${how}===1?$h.suppressed(${error},${value}):${error}`, node);
      b.exec(`${record.trace}=${trace}`, node);
      b.exec(`${trace}=undefined`, node);
      b.exec(`${how}=1`, node);
    });
    b.out.push({ op: "try", body: call, error, trace, handler });
    b.check({ ns: 2, steps: 1 }, node);
  });
  b.out.push({ op: "loop", label: end, body });
  pause(`${resources}.needsAwait&&!${resources}.hasAwaited`);
}

function pauseIf(b: FunctionBuilder, test: string, node: Node): void {
  const then = b.list(() => {
    awaitValue(b, UNDEFINED, node);
  });
  b.out.push({ op: "if", test, then, else: [], loc: b.loc(node) });
}
