import type { Lens } from '../model/lens.js';
import { answerColorScheme } from './reading/color-scheme.js';

export const dark: Lens = {
  id: 'dark',
  title: 'Dark',
  summary: 'What the author’s own rules for dark mode make of the email.',
  details:
    'Apple Mail and Samsung’s mail apps evaluate `prefers-color-scheme` as browsers do, and recolour nothing that has rules of its own. Rules for Outlook’s marks (`[data-ogsc]`, `[data-ogsb]`) stay without effect. Media queries for the width are left to the browser. What Apple Mail does with an email that has no rules for dark mode is told in different ways; here such an email stays as it is.',
  answersColorScheme: true,
  examples: [
    {
      html: '<style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style>',
      seen: '<style>@media (min-width:0) { p { color: #fff } }</style>',
    },
    {
      html: '<style>@media (max-width:600px) and (prefers-color-scheme:light){p{margin:0}}</style>',
      seen: '<style>@media (max-width:600px) and (max-width:-1px) {p{margin:0}}</style>',
    },
    {
      html: '<meta name="color-scheme" content="light dark"><style>:root{color-scheme:light dark}</style>',
      seen: '<meta name="color-scheme" content="dark"><style>:root{color-scheme:dark}</style>',
    },
  ],
  apply: (html) => answerColorScheme(html, 'dark'),
};
