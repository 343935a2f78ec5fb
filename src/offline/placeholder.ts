import { hostOf } from './addresses.js';

/** Where no size is known. */
const USUAL = { width: 160, height: 90 };

/**
 * A quiet picture of the size of the one that is not loaded, which says where that would come from. It is seen on light
 * and on dark.
 */
export function placeholder(address: string, width?: number, height?: number): string {
  const w = width ?? (height === undefined ? USUAL.width : Math.round((height * 16) / 9));
  const h = height ?? (width === undefined ? USUAL.height : Math.round((width * 9) / 16));
  if (w < 4 || h < 4) return toAddress(`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"/>`);
  const size = `${w} × ${h}`;
  const host = hostOf(address);
  const isRoomy = w >= 8 * host.length + 16;
  const lines = h >= 44 && isRoomy ? [host, size] : h >= 16 && w >= 60 ? [isRoomy ? host : size] : [];
  const text = lines
    .filter(Boolean)
    .map(
      (line, i, all) =>
        `<tspan x="50%" dy="${i === 0 ? `${0.35 - 0.65 * (all.length - 1)}em` : '1.3em'}">${escapeText(line)}</tspan>`,
    )
    .join('');
  return toAddress(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><rect x=".5" y=".5" width="${w - 1}" height="${h - 1}" rx="3" fill="#808894" fill-opacity=".16" stroke="#808894" stroke-opacity=".6" stroke-dasharray="4 3"/><text y="50%" text-anchor="middle" font-family="system-ui,sans-serif" font-size="12" fill="#747c88">${text}</text></svg>`,
  );
}

/** For backgrounds: fine hatching, which says nothing and needs no size. */
export const HATCHING = toAddress(
  '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="12"><path d="M-3 3 3-3M0 12 12 0M9 15 15 9" stroke="#808894" stroke-opacity=".3"/></svg>',
);

function toAddress(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
