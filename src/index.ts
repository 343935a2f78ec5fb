export { type InlineOptions, inlineCss } from './compile/inline-css.js';
export type { Asset, CompiledTemplate } from './model/compiled-template.js';
export type { Config, Data, Helper, ResolvedConfig } from './model/config.js';
export type { Diagnostic, Severity } from './model/diagnostic.js';
export type { Email } from './model/email.js';
export type { Place } from './model/place.js';
export { defineConfig } from './project/config.js';
export { MissingDataError } from './render/missing-data.js';
export { type CompileOptions, compileFile, openProject, type Project, type ProjectOptions } from './tasks/project.js';
