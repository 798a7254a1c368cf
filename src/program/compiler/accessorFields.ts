import type * as t from "@babel/types";
import { at } from "./ast";
import { HOME } from "./names";

type Member = t.ClassBody["body"][number];

/** `accessor x = 1` becomes a private field with a getter and a setter. */
export function expandAccessors(members: readonly Member[]): Member[] {
  const taken = new Set(
    members.flatMap((each) => ("key" in each && each.key.type === "PrivateName" ? [each.key.id.name] : [])),
  );
  return members.flatMap((member): Member[] => {
    if (member.type !== "ClassAccessorProperty") return [member];
    const { key } = member;
    const shown = key.type === "PrivateName" ? `#${key.id.name}` : key.type === "Identifier" ? key.name : "";
    let name = `accessor_${shown.replace("#", "")}`;
    while (taken.has(name)) name += "_";
    taken.add(name);
    return [storage(member, name, shown), getter(member, name), setter(member, name)];
  });
}

function privateName(member: t.ClassAccessorProperty, name: string): t.PrivateName {
  return at(member, { type: "PrivateName", id: at<t.Identifier>(member, { type: "Identifier", name }) });
}

function storage(member: t.ClassAccessorProperty, name: string, shown: string): t.ClassPrivateProperty {
  return at(member, {
    type: "ClassPrivateProperty",
    key: privateName(member, name),
    value: member.value ?? null,
    static: member.static,
    // An anonymous function gets the name of the field.
    extra: { shown },
  });
}

function slot(member: t.ClassAccessorProperty, name: string): t.MemberExpression {
  return at(member, {
    type: "MemberExpression",
    object: member.static
      ? at<t.Identifier>(member, { type: "Identifier", name: HOME })
      : at<t.ThisExpression>(member, { type: "ThisExpression" }),
    property: privateName(member, name),
    computed: false,
  });
}

function method(
  member: t.ClassAccessorProperty,
  kind: "get" | "set",
  params: t.Identifier[],
  statement: t.Statement,
): Member {
  const body = at<t.BlockStatement>(member, { type: "BlockStatement", body: [statement], directives: [] });
  const common = { kind, params, body, static: member.static, async: false, generator: false };
  const { key } = member;
  if (key.type === "PrivateName")
    return at<t.ClassPrivateMethod>(member, { ...common, type: "ClassPrivateMethod", key });
  return at<t.ClassMethod>(member, {
    ...common,
    type: "ClassMethod",
    key: { ...key },
    computed: member.computed,
  });
}

function getter(member: t.ClassAccessorProperty, name: string): Member {
  const argument = slot(member, name);
  return method(member, "get", [], at<t.ReturnStatement>(member, { type: "ReturnStatement", argument }));
}

function setter(member: t.ClassAccessorProperty, name: string): Member {
  const value = (): t.Identifier => at(member, { type: "Identifier", name: "value" });
  const expression = at<t.AssignmentExpression>(member, {
    type: "AssignmentExpression",
    operator: "=",
    left: slot(member, name),
    right: value(),
  });
  const statement = at<t.ExpressionStatement>(member, { type: "ExpressionStatement", expression });
  return method(member, "set", [value()], statement);
}
