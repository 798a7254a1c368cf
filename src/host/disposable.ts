/** Anything that has to be given back: VS Code's event emitters are no `vscode.Disposable`. */
export interface Disposable {
  dispose(): unknown;
}
