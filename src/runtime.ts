export type { Email } from './model/email.js';
export { escapeHtml } from './render/escape-html.js';
export { createHelpers, type Helpers, type Region } from './render/helpers/index.js';
export { MissingDataError } from './render/missing-data.js';
export { program } from './render/program.js';
export { type HandlebarsLike, type RegisterOptions, registerHelpers } from './render/register-helpers.js';
export { safeCss } from './render/safe-css.js';
export { safeUrl } from './render/safe-url.js';
