import { MARK } from '../marks.js';
import { OWN_MARK } from './marked-components.js';
import type { SkeletonParts } from './mjml-package.js';
import type { MjmlTree } from './mjml-tree.js';

/*
 * The document around what MJML renders. It is MJML's own, but for marks, for the author's styles, which stay apart so
 * that Jink can inline them, and for the preview's text, which becomes a preheader like any other.
 */

/** The fonts that MJML loads by itself where they are used. */
export const FONTS: Readonly<Record<string, string>> = {
  'Open Sans': 'https://fonts.googleapis.com/css?family=Open+Sans:300,400,500,700',
  'Droid Sans': 'https://fonts.googleapis.com/css?family=Droid+Sans:300,400,500,700',
  Lato: 'https://fonts.googleapis.com/css?family=Lato:300,400,500,700',
  Roboto: 'https://fonts.googleapis.com/css?family=Roboto:300,400,500,700',
  Ubuntu: 'https://fonts.googleapis.com/css?family=Ubuntu:300,400,500,700',
};

const HIDDEN =
  'display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;';

const own = ` ${MARK}="${OWN_MARK}"`;

export function createSkeleton({ styles, preview, titleMark }: MjmlTree) {
  const inlined = styles.filter(({ isInline }) => isInline).map(({ css }) => css);
  const style = (css: string, attributes = ' type="text/css"') =>
    css.trim() ? `\n<style${own}${attributes}>\n${css}\n</style>` : '';
  return (parts: SkeletonParts): string => {
    const { beforeDoctype, breakpoint, headRaw = [], title, lang, dir, forceOWADesktop } = parts;
    const queries = mediaQueries(parts.mediaQueries);
    const components = [...parts.componentsHeadStyle, ...Object.values(parts.headStyle)];
    const content = preview
      ? parts.content.replace(
          /<body\b(?:"[^"]*"|[^">])*>/,
          (body) =>
            `${body}\n<div ${MARK}="${OWN_MARK},${preview.mark}" class="preheader" style="${HIDDEN}">${preview.html}</div>`,
        )
      : parts.content;
    return `${beforeDoctype ? `${beforeDoctype}\n` : ''}<!doctype html>
<html lang="${lang}" dir="${dir}" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<title${titleMark ? ` ${MARK}="${titleMark}"` : own}>${title}</title>
<!--[if !mso]><!--><meta http-equiv="X-UA-Compatible" content="IE=edge"><!--<![endif]-->
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">${style(BASE)}
<!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript><![endif]-->
<!--[if lte mso 11]><style type="text/css">.mj-outlook-group-fix { width:100% !important; }</style><![endif]-->${fontTags(parts.content, inlined, parts.fonts)}${
      queries.length
        ? style(`@media only screen and (min-width:${breakpoint}) {\n${queries.join('\n')}\n}`) +
          style(
            queries.map((query) => query.replace(/\.(?=mj-)/g, '.moz-text-html .')).join('\n'),
            ` media="screen and (min-width:${breakpoint})"`,
          ) +
          (forceOWADesktop ? style(queries.map((query) => `[owa] ${query}`).join('\n')) : '')
        : ''
    }${style(components.map((write) => write(breakpoint)).join('\n'))}${styles
      .map(({ css, mark }) => `\n<style ${MARK}="${mark}" type="text/css">\n${css}\n</style>`)
      .join('')}
${headRaw.filter((raw) => raw !== null && raw !== undefined).join('\n')}
</head>
${content}
</html>
`;
  };
}

const BASE = `#outlook a { padding:0; }
body { margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%; }
table, td { border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt; }
img { border:0;height:auto;line-height:100%; outline:none;text-decoration:none;-ms-interpolation-mode:bicubic; }
p { display:block;margin:13px 0; }`;

/** One rule for all classes with the same declarations. */
function mediaQueries(queries: Record<string, string>): string[] {
  const grouped = new Map<string, string[]>();
  for (const [name, declarations] of Object.entries(queries))
    grouped.set(declarations, [...(grouped.get(declarations) ?? []), `.${name}`]);
  return [...grouped].map(([declarations, selectors]) => `${selectors.join(', ')} ${declarations}`);
}

function fontTags(content: string, inlined: readonly string[], fonts: Record<string, string>): string {
  const used = new Set<string>();
  for (const [, families] of content.matchAll(/font-family:([^;"]*)/gi)) used.add(families!.toLowerCase());
  for (const css of inlined)
    for (const [, families] of css.matchAll(/font-family:([^;}]*)/gi)) used.add(families!.toLowerCase());
  const all = [...used].join('\n');
  const urls = Object.entries(fonts)
    .filter(([name]) => all.includes(name.toLowerCase()))
    .map(([, url]) => url);
  if (urls.length === 0) return '';
  return `\n<!--[if !mso]><!-->${urls.map((url) => `<link${own} href="${url}" rel="stylesheet" type="text/css">`).join('\n')}<style${own} type="text/css">${urls
    .map((url) => `@import url(${url});`)
    .join('\n')}</style><!--<![endif]-->`;
}
