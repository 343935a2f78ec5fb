import type { Rule } from '../model/rule.js';

export const imageMissing: Rule = {
  id: 'image-missing',
  severity: 'error',
  summary: 'Every image of the project that an email shows is there.',
  why: 'Readers would see a broken picture. The compiler only warns of it, because an image may be added after the build; a check is the last look.',
  adopts: ['missing-image'],
  examples: {
    good: ["+image('https://example.com/a.png', 'A')(width=90)", 'p Hello'],
    bad: ["+image('assets/gone.png', 'A')(width=90)", 'img(src="assets/logo.png" alt="Logo" width=90)'],
  },
  check() {
    // The compiler looks for them; what it says is adopted.
  },
};
