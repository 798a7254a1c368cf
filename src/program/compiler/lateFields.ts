import { children } from "./ast";
import type { ClassNode, Node } from "./ast";

/**
 * Names of the private fields that code may look at before they have been initialized: those from the first initializer on that gets
 * hold of the object, or of the class for static ones.
 */
export function lateFields(node: ClassNode): ReadonlySet<string> {
  const late = new Set<string>();
  const seen = { instance: false, statics: false };
  for (const member of node.body.body) {
    if (member.type === "StaticBlock") {
      seen.statics ||= mentions(member, node.id?.name);
    } else if (member.type === "ClassProperty" || member.type === "ClassPrivateProperty") {
      const kind = member.static ? "statics" : "instance";
      if (member.value != null)
        seen[kind] ||= mentions(member.value, member.static ? node.id?.name : undefined);
      if (seen[kind] && member.type === "ClassPrivateProperty") late.add(member.key.id.name);
    }
  }
  return late;
}

function mentions(node: Node, name: string | undefined): boolean {
  if (node.type === "ThisExpression" || node.type === "Super") return true;
  if (node.type === "Identifier" && node.name === name) return true;
  return children(node).some((child) => mentions(child, name));
}
