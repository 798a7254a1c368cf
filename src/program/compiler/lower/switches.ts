import type * as t from "@babel/types";
import { isOwnRegion } from "../cost";
import type { SwitchCase } from "../ir";
import type { FunctionBuilder } from "./builder";
import { lowerExpression } from "./expressions";
import { hoistFunctions, lowerStatement } from "./statements";
import type { Value } from "./value";

/** switch. Where a case's test needs statements, the case is looked for first, and the switch is over its position. */
export function lowerSwitch(b: FunctionBuilder, node: t.SwitchStatement, labels: readonly string[]): void {
  const subject = b.spill(lowerExpression(b, node.discriminant), node.discriminant);
  const label = b.label();
  b.inScope(b.module.analysis.scopes.get(node), node, () => {
    hoistFunctions(
      b,
      node.cases.flatMap((each) => each.consequent),
    );
    const found = lowerTests(b, node, subject);
    b.control.push({
      kind: "target",
      labels,
      breakLabel: label,
      continueLabel: undefined,
      labelledOnly: false,
    });
    const cases: SwitchCase[] = node.cases.map((each, i) => ({
      test: found.tests[i],
      body: b.list(() => {
        const own = each.consequent.filter((statement) => isOwnRegion(statement));
        b.charge(each.consequent.length > 0 && own.length === 0 ? each.consequent : own);
        for (const statement of each.consequent) lowerStatement(b, statement);
      }),
    }));
    b.control.pop();
    b.out.push({ op: "switch", label, subject: found.subject, cases, loc: b.loc(node) });
  });
}

function lowerTests(
  b: FunctionBuilder,
  node: t.SwitchStatement,
  subject: Value,
): { readonly subject: string; readonly tests: readonly (string | undefined)[] } {
  const tests = node.cases.map((each) => {
    let text: string | undefined;
    const before = b.list(() => {
      if (each.test != null) text = lowerExpression(b, each.test).text;
    });
    return { text, before, each };
  });
  if (tests.every(({ before }) => before.length === 0))
    return { subject: subject.text, tests: tests.map(({ text }) => text) };
  const position = b.temp();
  b.exec(`${position}=-1`, node);
  const done = b.label();
  const search = b.list(() => {
    for (const [i, { text, before, each }] of tests.entries()) {
      if (text === undefined) continue;
      b.out.push(...before);
      const then = b.list(() => {
        b.exec(`${position}=${i}`, each);
        b.out.push({ op: "break", label: done });
      });
      b.out.push({ op: "if", test: `${subject.text}===${text}`, then, else: [], loc: b.loc(each) });
    }
  });
  b.out.push({ op: "block", label: done, body: search });
  return {
    subject: position,
    tests: tests.map(({ text }, i) => (text === undefined ? undefined : String(i))),
  };
}
