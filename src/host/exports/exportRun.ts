import * as vscode from "vscode";
import { isPictureFormat } from "../../shared/messages/panel";
import type { PictureFormat } from "../../shared/messages/panel";
import type { Run } from "../runs/run";
import { exportFormats, pictureFormats } from "./formats";
import type { FormatItem } from "./formats";
import { makePage } from "./page";
import { saveFile } from "./saveFile";

/** What shows a run and can draw what it shows. */
export interface PictureSource {
  /** @throws Error (rejects) where it shows nothing yet or is closed. */
  capture(format: PictureFormat): Promise<Uint8Array>;
  /** The run that it shows beside it, where there is one. */
  readonly compared: Run | undefined;
}

/**
 * Saves a run in a format and at a place that the person chooses, where they are not given. Says what came of it.
 * @param shown where the run is in view, if it is: only then there is a picture of it.
 * @returns where it is, or undefined where it was not saved
 */
export async function exportRun(
  run: Run,
  extensionUri: vscode.Uri,
  shown: PictureSource | undefined,
  given: { readonly format?: string; readonly target?: vscode.Uri } = {},
): Promise<vscode.Uri | undefined> {
  const { simulation } = run;
  if (simulation === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("There is no data of {0} to export: run it again first.", run.label),
    );
    return undefined;
  }
  const items = [...exportFormats(), ...(shown === undefined ? [] : pictureFormats())];
  const item = items.find(({ format }) => format === given.format) ?? (await chooseFormat(items));
  if (item === undefined) return undefined;
  const { format } = item;
  return saveFile(run, item, given.target, () => {
    if (isPictureFormat(format))
      return shown?.capture(format) ?? Promise.reject(new Error(vscode.l10n.t("the run is not in view")));
    return format === "html" ? makePage(run, extensionUri, shown?.compared) : simulation.export(format);
  });
}

async function chooseFormat(items: readonly FormatItem[]): Promise<FormatItem | undefined> {
  return vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("SchedLens: Export Run"),
    placeHolder: vscode.l10n.t("What to save the run as"),
    matchOnDetail: true,
  });
}

/** Saves a picture that the person has made in the panel. */
export async function savePicture(run: Run, format: PictureFormat, bytes: Uint8Array): Promise<void> {
  const item = pictureFormats().find((each) => each.format === format);
  if (item !== undefined) await saveFile(run, item, undefined, () => Promise.resolve(bytes));
}
