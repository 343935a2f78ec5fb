import Handlebars from 'handlebars';
import { expect, test } from 'vitest';
import { openProject } from '../dist/index.js';
import { temporaryProject } from './support/project.js';
import { domOf } from './support/same-dom.js';

/* Portable Handlebars is filled in by one that has no helper but its own, and then says what the email should say. */

const TEMPLATE = `extends jink/layout
block subject
  | Week #{week} in #{team}
block preheader
  +preheader(\`What \${team} did in week \${week}.\`)
block body
  +container
    +row
      each figure in figures
        +columns(4)
          p(class=figure.good ? 'good' : 'bad')= figure.value
    +row
      +columns(12)
        if agents.length && open
          each agent, i in agents
            p(title=agent.note) #{i} #{agent.name} of #{team}
            each tag in agent.tags
              p #{tag}, #{agent.name}, #{team}
        unless open
          p Closed
        each value, key in labels
          p #{key}: #{value}
        else
          p No labels
        +button('Open')(href=url)
`;

const DATA = {
  week: 46,
  team: 'Support & <Sales>',
  open: true,
  url: 'https://example.com/?a=1&b=2',
  figures: [
    { value: '1', good: true },
    { value: '2', good: false },
    { value: '3', good: true },
  ],
  agents: [
    { name: 'Ada', note: 'first', tags: ['a', 'b'] },
    { name: 'Bo', note: null, tags: [] },
  ],
  labels: { one: 'x', two: 'y' },
};

const QUIET = { ...DATA, open: false, agents: [], labels: {} };

test('needs nothing but what every Handlebars has', async () => {
  const root = temporaryProject({
    'templates/report.pug': TEMPLATE,
    'templates/report.json': JSON.stringify(DATA),
    'templates/report.quiet.json': JSON.stringify(QUIET),
    'styles/email.scss': "@use 'jink';\n.good { color: #060; }\n.bad { color: #c00; }\n",
  });
  const project = await openProject({ root });
  const { html, subject, diagnostics } = await project.compile('report', { portable: true, verbose: true });
  expect(diagnostics).toEqual([]);
  const blocks = html.match(/\{\{[^}]*\}\}/g)!;
  expect(
    blocks.filter((tag) => !/^\{\{(#(if|unless|each) )?[\w./@]+\}\}$|^\{\{\/?(if|unless|each|else)\}\}$/.test(tag)),
  ).toEqual([]);
  const alone = Handlebars.create();
  for (const [scenario, data] of Object.entries({ default: DATA, quiet: QUIET })) {
    const known = await project.compile('report', { scenario, verbose: true });
    const withoutFiller = (email: string) => domOf(email.replace(/<span class="filler">[\s\S]*?<\/span>/, ''));
    expect(withoutFiller(alone.compile(html)(data))).toBe(withoutFiller(known.html));
    expect(alone.compile(subject, { noEscape: true })(data)).toBe(known.subject);
  }
});
