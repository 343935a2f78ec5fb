import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from '../../dist/document/parse.js';
import { inspectEmail } from '../../dist/tasks/preview/inspect-email.js';
import { makeEmail } from '../../dist/tasks/preview/make-email.js';
import { openSources } from '../../dist/tasks/preview/show-diagnostics.js';
import { openProject, scenariosOf } from '../../dist/tasks/project.js';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));

/* The marks of a filled-in email have to lead to its elements, whatever loops and conditions did to them. */
test.each(readdirSync(EXAMPLES))('every element of %s knows who wrote it', async (example) => {
  const project = await openProject({ root: `${EXAMPLES}/${example}` });
  const sources = openSources(project.root);
  for (const template of project.templates) {
    const compiled = await project.compile(template.name, { exact: true });
    for (const scenario of scenariosOf(template)) {
      const { email, marked } = await makeEmail(project, compiled, scenario);
      const { files } = project.session;
      const { elements, styles } = inspectEmail(email!.html, marked(), compiled.styles ?? [], files, sources.line);
      const document = parse(email!.html);
      expect(elements.length).toBe(document.elements.length);
      // MJML brings a document of its own around what its author wrote.
      const isMjml = /\.mjml(\.pug)?$/.test(template.path);
      const nobody = document.elements.filter((_, i) => elements[i] === null).map(({ name }) => name);
      expect(
        nobody.filter((name) => !isMjml || !/^(html|head|meta|title|style|link|body|xml|o:.*|noscript)$/.test(name)),
      ).toEqual([]);
      const inBody = elements.filter((_, i) => document.elements[i]!.name === 'td');
      expect(inBody.filter((element) => element?.place).length).toBeGreaterThan(inBody.length / 2);
      expect(elements.some((element) => element?.mixin) || isMjml).toBe(true);
      // No author's file is claimed to hold what is not there.
      for (const element of elements) if (element?.place) expect(sources.line(element.place)).not.toBe('');
      if (!isMjml) expect(styles.length).toBeGreaterThan(10);
      for (const { element } of styles) if (element !== undefined) expect(elements[element]).toBeTruthy();
    }
  }
});
