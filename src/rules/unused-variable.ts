import { type DataType, membersOf } from '../model/data-type.js';
import type { Rule } from '../model/rule.js';

export const unusedVariable: Rule = {
  id: 'unused-variable',
  severity: 'info',
  summary: 'What stands in the data is shown somewhere.',
  why: 'Data that no template asks for is fetched, sent and kept for nothing; or something was forgotten. Told once for each template, where no scenario shows it and no condition asks for it.',
  examples: {
    good: [
      { template: 'p Hello #{agent.name}', data: { agent: { name: 'Ada' } } },
      { template: 'if agent.late\n  p Late\nelse\n  p In time', data: { agent: { late: true } } },
    ],
    bad: [
      { template: 'p Hello #{agent.name}', data: { agent: { name: 'Ada', phone: '555' } } },
      { template: 'each agent in agents\n  p= agent.name', data: { agents: [{ name: 'Ada', handled: 48 }] } },
    ],
  },
  check({ asked }, _document, report) {
    if (!asked) return;
    const { variables, dataType, html, placeOf } = asked;
    const used = variables.map(({ path }) => path);
    for (const steps of leavesOf(dataType)) {
      const path = nameOf(steps);
      const isAskedFor = used.some((name) => name === path || isBelow(name, path));
      // A list or an object that is handed on as a whole may be used in any of its parts.
      const isPart = used.some((name) => isBelow(path, name) && !used.some((other) => isBelow(other, name)));
      // Tags that authors write by hand are not among the variables.
      if (isAskedFor || isPart || new RegExp(`\\{\\{[^}]*\\b${steps.at(-1)}\\b`).test(html)) continue;
      report({ message: `"${path}" stands in the data and is used nowhere.`, place: placeOf(steps) });
    }
  },
};

function isBelow(path: string, whole: string): boolean {
  return path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
}

function nameOf(steps: readonly string[]): string {
  return steps.reduce((path, step) => (step === '[]' ? `${path}[]` : path ? `${path}.${step}` : step), '');
}

/** The paths of everything that has no parts. */
function leavesOf(type: DataType, above: readonly string[] = []): string[][] {
  const leaves = membersOf(type).flatMap((member): string[][] => {
    if (member.kind === 'list') return leavesOf(member.items, [...above, '[]']);
    if (member.kind === 'object')
      return [...member.fields].flatMap(([name, field]) => leavesOf(field.type, [...above, name]));
    return above.length ? [above.filter((step, i) => step !== '[]' || i < above.length - 1)] : [];
  });
  return [...new Map(leaves.map((steps) => [steps.join('\0'), steps])).values()];
}
