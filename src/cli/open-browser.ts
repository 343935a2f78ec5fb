import { spawn } from 'node:child_process';
import { release } from 'node:os';

/** What of a computer decides how it opens an address. */
export interface Computer {
  platform: NodeJS.Platform;
  /** Of the system's kernel. */
  release: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** How long a command may take to say that it failed, in ms. */
const PATIENCE = 2000;

/** The program that opens an address, and its arguments; undefined where `BROWSER=none` asks for none. */
export function browserCommand(url: string, computer: Computer): [program: string, args: string[]] | undefined {
  const { platform, env } = computer;
  const wanted = env.BROWSER?.trim();
  if (wanted === 'none') return undefined;
  if (wanted && /^[\w./\\ :()-]+$/.test(wanted)) return [wanted, [url]];
  if (platform === 'darwin') return ['open', [url]];
  // `start` belongs to cmd, which would read the & of an address; this does not.
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  const isWindowsBelow = /microsoft/i.test(computer.release) && !env.DISPLAY && !env.WAYLAND_DISPLAY;
  return isWindowsBelow ? ['rundll32.exe', ['url.dll,FileProtocolHandler', url]] : ['xdg-open', [url]];
}

/** Opens an address in the browser; whether that could be done, as far as anybody hears of it. Never throws. */
export function openBrowser(
  url: string,
  computer: Computer = { platform: process.platform, release: release(), env: process.env },
): Promise<boolean> {
  const command = browserCommand(url, computer);
  if (!command) return Promise.resolve(true);
  const [program, args] = command;
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), PATIENCE);
    const end = (isOpen: boolean) => {
      clearTimeout(timer);
      resolve(isOpen);
    };
    try {
      const child = spawn(program, args, { stdio: 'ignore', detached: true, windowsHide: true });
      child.once('error', () => end(false));
      child.once('exit', (code) => end(code === 0));
      child.unref();
      timer.unref();
    } catch {
      end(false);
    }
  });
}
