import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { nearest } from '../diagnostics/nearest.js';
import { VERSION } from '../project/version.js';
import type { Context } from './context.js';
import { EXIT, UsageError } from './exit.js';
import { refuseChoice } from './refuse-choice.js';
import { createTerminal, type Streams } from './terminal.js';

/*
 * The command line. Each command is a module that is loaded when it is called, takes its options and returns its exit
 * code.
 */

/** Runs one command line and returns its exit code. */
export async function runJink(
  args: readonly string[],
  streams: Streams,
  onBuilt?: Context['onBuilt'],
): Promise<number> {
  let exitCode: number = EXIT.fine;
  const done = (code: number) => {
    exitCode = code;
  };
  const program = createProgram(streams, done, onBuilt);
  const { complain } = createTerminal(streams);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.fine;
      const isHelp = error.code === 'commander.help';
      complain(isHelp ? program.helpInformation().trimEnd() : usageMessage(error, program, args[0]));
      return EXIT.usage;
    }
    if (error instanceof UsageError) {
      complain(error.hint ? `${error.message}\n${error.hint}` : error.message);
      return EXIT.usage;
    }
    complain(`This is a bug in Jink ${VERSION}, not in your project. Please report it with this text:\n`);
    complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return EXIT.bug;
  }
}

type Run<Options> = (args: string[], options: Options, context: Context) => Promise<number>;

