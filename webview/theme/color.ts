/** A colour in sRGB, each channel 0 … 255. */
export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

export const BLACK: Rgb = { r: 0, g: 0, b: 0 };
export const WHITE: Rgb = { r: 255, g: 255, b: 255 };

/**
 * Reads `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb()` and `rgba()` as themes write them. A colour that lets something through
 * is laid over `under`.
 * @returns `undefined` for anything else.
 */
export function parseColor(text: string, under: Rgb = BLACK): Rgb | undefined {
  const value = text.trim();
  const hex = /^#([0-9a-f]{3,8})$/i.exec(value)?.[1];
  if (hex !== undefined) {
    const wide = hex.length <= 4 ? hex.replace(/./g, "$&$&") : hex;
    if (wide.length !== 6 && wide.length !== 8) return undefined;
    const channel = (at: number): number => Number.parseInt(wide.slice(at, at + 2), 16);
    const alpha = wide.length === 8 ? channel(6) / 255 : 1;
    return mix(under, { r: channel(0), g: channel(2), b: channel(4) }, alpha);
  }
  const parts = /^rgba?\(([^)]+)\)$/i
    .exec(value)?.[1]
    ?.split(/[\s,/]+/)
    .filter((part) => part !== "");
  if (parts === undefined || parts.length < 3) return undefined;
  const [r = NaN, g = NaN, b = NaN, a = 1] = parts.map((part) =>
    part.endsWith("%") ? Number(part.slice(0, -1)) / 100 : Number(part),
  );
  if ([r, g, b, a].some((channel) => Number.isNaN(channel))) return undefined;
  return mix(under, { r, g, b }, a);
}

/** `share` of `b` in `a`: 0 is `a`, 1 is `b`. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const at = (from: number, to: number): number => Math.round(from + (to - from) * share);
  return { r: at(a.r, b.r), g: at(a.g, b.g), b: at(a.b, b.b) };
}

export function css(color: Rgb, alpha = 1): string {
  return alpha === 1
    ? `rgb(${color.r} ${color.g} ${color.b})`
    : `rgb(${color.r} ${color.g} ${color.b} / ${alpha})`;
}

/** The colour as one pixel of an ImageData seen as 32-bit numbers (little endian: ABGR). */
export function pixel(color: Rgb, alpha = 255): number {
  return ((alpha << 24) | (color.b << 16) | (color.g << 8) | color.r) >>> 0;
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function gamma(value: number): number {
  return 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
}

/** Relative luminance, 0 … 1 (WCAG 2.2). */
export function luminance(color: Rgb): number {
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

/** Contrast ratio of two colours, 1 … 21 (WCAG 2.2). */
export function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (high + 0.05) / (low + 0.05);
}

/** Lightness 0 … 1, chroma 0 … about 0.37 and hue in degrees (OKLCH, CSS Color 4); less chroma where sRGB lacks it. */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  for (let c = chroma; ; c -= 0.005) {
    const angle = (hue * Math.PI) / 180;
    const rgb = fromOklab(lightness, c * Math.cos(angle), c * Math.sin(angle));
    const fits = [rgb.r, rgb.g, rgb.b].every((channel) => channel >= -0.5 && channel <= 255.5);
    if (fits || c <= 0) return clip(rgb);
  }
}

function fromOklab(lightness: number, a: number, b: number): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return {
    r: gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    g: gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    b: gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  };
}

function clip(color: Rgb): Rgb {
  const channel = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));
  return { r: channel(color.r), g: channel(color.g), b: channel(color.b) };
}

/** The colour, moved towards black or white just so far that it stands out from `against` by `ratio`. */
export function withContrast(color: Rgb, against: Rgb, ratio: number): Rgb {
  if (contrast(color, against) >= ratio) return color;
  const towards = luminance(against) < 0.18 ? WHITE : BLACK;
  for (let share = 0.04; share < 1; share += 0.04) {
    const moved = mix(color, towards, share);
    if (contrast(moved, against) >= ratio) return moved;
  }
  return towards;
}

/** `preferred` where it can be read on `color`, else black or white, whichever is easier to read. */
export function textOn(color: Rgb, preferred: Rgb = BLACK): Rgb {
  if (contrast(color, preferred) >= 4.5) return preferred;
  return contrast(color, BLACK) >= contrast(color, WHITE) ? BLACK : WHITE;
}
