import type { Format } from '../model/format.js';
import { generateModule } from '../render/generate-module.js';

/** A JavaScript module whose `render(data)` gives the finished email, with its types. */
export const module: Format = {
  name: 'module',
  summary: 'a JavaScript module that fills in the data, with types',
  fillsIn: true,
  write({ template, config }) {
    const { name, file, dataType, subject, preheader, html, text } = template;
    const { code, types } = generateModule({
      name,
      file,
      dataType,
      parts: { subject, preheader, html, text },
      ownHelpers: Object.keys(config.helpers),
      locale: config.locale,
      timeZone: config.timeZone,
    });
    return [
      { kind: 'module', extension: '.js', content: code },
      { kind: 'types', extension: '.d.ts', content: types },
    ];
  },
};
