export { type InlineOptions, inlineCss } from './compile/inline-css.js';
export type { Asset, CompiledTemplate } from './model/compiled-template.js';
export type { Config, Data, Helper, ResolvedConfig } from './model/config.js';
export type { Diagnostic, Severity } from './model/diagnostic.js';
export type {
  Attribute,
  Comment,
  Document,
  Element,
  Node,
  Text,
} from './model/document.js';
export type { Email } from './model/email.js';
export type { Format, FormatSource, OutputFile } from './model/format.js';
export type { Lens, LensExample } from './model/lens.js';
export type { Place } from './model/place.js';
export type { Plugin } from './model/plugin.js';
export type { CheckedEmail, Declaration, Finding, Report, Rule } from './model/rule.js';
export type { FailureKind, Parcel, Receipt, Transport, TransportMaker } from './model/transport.js';
export { defineConfig } from './project/config.js';
export { MissingDataError } from './render/missing-data.js';
export { InvalidDataError } from './tasks/create-render.js';
export { type CompileOptions, compileFile, openProject, type Project, type ProjectOptions } from './tasks/project.js';
