import type * as t from "@babel/types";
import { present } from "../../../shared/assert";
import { unwrapExport } from "../ast";
import { enumMemberName, enumValue } from "../enums";
import type { KnownValue } from "../enums";
import { quote } from "../names";
import type { FunctionBuilder } from "./builder";
import { lowerExpression } from "./expressions";
import { namespaceObject } from "./namespaces";

/** Constant enums can be used anywhere in their block: their members depend on nothing that runs. */
export function hoistEnums(b: FunctionBuilder, statements: readonly t.Statement[]): void {
  for (const statement of statements) {
    const node = unwrapExport(statement);
    if (node.type !== "TSEnumDeclaration" || node.const !== true) continue;
    lowerEnum(b, node);
  }
}

export function lowerEnum(b: FunctionBuilder, node: t.TSEnumDeclaration): void {
  const binding = present(b.module.analysis.references.get(node.id)?.binding, "enum name");
  const access = namespaceObject(b, node, binding);
  const known = new Map<string, KnownValue>();
  let previous: { readonly name: string; readonly value: KnownValue } | undefined;
  for (const each of node.members) {
    const mark = b.mark();
    const name = enumMemberName(each);
    let value: KnownValue;
    let text: string;
    if (each.initializer != null) {
      value = enumValue(each.initializer, node.id.name, known);
      ({ text } = lowerExpression(b, each.initializer));
    } else if (previous === undefined) {
      value = { value: 0 };
      text = "0";
    } else if (typeof previous.value === "object" && typeof previous.value.value === "number") {
      value = { value: previous.value.value + 1 };
      text = String(value.value);
    } else {
      if (previous.value !== "open")
        b.error(each, `the enum member ${name} needs a value: the one before it is not a plain number`);
      value = "open";
      text = `${access}[${quote(previous.name)}]+1`;
    }
    b.exec(`$h.enumMember(${access},${quote(name)},${text})`, each);
    known.set(name, value);
    previous = { name, value };
    b.release(mark);
  }
}
