import type { CompiledTemplate } from '../model/compiled-template.js';
import type { ResolvedConfig } from '../model/config.js';
import { DEFAULTS } from '../project/defaults.js';
import { type Fill, prepare } from '../render/render.js';

type Filled = Pick<CompiledTemplate, 'name' | 'subject' | 'preheader' | 'html' | 'text'>;

/** The `render` of a compiled template; what it needs is made when it is first called. */
export function createRender(template: Filled, config: ResolvedConfig = DEFAULTS): CompiledTemplate['render'] {
  let fill: Fill | undefined;
  return (data) => {
    if (!template.html) throw new Error(`"${template.name}" was not built; its diagnostics say why.`);
    fill ??= prepare(template, config);
    return fill(data);
  };
}
