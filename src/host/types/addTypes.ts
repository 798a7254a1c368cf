import * as vscode from "vscode";
import { PROGRAM_SELECTOR } from "../languages";
import { unresolvedImports } from "./unresolved";

const OFFERED = "schedlens.typesOffered";

/**
 * Where the types go, within a workspace folder. TypeScript finds an import's types there whatever a tsconfig includes, and without any
 * tsconfig; nothing at run time takes it for the module itself.
 */
const FOLDER = ["node_modules", "@types", "schedlens"];

/** Makes `import … from "schedlens"` resolve in people's workspaces. Writes nothing without their consent. */
export class Types implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly version: string,
    private readonly memento: vscode.Memento,
  ) {
    this.subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (this.memento.get<boolean>(OFFERED, false)) return;
      for (const document of vscode.workspace.textDocuments) {
        if (!uris.some((uri) => uri.toString() === document.uri.toString())) continue;
        if (
          vscode.languages.match(PROGRAM_SELECTOR, document) === 0 ||
          unresolvedImports(document).length === 0
        )
          continue;
        void this.offer(document.uri);
        return;
      }
    });
  }

  /** Asks once in a workspace. */
  private async offer(uri: vscode.Uri): Promise<void> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined) return;
    await this.memento.update(OFFERED, true);
    const question = vscode.l10n.t(
      'The editor does not know the module "schedlens". Add its types to {0}? ({1})',
      folder.name,
      FOLDER.join("/"),
    );
    const add = vscode.l10n.t("Add Types");
    const answer = await vscode.window.showInformationMessage(question, add, vscode.l10n.t("Not Now"));
    if (answer === add) await this.write(folder);
  }

  /** The command and the quick fix: choosing them is the consent. */
  async add(uri: vscode.Uri | undefined): Promise<void> {
    const of = uri ?? vscode.window.activeTextEditor?.document.uri;
    const folder =
      (of === undefined ? undefined : vscode.workspace.getWorkspaceFolder(of)) ?? (await this.chooseFolder());
    if (folder !== undefined) await this.write(folder);
  }

  private async chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("Open a folder first: the types are written into it."),
      );
      return undefined;
    }
    return folders.length === 1
      ? folders[0]
      : vscode.window.showWorkspaceFolderPick({
          placeHolder: vscode.l10n.t("Add the types of schedlens to"),
        });
  }

  private async write(folder: vscode.WorkspaceFolder): Promise<void> {
    const target = vscode.Uri.joinPath(folder.uri, ...FOLDER);
    const manifest = {
      name: "@types/schedlens",
      version: this.version,
      description: "Types of the module that SchedLens simulates",
      types: "index.d.ts",
    };
    try {
      const types = await vscode.workspace.fs.readFile(
        vscode.Uri.joinPath(this.extensionUri, "types", "schedlens.d.ts"),
      );
      await vscode.workspace.fs.createDirectory(target);
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(target, "index.d.ts"), types);
      await vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(target, "package.json"),
        new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`),
      );
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(
        vscode.l10n.t("The types could not be written to {0}: {1}", target.path, why),
      );
      return;
    }
    await this.restartTypeScript();
  }

  /** The language server does not notice new packages by itself in every case. */
  private async restartTypeScript(): Promise<void> {
    const commands = await vscode.commands.getCommands(true);
    if (commands.includes("typescript.reloadProjects"))
      await vscode.commands.executeCommand("typescript.reloadProjects");
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
