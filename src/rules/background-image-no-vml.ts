import { attribute, childElements } from '../document/find.js';
import type { Document, Element } from '../model/document.js';
import type { CheckedEmail, Rule } from '../model/rule.js';
import { contrastOf, layOver, writeColor } from './reading/color.js';
import { backgroundOf, isImage, type StylesOf, textColorOf } from './reading/computed.js';
import { isInvisible, visibleTexts } from './reading/texts.js';

export const backgroundImageNoVml: Rule = {
  id: 'background-image-no-vml',
  severity: 'info',
  summary: 'A background image has a colour or VML behind it for Outlook.',
  why: 'Word shows no background images and no gradients of CSS. Either the colour behind it is enough, or a `v:rect` with a `v:fill` in a conditional comment draws it. Where neither is there, and the text is so light that it vanishes on what is behind, it is an error: content is lost, also for everyone whose client blocks images.',
  oncePerPlace: true,
  examples: {
    good: [
      '+panel(style="background-color: #0b6b57")\n  p Hello',
      '<table role="presentation"><tr><td background="https://example.com/a.png"><!--[if mso]><v:rect alt="" style="width:300px;height:100px"><v:fill src="https://example.com/a.png" alt=""></v:fill></v:rect><![endif]--><p>Hello</p></td></tr></table>',
      '+panel(style="background-color: #222222; background-image: linear-gradient(#222222, #444444)")\n  p(style="color: #ffffff") Hello',
    ],
    bad: [
      '+panel(style="background-image: url(https://example.com/a.png)")\n  p Hello',
      '<table role="presentation"><tr><td background="https://example.com/a.png"><p>Hello</p></td></tr></table>',
      '<table role="presentation"><tr><td background="https://example.com/a.png"><p style="color:#ffffff">Gone</p></td></tr></table>',
      '<div style="background-image:linear-gradient(#000000,#333333)"><p style="color:#ffffff">Gone</p></div>',
    ],
  },
  check(email, document, report) {
    for (const element of document.elements) {
      const images = email.declarationsOf(element).filter(isImage);
      const isPicture = images.some(({ value }) => /url\(/i.test(value)) || Boolean(attribute(element, 'background'));
      if ((!isPicture && images.length === 0) || isInvisible(email, element)) continue;
      if (hasShape(document, element)) continue;
      const lost = findLostText(email, element);
      const what = isPicture ? 'background image' : 'gradient';
      if (lost)
        report({
          severity: 'error',
          message: `Outlook does not show this ${what}, and without it ${lost} vanishes.`,
          hint: 'Declare a background-color on which the text can be read.',
          at: element,
        });
      else if (isPicture) report({ message: 'Outlook does not show this background image.', at: element });
    }
  },
};

/** Whether Word finds a shape in the element, or right before it: VML that begins there is around it. */
function hasShape({ source }: Document, element: Element): boolean {
  const before = childElements(element.parent!).findLast(({ end }) => end <= element.start);
  const start = before?.end ?? element.parent!.openEnd;
  return /<v:(rect|fill|image|background|roundrect)\b/i.test(source.slice(start, element.end));
}

/** A text within an element that nobody could read if its colours were all there is. */
function findLostText(email: CheckedEmail, element: Element): string | undefined {
  const stylesOf: StylesOf = (each) => email.declarationsOf(each);
  for (const { node, says } of visibleTexts(email)) {
    if (node.start < element.start || node.end > element.end || !/[\p{L}\p{N}]/u.test(says)) continue;
    const color = textColorOf(stylesOf, node.parent);
    const behind = backgroundOf(stylesOf, node.parent, 'colors');
    if (!color || !behind || color.a === 0) continue;
    const seen = layOver(color, behind);
    if (contrastOf(seen, behind) >= 2) continue;
    const excerpt = says.length > 30 ? `${says.slice(0, 29)}…` : says;
    return `"${excerpt}" (${writeColor(seen)} on ${writeColor(behind)})`;
  }
  return undefined;
}
