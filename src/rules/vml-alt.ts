import { attribute, childElements } from '../document/find.js';
import type { Rule } from '../model/rule.js';
import { textOf } from './reading/texts.js';

export const vmlAlt: Rule = {
  id: 'vml-alt',
  severity: 'error',
  summary: 'Pictures that VML draws for Outlook have an alt, too.',
  why: 'Screen readers beside Outlook read VML’s alt as they read that of an image; without it they say “graphic”.',
  examples: {
    good: [
      '<!--[if mso]><v:image src="https://example.com/a.png" alt="A chart" style="width:300px;height:100px"></v:image><![endif]--><p>Hello</p>',
      '<!--[if mso]><v:rect style="width:300px;height:100px"><v:fill type="frame" src="https://example.com/a.png"></v:fill><v:textbox><p>Hello</p></v:textbox></v:rect><![endif]--><p>Hello</p>',
    ],
    bad: [
      '<!--[if mso]><v:image src="https://example.com/a.png" style="width:300px;height:100px"></v:image><![endif]--><p>Hello</p>',
      '<!--[if mso]><v:rect style="width:300px;height:100px"><v:fill type="frame" src="https://example.com/a.png"></v:fill></v:rect><![endif]--><p>Hello</p>',
    ],
  },
  check(_email, document, report) {
    for (const element of document.elements) {
      if (!/^v:(image|rect|roundrect|oval|shape)$/.test(element.name) || attribute(element, 'alt') !== undefined)
        continue;
      const isPicture =
        element.name === 'v:image' ||
        childElements(element).some((child) => child.name === 'v:fill' && attribute(child, 'src') !== undefined);
      if (isPicture && textOf(document, element) === '')
        report({ message: `This <${element.name}> shows a picture and has no alt.`, at: element });
    }
  },
};
