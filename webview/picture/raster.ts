import { encodeUtf8 } from "../../src/shared/utf8";
import { t } from "../l10n/t";
import type { SvgPicture } from "./viewSvg";

/** Pixels of a PNG for one of the view's. */
export const PNG_SCALE = 2;

/** An SVG document as a PNG. @throws Error (rejects) where the page cannot draw it. */
export async function pngOf({ svg, width, height }: SvgPicture): Promise<Uint8Array> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * PNG_SCALE);
  canvas.height = Math.round(height * PNG_SCALE);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  if (blob === null) throw new Error(t("the picture is too large"));
  return new Uint8Array(await blob.arrayBuffer());
}

export function svgBytes({ svg }: SvgPicture): Uint8Array {
  return encodeUtf8(svg);
}

/** Widths of texts in the page's fonts. */
export function measureIn(family: string): (text: string, size: number, bold: boolean) => number {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  return (text, size, bold) => {
    const font = `${bold ? "600 " : ""}${size}px ${family}`;
    const key = `${font} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (context !== null && context.font !== font) context.font = font;
      width = context?.measureText(text).width ?? text.length * size * 0.6;
      known.set(key, width);
    }
    return width;
  };
}
