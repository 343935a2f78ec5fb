/** Writes a project of many templates with shared includes and mixins, and the same emails as MJML. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const agent = (i) => ({ name: `Agent ${i}`, handled: 20 + ((i * 37) % 90), late: i % 4 === 0 });

export function generate(root, count) {
  rmSync(root, { recursive: true, force: true });
  for (const folder of ['templates/_parts', 'mixins', 'styles']) mkdirSync(join(root, folder), { recursive: true });
  const write = (name, text) => writeFileSync(join(root, name), text);
  write(
    'styles/email.scss',
    "@use 'jink' with ($primary: #0b6b57);\n.figure { font-size: 28px; line-height: 32px; font-weight: bold; }\n.label { color: #555; font-size: 12px; }\n.late { color: #b3261e; }\n",
  );
  write('mixins/figure.pug', 'mixin figure(value, label)\n  p.figure= value\n  p.label= label\n');
  write('templates/_parts/header.pug', '+row\n  +columns(12)\n    h1= title\n    p.lead Here is how your team did.\n');
  write(
    'templates/_parts/figures.pug',
    '+row\n  each item in figures\n    +columns(3)\n      +figure(item.value, item.label)\n',
  );
  write(
    'templates/_parts/agents.pug',
    "+row\n  +columns(12)\n    table(width='100%')\n      tr\n        th Agent\n        th Handled\n      each one in agents\n        tr\n          td(class=one.late ? 'late' : '')= one.name\n          td= one.handled\n",
  );
  write(
    'templates/_parts/button.pug',
    "+row\n  +columns(9, offset=3)\n    +button('Open the report')(href='https://example.com/report?week=46&team=1')\n",
  );
  write(
    'templates/_parts/footer.pug',
    "+row\n  +columns(12)\n    p You get this because you lead the team. #[a(href='https://example.com/settings') Settings]\n",
  );
  for (let i = 0; i < count; i++) {
    const data = {
      title: `Week ${i}`,
      figures: [1, 2, 3, 4].map((n) => ({ value: String(n * 37 + i), label: `Figure ${n}` })),
      agents: Array.from({ length: 10 }, (_, n) => agent(n + i)),
    };
    write(`templates/report-${i}.json`, JSON.stringify(data));
    write(
      `templates/report-${i}.pug`,
      `extends jink/layout\nblock subject\n  | Report ${i}: #{title}\nblock body\n  +preheader('Your week ${i}')\n  +container\n    include _parts/header\n    include _parts/figures\n    include _parts/agents\n    +row\n      +columns(6)\n        p Left text of report ${i}.\n      +columns(6)\n        +panel\n          p A panel with a quotation.\n    include _parts/button\n    include _parts/footer\n`,
    );
    write(`report-${i}.mjml`, mjmlOf(i, data));
  }
}

function mjmlOf(i, { title, figures, agents }) {
  const section = (content) => `<mj-section padding="10px 0 0">${content}</mj-section>`;
  const column = (content, width) => `<mj-column${width ? ` width="${width}"` : ''}>${content}</mj-column>`;
  return `<mjml lang="en"><mj-head><mj-title>Report ${i}: ${title}</mj-title><mj-preview>Your week ${i}</mj-preview><mj-attributes><mj-all font-family="Helvetica, Arial, sans-serif" /><mj-text font-size="14px" line-height="19px" color="#222" padding="0 0 10px" /></mj-attributes><mj-style inline="inline">.late { color: #b3261e } .figure { font-size: 28px; line-height: 32px; font-weight: bold }</mj-style></mj-head><mj-body width="580px">
${section(column(`<mj-text><h1>${title}</h1><p>Here is how your team did.</p></mj-text>`))}
${section(figures.map(({ value, label }) => column(`<mj-text><p class="figure">${value}</p><p>${label}</p></mj-text>`, '25%')).join(''))}
${section(column(`<mj-table><tr><th>Agent</th><th>Handled</th></tr>${agents.map(({ name, handled, late }) => `<tr><td${late ? ' class="late"' : ''}>${name}</td><td>${handled}</td></tr>`).join('')}</mj-table>`))}
${section(column(`<mj-text>Left text of report ${i}.</mj-text>`) + column('<mj-text background-color="#f2f2f2">A panel with a quotation.</mj-text>'))}
${section(column('<mj-button href="https://example.com/report?week=46&amp;team=1">Open the report</mj-button>', '50%'))}
${section(column('<mj-text>You get this because you lead the team. <a href="https://example.com/settings">Settings</a></mj-text>'))}
</mj-body></mjml>`;
}
