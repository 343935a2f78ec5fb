import type { Lens } from '../../model/lens.js';
import { replaceRemoteImages } from '../../offline/replace-remote-images.js';
import { lookThrough } from '../look-through.js';
import { assetPath } from '../manifest.js';
import { frameHtml } from '../preview/frame-html.js';
import type { GalleryEmail } from './collect-emails.js';

/** What a gallery has of one email, relative to the gallery's folder. */
export interface EmailPaths {
  light: string;
  dark: string;
  /** As it is sent: remote images are loaded when somebody opens it. */
  sent: string;
  text: string;
}

export interface FramePage {
  path: string;
  content: string;
}

/** What a frame may do, on whatever server the gallery will lie: show itself and images. */
const POLICY =
  "default-src 'none'; img-src file: http: https: data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function pathsOf({ name, scenario }: Pick<GalleryEmail, 'name' | 'scenario'>): EmailPaths {
  const base = `emails/${name}/${scenario}`;
  return { light: `${base}.html`, dark: `${base}.dark.html`, sent: `${base}.sent.html`, text: `${base}.txt` };
}

/**
 * The files of one email.
 * @param imageFile where an image of the project is, if there is one of this path
 * @param used hears of each image that is to be copied
 */
export function framePages(
  gallery: GalleryEmail,
  lenses: readonly Lens[],
  imageFile: (path: string) => string | undefined,
  used: (file: string) => void,
): FramePage[] {
  const { email, assets, name } = gallery;
  if (!email) return [];
  const paths = pathsOf(gallery);
  const up = '../'.repeat(name.split('/').length + 1);
  const imagePath = (file: string) => {
    if (imageFile(file) === undefined) return undefined;
    used(file);
    return `${up}${encodePath(assetPath(file))}`;
  };
  const sent = frameHtml(email.html, { assets, imagePath, isNumbered: false });
  const shown = (ids: string[]) => withPolicy(replaceRemoteImages(lookThrough(sent, lenses, ids)));
  return [
    { path: paths.light, content: shown([]) },
    { path: paths.dark, content: shown(['dark']) },
    { path: paths.sent, content: sent },
    { path: paths.text, content: email.text },
  ];
}

export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function withPolicy(html: string): string {
  const head = /<head(?:\s[^>]*)?>/i.exec(html);
  // Browsers look up the hosts of links before anybody follows them.
  const meta = `<meta http-equiv="x-dns-prefetch-control" content="off"><meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  if (!head) return `${meta}${html}`;
  const at = head.index + head[0].length;
  return `${html.slice(0, at)}${meta}${html.slice(at)}`;
}
