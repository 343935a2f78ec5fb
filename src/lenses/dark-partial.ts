import type { Lens } from '../model/lens.js';
import { contrastOf } from '../rules/reading/color.js';
import { answerColorScheme } from './reading/color-scheme.js';
import { turnRound } from './reading/dark-colors.js';
import { isLight, recolor } from './reading/recolor.js';
import { sheetFirst } from './reading/restyle.js';

export const darkPartial: Lens = {
  id: 'dark-partial',
  title: 'Dark, partly forced',
  summary: 'Light backgrounds darkened and dark ones kept, as Outlook on the web and Gmail on Android do it.',
  details:
    'Outlook on the web, its apps and Gmail on Android darken backgrounds that are light and leave dark ones alone; text is lightened where it would not be read on what is now behind it. The new lightness is that of Outlook on the web’s editor (CIELAB, white becomes #333333); where its limits lie is not published, here in the middle. Outlook leaves the colours that it changed in `data-ogsc`, `data-ogsb`, `data-ogac` and `data-ogab`, so rules for them take effect. Rules for `prefers-color-scheme` are not read, although Outlook’s apps do read them.',
  answersColorScheme: true,
  examples: [
    {
      html: '<td style="background-color:#ffffff;color:#222222">Hello</td>',
      seen: '<td style="background-color:#333333;color:#e1e1e1" data-ogsb="#ffffff" data-ogsc="#222222">Hello</td>',
    },
    {
      html: '<td style="background-color:#003366;color:#ffffff">Hello</td>',
      seen: '<td style="background-color:#003366;color:#ffffff">Hello</td>',
    },
  ],
  apply: (html) =>
    sheetFirst(
      recolor(answerColorScheme(html, 'light'), {
        background: (color) => (isLight(color) ? turnRound(color) : color),
        text: (color, behind) => {
          if (!behind) return isLight(color) ? color : turnRound(color);
          return !isLight(color) && contrastOf(color, behind) < 4.5 ? turnRound(color) : color;
        },
        line: (color) => (isLight(color) ? turnRound(color) : color),
        marks: true,
      }),
      'html{background:#333333;color:#ffffff}a:where([href]){color:#cf8eff}',
    ),
};
