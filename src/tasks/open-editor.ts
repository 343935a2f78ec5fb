import { exec, spawn } from 'node:child_process';
import { createRequire } from 'node:module';

type GuessEditor = (specified?: string) => (string | null)[];
type ArgumentsFor = (editor: string, file: string, line: number, column: number) => (string | number)[];
type WindowsCommand = (editor: string, args: readonly (string | number)[]) => string;

/** How long an editor has to fail, in ms; one that starts may run for hours. */
const START = 400;

/** They need the terminal that Jink was started in. */
const IN_TERMINAL = /(^|[\\/])(vim?|nvim|nano|emacs|joe|micro|hx)$/;

/**
 * Opens a line in the editor that LAUNCH_EDITOR names, else in one that is running, else in that of VISUAL or EDITOR.
 * @param path absolute
 * @returns why that was not possible; undefined when it was
 */
export async function openEditor(
  path: string,
  line: number,
  column: number,
): Promise<{ error: string; hint: string } | undefined> {
  const [editor, ...given] = findEditor();
  if (!editor)
    return { error: 'No editor was found.', hint: 'Start one, or say which: LAUNCH_EDITOR=code npx jink dev' };
  const argumentsFor = createRequire(import.meta.url)('launch-editor/get-args.js') as ArgumentsFor;
  const args = [...given, ...argumentsFor(editor, path, line, column).map(String)];
  const failure = await start(editor, args);
  return failure === undefined
    ? undefined
    : { error: `The editor "${editor}" could not be started: ${failure}.`, hint: 'Set LAUNCH_EDITOR to another one.' };
}

function findEditor(): string[] {
  const guess = createRequire(import.meta.url)('launch-editor/guess.js') as GuessEditor;
  const named = process.env.LAUNCH_EDITOR;
  // Running editors are whole paths; what the environment names may have options.
  const [found, ...args] = named ? guess(named) : guess();
  if (!found) return [];
  const isNamed = found === process.env.VISUAL || found === process.env.EDITOR;
  return (isNamed ? guess(found) : [found, ...args]).filter((word) => typeof word === 'string');
}

/** Why a program did not start, if it did not. */
function start(editor: string, args: string[]): Promise<string | undefined> {
  const stdio = IN_TERMINAL.test(editor) ? 'inherit' : 'ignore';
  return new Promise((resolve) => {
    const child = process.platform === 'win32' ? exec(windowsCommand(editor, args)) : spawn(editor, args, { stdio });
    const timer = setTimeout(() => resolve(undefined), START);
    const end = (failure?: string) => {
      clearTimeout(timer);
      resolve(failure);
    };
    child.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      end(code === 'ENOENT' ? 'there is no such program' : (code ?? message)),
    );
    child.once('exit', (status) => end(status ? `it ended with ${status}` : undefined));
    child.unref();
  });
}

function windowsCommand(editor: string, args: readonly string[]): string {
  const command = createRequire(import.meta.url)('launch-editor/construct-windows-launch-command.js') as WindowsCommand;
  return command(editor, args);
}
