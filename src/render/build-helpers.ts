import type { ResolvedConfig } from '../model/config.js';
import { createHelpers, type FormattingHelper } from './helpers/index.js';

/** The helpers of a project as templates call them while they are built: Jink's, and the config's over them. */
export function buildHelpers({
  locale,
  timeZone,
  helpers,
}: Pick<ResolvedConfig, 'locale' | 'timeZone' | 'helpers'>): Record<string, FormattingHelper> {
  return { ...createHelpers({ locale, timeZone }), ...(helpers as Record<string, FormattingHelper>) };
}
