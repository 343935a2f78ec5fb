import type { Lens } from '../model/lens.js';
import { answerColorScheme } from './reading/color-scheme.js';
import { turnRound } from './reading/dark-colors.js';
import { recolor } from './reading/recolor.js';
import { sheetFirst } from './reading/restyle.js';

export const darkForced: Lens = {
  id: 'dark-forced',
  title: 'Dark, fully forced',
  summary: 'Every colour turned from light to dark and back, as Gmail on iOS and Outlook for Windows do it.',
  details:
    'Gmail on iOS and Outlook for Windows (2019 and later) darken light colours and lighten dark ones, whatever they are for, and read no rules for dark mode. Neither says how it computes the colours: here the lightness is turned round as Outlook on the web’s editor does it, in CIELAB, so that the shades are near rather than right. Images, background images and gradients stay as they are.',
  answersColorScheme: true,
  examples: [
    {
      html: '<td bgcolor="#ffffff" style="color:#000000">Hello</td>',
      seen: '<td bgcolor="#333333" style="color:#ffffff">Hello</td>',
    },
    {
      html: '<a style="background:#0b6b57 url(a.png);border:1px solid #000">Go</a>',
      seen: '<a style="background:#63b69f url(a.png);border:1px solid #ffffff">Go</a>',
    },
    {
      html: '<style>p{color:navy}@media (prefers-color-scheme:dark){p{color:#fff}}</style>',
      seen: '<style>p{color:#fac6ff}@media (max-width:-1px) {p{color:#333333}}</style>',
    },
  ],
  apply: (html) =>
    sheetFirst(
      recolor(answerColorScheme(html, 'light'), {
        background: turnRound,
        text: turnRound,
        line: turnRound,
        marks: false,
      }),
      'html{background:#333333;color:#ffffff}a:where([href]){color:#cf8eff}',
    ),
};
