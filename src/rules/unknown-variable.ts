import type { Rule } from '../model/rule.js';

export const unknownVariable: Rule = {
  id: 'unknown-variable',
  severity: 'warning',
  summary: 'What a template shows is in its data.',
  why: 'A name below the data that no scenario and no schema has is most often a typing error: the email is sent with a hole in it. The compiler knows every value that a template asks for, also in branches that no scenario takes.',
  adopts: ['unknown-path'],
  examples: {
    good: [
      { template: 'p Hello #{agent.name}', data: { agent: { name: 'Ada' } } },
      { template: 'each agent in agents\n  p= agent.name', data: { agents: [{ name: 'Ada' }] } },
    ],
    bad: [
      { template: 'p Hello #{agent.nmae}', data: { agent: { name: 'Ada' } } },
      { template: 'if late\n  p= agent.phone\nelse\n  p= agent.name', data: { agent: { name: 'Ada' }, late: false } },
    ],
  },
  check() {
    // The compiler looks for them, where it knows what is asked for; what it says is adopted.
  },
};
