import * as vscode from "vscode";
import type { RunTarget } from "../runs/run";
import { readText } from "../runs/sources";

/** What a program reads from descriptor 0: a text, or the file that has it. */
export type ProgramInput =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "file"; readonly uri: string };

const KEY = "schedlens.inputs";

/** The input of each entry, kept with the workspace. */
export class Inputs {
  constructor(private readonly memento: vscode.Memento) {}

  of(target: RunTarget): ProgramInput | undefined {
    return this.all()[idOf(target)];
  }

  async set(target: RunTarget, input: ProgramInput): Promise<void> {
    await this.memento.update(KEY, { ...this.all(), [idOf(target)]: input });
  }

  private all(): Readonly<Record<string, ProgramInput>> {
    return this.memento.get(KEY, {});
  }
}

function idOf({ uri, entry }: RunTarget): string {
  return `${uri}#${entry ?? ""}`;
}

/** The text of an input. @throws Error where its file cannot be read */
export async function textOf(input: ProgramInput): Promise<string> {
  if (input.kind === "text") return input.text;
  const text = await readText(vscode.Uri.parse(input.uri));
  if (text === undefined)
    throw new Error(
      vscode.l10n.t(
        "the file with the program's input cannot be read: {0}. “Set Program Input…” chooses another.",
        input.uri,
      ),
    );
  return text;
}