function createProgram(streams: Streams, done: (exitCode: number) => void, onBuilt: Context['onBuilt']): Command {
  const program = new Command('jink')
    .description('Write emails in Pug and Sass; Jink compiles them to HTML that looks right in every inbox.')
    .version(VERSION, '-v, --version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: (text) => streams.stdout(text) });

  function run<Options>(load: () => Promise<Run<Options>>, { compiles = true } = {}) {
    return async (...all: unknown[]) => {
      const command = all.pop() as Command;
      const options = command.opts() as Options & { root: string; config?: string; quiet?: boolean };
      const args = all
        .slice(0, -1)
        .flat()
        .filter((argument) => argument !== undefined) as string[];
      if (compiles) (await import('../tasks/warm-up.js')).warmUp(options.root);
      const terminal = createTerminal(streams, { quiet: options.quiet === true });
      const context: Context = {
        terminal,
        root: options.root,
        ...(options.config && { config: options.config }),
        ...(onBuilt && { onBuilt }),
      };
      done(await (await load())(args, options, context));
    };
  }

  /** A command with the options that every command has. */
  function command(name: string): Command {
    return program
      .command(name)
      .option('--root <dir>', "the project's folder", '.')
      .option('--config <file>', 'another config file than jink.config.*')
      .option('--quiet', 'print errors only')
      .helpOption('-h, --help', 'show this help')
      .showSuggestionAfterError(false);
  }

  command('new')
    .description('make a project that builds, with one report template and sample data')
    .argument('<dir>', 'a folder that is empty or not there yet')
    .action(run(async () => (await import('./commands/new.js')).newCommand, { compiles: false }));

  command('build')
    .description('compile templates/ to dist/<name>.html, dist/<name>.txt and dist/manifest.json')
    .argument('[names...]', 'only these templates')
    .option('--out <dir>', 'another folder than dist')
    .option('--watch', 'build again whenever a file changes')
    .option('--format <list>', 'what to write: html, text, module, eml', words)
    .option('--merge <data>', 'merge in a scenario, or the data of a .json file')
    .addOption(
      new Option('--handlebars <kind>', 'full, or portable: only what every sending service understands')
        .choices(['full', 'portable'])
        .conflicts('merge'),
    )
    .addOption(new Option('--minify', 'without line breaks').conflicts('pretty'))
    .addOption(new Option('--pretty', 'indented'))
    .addOption(
      new Option('--gallery <dir>', 'also write every email in every scenario as a folder to look at').conflicts(
        'watch',
      ),
    )
    .option('--json', 'print the result as JSON')
    .action(run(async () => (await import('./commands/build.js')).buildCommand));

  command('render')
    .description('print one email with its data, on stdout')
    .argument('<name>', 'a template')
    .option('--data <file>', 'a .json file with the data; - reads it from stdin')
    .addOption(new Option('--scenario <name>', 'sample data; default without').conflicts('data'))
    .addOption(
      new Option('--format <name>', 'html, text, json or eml').choices(['html', 'text', 'json', 'eml']).default('html'),
    )
    .action(run(async () => (await import('./commands/render.js')).renderCommand));

  command('check')
    .alias('validate')
    .description('check every template in every scenario: HTML, clients, accessibility, links, sizes')
    .argument('[names...]', 'only these templates')
    .option('--format <list>', 'stylish, json, junit, sarif, github, checkstyle; name=file writes a file', reports, [
      { format: 'stylish' },
    ])
    .option('--output <file>', 'where the report goes instead of stdout')
    .option('--max-warnings <number>', 'fail when there are more warnings', wholeNumber)
    .option('--scenario <name>', 'only this scenario')
    .option('--no-cache', 'check again what has not changed')
    .action(run(async () => (await import('./commands/check.js')).checkCommand));

  command('send')
    .description('send one message for each recipient; to .jink/outbox while no server is named')
    .argument('[name]', 'a template')
    .option('--to <addresses>', 'one or more, with commas')
    .option('--from <address>', "another sender than the config's")
    .option('--subject <text>', "another subject than the template's")
    .option('--data <file>', 'a .json file with the data, or .jsonl or .csv with a message in each row')
    .addOption(new Option('--scenario <name>', 'sample data; default without').conflicts('data'))
    .option('--via <way>', 'smtp, outbox, eml or one of a plugin; smtp where a server is named')
    .option('--smtp <url>', 'smtp://user:password@host:587; or SMTP_URL in the environment')
    .option('--out <dir>', 'the folder that --via eml writes to, instead of stdout')
    .option('--dry-run', 'make every message, and send none')
    .option('--verify', 'connect and log in, and send nothing')
    .option('--redirect <address>', 'send everything there instead')
    .option('--rate <number>', 'messages in a second', positive)
    .option('--retries <number>', 'further tries of what was refused for now', wholeNumber, 3)
    .option('--resume', 'go on with a run that was interrupted; nothing is sent twice')
    .option('--resend-unknown', 'also send again what may have arrived before it was cut off')
    .option('--insecure', "do not verify the server's certificate")
    .option('--json', 'print events as JSON, one a line')
    .action(run(async () => (await import('./commands/send.js')).sendCommand));

  command('convert')
    .description('write templates of Ink, Foundation for Emails, Jink 1 or MJML as Pug with mixins')
    .argument('<path>', 'a file, or a folder with all that is below it')
    .option('--out <dir>', 'where the templates go instead of beside their sources')
    .option('--force', 'overwrite what is there')
    .option('--verify', 'compare each with its source in a browser, at 700 and 320 pixels')
    .option('--json', 'print the result as JSON')
    .action(run(async () => (await import('./commands/convert.js')).convertCommand));

  command('dev')
    .aliases(['preview', 'serve'])
    .description('show the emails in the browser, always as they were last saved')
    .option('--port <number>', 'where to listen', port, 3999)
    .option('--host <name>', 'the address to listen on; 0.0.0.0 lets in your network', '127.0.0.1')
    .option('--open', 'open it in the browser')
    .option('--smtp-port <number>', 'where to catch the messages of your application', port, 2525)
    .action(run(async () => (await import('./commands/dev.js')).devCommand));

  return program;
}

/** Several, with commas. */
function words(value: string): string[] {
  return value.split(',').map((word) => word.trim());
}

const REPORT_FORMATS = ['stylish', 'json', 'junit', 'sarif', 'github', 'checkstyle'];

/** `junit=report.xml,stylish` */
function reports(value: string): { format: string; file?: string }[] {
  return value.split(',').map((part) => {
    const [name = '', ...rest] = part.trim().split('=');
    const format = name.trim();
    const wrong = refuseChoice([format], REPORT_FORMATS);
    if (wrong) throw new InvalidArgumentError(wrong);
    const file = rest.join('=');
    if (rest.length > 0 && (file === '' || format === 'stylish'))
      throw new InvalidArgumentError(
        file === '' ? `A file is missing after "${name}=".` : 'stylish is for the terminal.',
      );
    return file ? { format, file } : { format };
  });
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('This is a whole number, 0 or more.');
}

function positive(value: string): number {
  const number = Number(value);
  if (/^[\d.]+$/.test(value) && number > 0 && number <= 10_000) return number;
  throw new InvalidArgumentError('This is a number above 0.');
}

function port(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number < 65536) return number;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

/** What commander says of wrong usage, in Jink's words. */
function usageMessage(error: CommanderError, program: Command, called: string | undefined): string {
  const message = error.message.replace(/^error: /, '');
  const option = /^unknown option '(-[^']+)'/.exec(message)?.[1];
  const command = /^unknown command '([^']+)'/.exec(message)?.[1];
  if (option) return withNearest(`There is no option ${option}.`, option, optionNames(program, called));
  if (command) return withNearest(`There is no command "${command}".`, command, commandNames(program));
  const [, flag, reason] = /^option '(--[\w-]+).*?' argument '.*' is invalid\. (.*)$/.exec(message) ?? [];
  if (flag) return `${flag}: ${reason}`;
  const missing = /^option '(--[\w-]+ .*)' argument missing$/.exec(message)?.[1];
  if (missing) return `This option needs a value: ${missing}`;
  const argument = /^missing required argument '(.*)'$/.exec(message)?.[1];
  if (argument) return `"jink ${called}" needs one thing more: <${argument}>`;
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}

function withNearest(message: string, word: string, candidates: string[]): string {
  const near = nearest(word, candidates);
  return near ? `${message} Did you mean ${near}?` : message;
}

function commandNames(program: Command): string[] {
  return program.commands.flatMap((command) => [command.name(), ...command.aliases()]);
}

function optionNames(program: Command, called = ''): string[] {
  const command = program.commands.find((candidate) => [candidate.name(), ...candidate.aliases()].includes(called));
  return (command ?? program).options.flatMap(({ long }) => long ?? []);
}
