import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { htmlPage } from "../formats/htmlPage";
import type { PageTrace } from "../formats/htmlPage";
import type { CliIo } from "./io";

/** A page that shows a trace by itself, or beside another one. @throws Error where the installation lacks the viewer. */
export async function makePage(
  trace: PageTrace,
  compared: PageTrace | undefined,
  { viewerFolder }: CliIo,
): Promise<Uint8Array> {
  const read = (name: string): Promise<string> => readFile(join(viewerFolder, name), "utf8");
  const viewer = { script: await read("viewer.js"), style: await read("viewer.css") };
  const sha256 = (text: string): Promise<string> =>
    Promise.resolve(createHash("sha256").update(text).digest("base64"));
  return htmlPage(trace, viewer, sha256, undefined, compared);
}
