import * as problems from '../diagnostics/problems.js';
import type { Data, ResolvedConfig } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { MissingDataError } from '../render/missing-data.js';
import { createRender } from './create-render.js';

/** Puts a reader's data into the addresses at which a template's readers unsubscribe. */
export function createUnsubscribeFill(
  name: string,
  addresses: readonly string[],
  config: ResolvedConfig,
): (data: Data) => { written: readonly string[] } | { diagnostic: Diagnostic } {
  const renders = addresses.map((address) => {
    // An address is no HTML: what is put in is not escaped, but checked when it is there.
    const subject = address.replace(/(?<!\{)\{\{(?![{#/!>^&])([^{}]+)\}\}(?!\})/g, '{{{$1}}}');
    return createRender({ name, subject, preheader: '', html: 'x', text: '' }, config);
  });
  return (data) => {
    try {
      return { written: renders.map((render) => render(data).subject) };
    } catch (error) {
      if (!(error instanceof MissingDataError)) throw error;
      return { diagnostic: problems.missingData(name, error.paths, undefined) };
    }
  };
}
