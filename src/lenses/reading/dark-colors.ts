import { type Color, readColor, writeColor } from '../../rules/reading/color.js';

/** The lightness of #333333, which clients make of white. */
const DARKEST = 21.247;

/**
 * The same hue with its lightness turned round in CIELAB, as RoosterJS, the editor of Outlook on the web, does it
 * (MIT, Microsoft): black becomes white, and white #333333.
 */
export function turnRound(color: Color): Color {
  const [l, a, b] = toLab(color);
  return { ...fromLab([((100 - l) * (100 - DARKEST)) / 100 + DARKEST, a, b]), a: color.a };
}

/** From 0 to 100, as eyes see it. */
export function lightnessOf(color: Color): number {
  return toLab(color)[0];
}

/** A colour as CSS, or what `text` is when it is none. */
export function mapColor(text: string, change: (color: Color) => Color): string {
  const color = readColor(text);
  if (!color || color.a === 0) return text;
  const changed = change(color);
  if (changed === color) return text;
  const opaque = writeColor(changed);
  if (changed.a === 1) return opaque;
  const [r, g, b] = (opaque.match(/[\da-f]{2}/g) ?? []).map((part) => Number.parseInt(part, 16));
  return `rgba(${r},${g},${b},${changed.a})`;
}

const COLOR = /url\([^)]*\)|[\w-]*gradient\((?:[^()]|\([^()]*\))*\)|(?:rgb|hsl)a?\([^()]*\)|#[\da-f]+|[a-z-]+/gi;

/** A value such as `1px solid red` with its colours changed; pictures and gradients stay. */
export function mapColors(value: string, change: (color: Color) => Color): string {
  return value.replace(COLOR, (word) => (/^url\(|gradient\(/i.test(word) ? word : mapColor(word, change)));
}

type Lab = [l: number, a: number, b: number];

/** White as D65 has it. */
const WHITE = [0.95047, 1, 1.08883] as const;

function toLab({ r, g, b }: Color): Lab {
  const [red, green, blue] = [r, g, b].map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Lab;
  const [x, y, z] = [
    0.4124564 * red + 0.3575761 * green + 0.1804375 * blue,
    0.2126729 * red + 0.7151522 * green + 0.072175 * blue,
    0.0193339 * red + 0.119192 * green + 0.9503041 * blue,
  ].map((part, i) => {
    const value = part / WHITE[i]!;
    return value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116;
  }) as Lab;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function fromLab([l, a, b]: Lab): Omit<Color, 'a'> {
  const fy = (l + 16) / 116;
  const [x, y, z] = [fy + a / 500, fy, fy - b / 200].map((value, i) => {
    const cubed = value ** 3;
    return WHITE[i]! * (cubed > 216 / 24389 ? cubed : (116 * value - 16) / (24389 / 27));
  }) as Lab;
  const [r, g, blue] = [
    3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
    -0.969266 * x + 1.8760108 * y + 0.041556 * z,
    0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
  ].map((value) => {
    const part = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
    return Math.min(255, Math.max(0, 255 * part));
  }) as Lab;
  return { r, g, b: blue };
}
