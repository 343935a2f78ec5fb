import { delimiter, join } from 'node:path';
import { isFile } from '../write-files.js';

/** What Chromium and its relatives are called where programs are looked for. */
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
  'msedge',
];

const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** The environment, as far as it says where a browser is. */
export interface BrowserEnvironment {
  CHROMIUM?: string | undefined;
  CHROME_PATH?: string | undefined;
  PATH?: string | undefined;
  ProgramFiles?: string | undefined;
  'ProgramFiles(x86)'?: string | undefined;
}

/** The path of a browser of Chromium's family: the one that `CHROMIUM` names, or the first where they usually are. */
export function findBrowser(env: BrowserEnvironment): string | undefined {
  const named = env.CHROMIUM || env.CHROME_PATH;
  if (named) return isFile(named) ? named : undefined;
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => NAMES.flatMap((name) => [join(folder, name), join(folder, `${name}.exe`)]));
  const programs = [env.ProgramFiles, env['ProgramFiles(x86)']].flatMap((folder) =>
    folder ? WINDOWS.map((name) => `${folder}\\${name}`) : [],
  );
  return [...onPath, ...MAC, ...programs].find(isFile);
}
