import type { Browser, Params } from './devtools.js';

/** One block of text as a browser shows it. */
export interface TextBlock {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A page to be looked at, and what its addresses lead to. */
export interface Page {
  html: string;
  /** Local files that the page names by relative addresses. */
  read(path: string): { body: Buffer; type: string } | undefined;
  /** Width and height of an image that cannot be loaded, by its address as written. */
  sizeOf(address: string): { width: number; height: number };
}

const ORIGIN = 'http://email.invalid';

/** No script of an email runs, and nothing is loaded but what is given to the browser here. */
const POLICY = "default-src 'none'; img-src * data:; style-src * 'unsafe-inline'; font-src 'none'";

/** Shows a page at some widths and tells where each block of text stands. */
export async function measurePage(browser: Browser, page: Page, widths: readonly number[]): Promise<TextBlock[][]> {
  const { targetId } = await browser.call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await browser.call('Target.attachToTarget', { targetId, flatten: true });
  const session = String(sessionId);
  const call = (method: string, params?: Params) => browser.call(method, params, session);
  const stop = browser.on((method, params, from) => {
    if (from === session && method === 'Fetch.requestPaused') answer(call, page, params);
  });
  try {
    await call('Page.enable');
    await call('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    const found: TextBlock[][] = [];
    for (const width of widths) {
      await call('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false });
      const loaded = new Promise<void>((resolve) => {
        const end = browser.on((method, _params, from) => {
          if (from !== session || method !== 'Page.loadEventFired') return;
          end();
          resolve();
        });
      });
      await call('Page.navigate', { url: `${ORIGIN}/` });
      await loaded;
      const { result } = await call('Runtime.evaluate', { expression: MEASURE, returnByValue: true });
      found.push((result as { value: TextBlock[] }).value);
    }
    return found;
  } finally {
    stop();
    await browser.call('Target.closeTarget', { targetId });
  }
}

type Call = (method: string, params?: Params) => Promise<Params>;

/** Gives the browser what it asks for, from here: no request leaves the machine. */
function answer(call: Call, page: Page, { requestId, request, resourceType }: Params): void {
  const { url } = request as { url: string };
  const { body, type } = responseTo(page, url, String(resourceType));
  const responseHeaders = [
    { name: 'Content-Type', value: type },
    { name: 'Content-Security-Policy', value: POLICY },
  ];
  const response = { requestId, responseCode: 200, responseHeaders, body: body.toString('base64') };
  // The page may be gone before the answer is there.
  call('Fetch.fulfillRequest', response).catch(() => {});
}

function responseTo(page: Page, url: string, kind: string): { body: Buffer; type: string } {
  if (url === `${ORIGIN}/` && kind === 'Document')
    return { body: Buffer.from(page.html), type: 'text/html; charset=utf-8' };
  const local = url.startsWith(`${ORIGIN}/`)
    ? page.read(decode(url.slice(ORIGIN.length + 1).split(/[?#]/)[0]!))
    : undefined;
  if (local) return local;
  if (kind !== 'Image') return { body: Buffer.alloc(0), type: 'text/css' };
  const { width, height } = page.sizeOf(url.startsWith(`${ORIGIN}/`) ? url.slice(ORIGIN.length + 1) : url);
  const image = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`;
  return { body: Buffer.from(image), type: 'image/svg+xml' };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * Runs in the page: the texts that are seen, block by block, each with the rectangle of its letters. A block is the
 * nearest element around a text that does not flow in a line.
 */
const MEASURE = `(() => {
  const blocks = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let gap = '';
  let last;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === 1) {
      if (node.tagName === 'BR') gap = ' ';
      continue;
    }
    if (!node.data.trim()) {
      gap = ' ';
      continue;
    }
    let block = node.parentElement;
    if (/^(STYLE|SCRIPT|TITLE)$/.test(block.tagName)) continue;
    while (getComputedStyle(block).display === 'inline' && block.parentElement !== document.body) block = block.parentElement;
    const style = getComputedStyle(node.parentElement);
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (rects.length === 0 || style.visibility === 'hidden' || style.fontSize === '0px' || style.opacity === '0') continue;
    const known = blocks.get(block) ?? { text: '', left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    known.text += (last === block ? gap : ' ') + node.data;
    gap = '';
    last = block;
    for (const rect of rects) {
      known.left = Math.min(known.left, rect.left);
      known.top = Math.min(known.top, rect.top + scrollY);
      known.right = Math.max(known.right, rect.right);
      known.bottom = Math.max(known.bottom, rect.bottom + scrollY);
    }
    blocks.set(block, known);
  }
  return [...blocks.values()].map((block) => ({ ...block, text: block.text.replace(/\\s+/g, ' ').trim() }));
})()`;
