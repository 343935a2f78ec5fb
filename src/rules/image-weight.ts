import { attribute } from '../document/find.js';
import type { Rule } from '../model/rule.js';

export const imageWeight: Rule = {
  id: 'image-weight',
  severity: 'warning',
  summary: 'Images load quickly, each and all together.',
  why: 'Half of all emails are opened on phones, often far from a good connection: an image that is not there after two seconds is not seen. The limits are in KB, for one image and for all of an email.',
  options: { each: 200, all: 800 },
  examples: {
    good: ["+image('assets/small.png', 'A')(width=90)", 'p Hello'],
    bad: [
      "+image('assets/heavy.png', 'A')(width=90)",
      { template: "+image('assets/small.png', 'A')(width=90)", config: { rules: { 'image-weight': { all: 0 } } } },
    ],
  },
  check(email, document, report) {
    const { each = 200, all = 800 } = email.limits(imageWeight);
    let sum = 0;
    for (const { file, url, bytes } of email.images) {
      sum += bytes;
      if (bytes <= each * 1024) continue;
      const element = document.elements.find((image) => attribute(image, 'src') === url);
      report({
        message: `${file} has ${Math.round(bytes / 1024)} KB; an image should have ${each} KB at most.`,
        hint: 'Save it smaller, with fewer colours or as JPEG.',
        ...(element && { at: element, attribute: 'src' }),
      });
    }
    if (sum > all * 1024)
      report({
        message: `The images have ${Math.round(sum / 1024)} KB together; ${all} KB should do.`,
        hint: 'Save them smaller, or show fewer.',
      });
  },
};
