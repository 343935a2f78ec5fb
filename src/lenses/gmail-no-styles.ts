import { print, removeAttribute } from '../document/edit.js';
import { parse } from '../document/parse.js';
import type { Lens } from '../model/lens.js';
import { restyleElement } from './reading/restyle.js';
import { supportOf } from './reading/support.js';

let support: ReturnType<typeof supportOf> | undefined;

export const gmailNoStyles: Lens = {
  id: 'gmail-no-styles',
  title: 'Gmail, another account',
  summary: 'What the Gmail apps read with an account that is not Google’s: style attributes alone.',
  details:
    'With an IMAP or company account the Gmail apps drop every `style` element, and with it all classes, media queries and states. What of the style attributes they do not read is taken from the notes of caniemail.com on such accounts. The email is shown at the width that you choose: how Gmail shrinks one that is wider than the phone is not shown.',
  examples: [
    {
      html: '<style>.a{color:red}</style><p class="a" style="color:blue;position:relative">Hello</p>',
      seen: '<p class="a" style="color:blue">Hello</p>',
    },
    { html: '<td background="a.png" align="center">Hello</td>', seen: '<td align="center">Hello</td>' },
  ],
  apply(html) {
    support ??= supportOf('gmail.other-accounts');
    const { reads, knowsAttribute } = support;
    const document = parse(html);
    for (const element of document.elements) {
      const { name, start, end } = element;
      if (name === 'style' || name === 'link')
        document.edits.push({ start, end, text: '', side: 'open', node: element });
      restyleElement(element, (declared) => {
        const read = declared.filter(({ property, value }) => reads(property, value));
        return read.length === declared.length ? declared : read;
      });
      for (const { name: attribute, value = '' } of [...element.attributes])
        if (!knowsAttribute(attribute.toLowerCase(), value) || attribute.toLowerCase() === 'background')
          removeAttribute(element, attribute.toLowerCase());
    }
    return print(document);
  },
};
