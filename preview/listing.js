/** Lists every template with its scenarios, as an inbox would: subject, preheader, then size and what is wrong. */
const main = document.querySelector('#templates');
const summary = document.querySelector('#summary');

const templates = await (await fetch('/api/templates')).json();
const problems = templates.flatMap(({ scenarios }) => scenarios.flatMap(({ diagnostics }) => diagnostics));
const errors = problems.filter(({ severity }) => severity === 'error').length;
summary.textContent = `${count(templates.length, 'template')}${errors ? `, ${count(errors, 'error')}` : ''}`;
main.replaceChildren(...templates.map(section));

function section({ name, scenarios }) {
  return element('section', {}, [
    element('h2', {}, [name]),
    element(
      'ul',
      {},
      scenarios.map((scenario) => row(name, scenario)),
    ),
  ]);
}

function row(template, { name, subject, preheader, bytes, diagnostics }) {
  const path = template.split('/').map(encodeURIComponent).join('/');
  const query = name === 'default' ? '' : `?scenario=${encodeURIComponent(name)}`;
  const email = element('a', { class: 'email', href: `/view/${path}${query}`, target: '_blank' }, [
    element('span', { class: 'subject' }, [subject || template]),
    element('span', { class: 'preheader' }, [preheader ? `  ${preheader}` : '']),
  ]);
  const text = element('a', { href: `/view/${path}.txt${query}`, target: '_blank' }, ['text']);
  const facts = element('span', { class: 'facts' }, [`${(bytes / 1024).toFixed(1)} KB · `, text]);
  const found = diagnostics.map(({ severity, message, place }) =>
    element('div', { class: `problems ${severity}` }, [`${place ? `${place.file}:${place.line}  ` : ''}${message}`]),
  );
  return element('li', {}, [element('span', { class: 'scenario' }, [name]), email, facts, ...found]);
}

function element(name, attributes, children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
