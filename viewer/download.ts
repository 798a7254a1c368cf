import { h } from "../webview/dom";

const TYPES: Readonly<Record<string, string>> = { png: "image/png", svg: "image/svg+xml" };

/** Hands a file to the browser, which asks the person or puts it among the downloads. */
export function download(bytes: Uint8Array, name: string): void {
  const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type }));
  h("a", { href: url, download: name.replace(/[^\p{L}\p{N}._-]+/gu, "-") }).click();
  // The browser has begun to read it by the time of a later task.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
