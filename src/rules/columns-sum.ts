import type { Rule } from '../model/rule.js';

export const columnsSum: Rule = {
  id: 'columns-sum',
  severity: 'warning',
  summary: 'The columns of a row sum up to twelve.',
  why: 'With fewer, the last column ends early; with more, it falls below the others in some clients and out of the email in Outlook.',
  adopts: ['columns-sum'],
  examples: {
    good: [
      '+container\n  +row\n    +columns(8)\n      p Hello\n    +columns(4)\n      p there',
      '+container\n  +row\n    +columns(6, offset=6)\n      p Hello',
    ],
    bad: [
      '+container\n  +row\n    +columns(8)\n      p Hello\n    +columns(6)\n      p there',
      '+container\n  +row\n    +columns(6)\n      p Hello',
    ],
  },
  check() {
    // The compiler counts them, where it still knows the mixins; what it says is adopted.
  },
};
