import type { CompiledTemplate } from './compiled-template.js';
import type { ResolvedConfig } from './config.js';
import type { Email } from './email.js';
import type { Message } from './message.js';

/** A file that a format makes of a template. */
export interface OutputFile {
  /** What it is, as `manifest.json` calls it. */
  kind: 'html' | 'text' | 'module' | 'types' | 'eml' | (string & {});
  /** What stands behind the template's name. */
  extension: string;
  content: string | Uint8Array;
}

export interface FormatSource {
  template: CompiledTemplate;
  /** The template with data filled in, when that is what was asked for. */
  email?: Email;
  /** The email as a draft, for formats that ask for one. */
  message?: Message;
  config: ResolvedConfig;
}

/** One way to write a template down: a name for `--format` and the files it makes. */
export interface Format {
  name: string;
  /** One line for the help. */
  summary: string;
  /** Whether tags that Jink cannot fill in are in its way. */
  fillsIn: boolean;
  /** Whether it writes messages: finished emails, with data of the scenario `default` where no other was asked for. */
  isMessage?: boolean;
  write(source: FormatSource): OutputFile[] | Promise<OutputFile[]>;
}
