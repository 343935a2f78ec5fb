import { attribute } from '../document/find.js';
import type { Rule } from '../model/rule.js';

const NOTHING = /^(image|img|picture|photo|graphic|logo image|banner|header|untitled|placeholder|alt|alt text)$/i;

export const imgAltFilename: Rule = {
  id: 'img-alt-filename',
  severity: 'warning',
  oncePerPlace: true,
  summary: 'The text beside an image says what is to be seen, not how the file is called.',
  why: '“hero-2x.png” is read aloud letter by letter, and stands there for everyone whose client blocks images.',
  examples: {
    good: [
      "+image('https://example.com/hero.png', 'Two people at a desk')(width=300)",
      '<img src="https://example.com/logo.png" alt="Brightwater" width="90">',
    ],
    bad: [
      "+image('https://example.com/hero.png', 'hero.png')(width=300)",
      '<img src="https://example.com/IMG_2041.jpg" alt="IMG_2041" width="90">',
      '<img src="https://example.com/a.png" alt="image" width="90">',
    ],
  },
  check(_email, document, report) {
    for (const element of document.elements) {
      const alt = element.name === 'img' ? attribute(element, 'alt')?.trim() : undefined;
      if (!alt) continue;
      const file = (attribute(element, 'src') ?? '').split(/[?#]/)[0]!.split('/').at(-1)!;
      const name = file.replace(/\.\w+$/, '');
      const isName = /[\d_-]/.test(name) && alt.toLowerCase() === name.toLowerCase();
      if (!/\.(png|jpe?g|gif|webp|svg|bmp|avif)$/i.test(alt) && !isName && !NOTHING.test(alt)) continue;
      report({
        message: `"${alt}" says nothing about the image.`,
        hint: 'Say what it shows, or write alt="" when it only decorates.',
        at: element,
        attribute: 'alt',
      });
    }
  },
};
