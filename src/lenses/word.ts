import { print, removeAttribute } from '../document/edit.js';
import { parse } from '../document/parse.js';
import type { Lens } from '../model/lens.js';
import { restyleElement, rewriteSheets, sheetFirst } from './reading/restyle.js';
import { drawShapes } from './word/draw-shapes.js';
import { openComments } from './word/open-comments.js';
import { readSheet } from './word/read-sheet.js';
import { readStyle, word as support } from './word/read-style.js';

/** What Word gives that nobody styled: cells inherit no font from what is around their table, and align tables in them. */
const DEFAULTS =
  'body,td,th{font:12pt/normal "Times New Roman",Times,serif;color:#000000}body{margin:8px}img{vertical-align:baseline}:where([align=center],center)>:where(table){margin-left:auto;margin-right:auto}:where([align=right])>:where(table){margin-left:auto}';

/** Elements that Word shows nothing of. */
const GONE = new Set(
  'svg video audio object embed iframe input select textarea meter progress script canvas'.split(' '),
);

export const word: Lens = {
  id: 'word',
  title: 'Outlook for Windows',
  summary: 'What Word’s engine in Outlook for Windows (2016 to 2021 and 365) reads of the email.',
  details:
    'Conditional comments are evaluated for `mso` 16: what is for Outlook is shown, what is hidden from it is gone. Then everything is taken out that caniemail.com found Outlook for Windows not to read: media queries and other at-rules, selectors, properties such as `border-radius`, `max-width`, `background-image` and `float`, widths of `div` and `p`, padding outside of cells, “!important” in a style attribute, elements of HTML 5. VML is drawn as boxes with the size, fill and words of the shape. It shows what Word reads, not how it lays that out: line heights, heights of rows and page breaks are the browser’s, and tables in something hidden are hidden, too, although Word shows them.',
  examples: [
    {
      html: '<!--[if mso]><p>Outlook</p><![endif]--><!--[if !mso]><!--><p>Others</p><!--<![endif]-->',
      seen: '<p>Outlook</p>',
    },
    {
      html: '<!--[if (gte mso 9)&(lt mso 15)]><p>2010</p><![endif]--><!--[if gt mso 15]><p>2016</p><![endif]-->',
      seen: '<p>2016</p>',
    },
    {
      html: '<style>@media (max-width:600px){.a{width:100%}}.a.b>i,.a.b{color:red}</style>',
      seen: '<style>.a{color:red}</style>',
    },
    {
      html: '<div style="width:300px;border-radius:4px;background:#eee url(a.png);color:red">Hello</div>',
      seen: '<div style="background-color:#eeeeee;color:red">Hello</div>',
    },
    {
      html: '<!--[if mso]><v:roundrect style="width:200px;height:40px" arcsize="10%" fillcolor="#0b6b57" stroke="f"><center>Go</center></v:roundrect><![endif]-->',
      seen: '<span style="display:inline-block;box-sizing:border-box;vertical-align:top;overflow:hidden;width:200px;height:40px;background-color:#0b6b57;border-radius:4px"><center>Go</center></span>',
    },
  ],
  apply(html) {
    const document = parse(openComments(html));
    drawShapes(document);
    rewriteSheets(document, readSheet);
    for (const element of document.elements) {
      const { name, start, openEnd, closeStart, end } = element;
      if (name.includes(':')) continue;
      if (GONE.has(name)) document.edits.push({ start, end, text: '', side: 'open', node: element });
      else if (!support().knowsElement(name)) {
        document.edits.push({ start, end: openEnd, text: '', side: 'open', node: element });
        if (openEnd < end) document.edits.push({ start: closeStart, end, text: '', side: 'close', node: element });
      } else {
        restyleElement(element, (declared) => readStyle(declared, name));
        for (const { name: attribute, value = '' } of [...element.attributes]) {
          const written = attribute.toLowerCase();
          const isPicture = written === 'background' && name !== 'body';
          if (isPicture || !support().knowsAttribute(written, value)) removeAttribute(element, written);
        }
      }
    }
    return sheetFirst(print(document), DEFAULTS);
  },
};
