import { createHelpers, type Region } from './helpers/index.js';
import { operators } from './operators.js';
import { safeCss } from './safe-css.js';
import { safeUrl } from './safe-url.js';

/** As much of Handlebars as is needed here, so that any copy of it will do. */
export interface HandlebarsLike {
  // biome-ignore lint/suspicious/noExplicitAny: Handlebars' own types say any
  registerHelper(name: string, helper: (...values: any[]) => any): void;
}

export interface RegisterOptions extends Partial<Region> {
  /** The project's own, from jink.config. */
  helpers?: Record<string, (...values: never[]) => unknown>;
}

/**
 * Teaches a Handlebars of one's own what Jink's templates call, to fill in the `.html` without Jink:
 * `registerHelpers(Handlebars, { locale: 'de', timeZone: 'Europe/Berlin' })`. Missing data prints as nothing there.
 */
export function registerHelpers(handlebars: HandlebarsLike, { helpers = {}, ...region }: RegisterOptions = {}): void {
  const all: Record<string, (...values: never[]) => unknown> = {
    ...operators,
    safeUrl,
    safeCss,
    ...createHelpers(region),
    ...helpers,
  };
  // The last thing that Handlebars gives are options, which Jink's helpers do not take.
  for (const [name, helper] of Object.entries(all))
    handlebars.registerHelper(name, (...values: never[]) => helper(...(values.slice(0, -1) as never[])));
}
