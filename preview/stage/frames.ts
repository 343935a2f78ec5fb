import type { Measured } from './measured';

/** What a frame is to show. */
export interface Wanted {
  /** Addresses of the email as readers see it, and of the same with numbered elements. */
  view: string;
  measure: string;
  title: string;
  /** Loads anew when this is another one. */
  version: string;
  /** Another email than before is looked at from its top. */
  email: string;
}

export interface Frames {
  show(wanted: Wanted): void;
  /** After the stack has become wider or narrower. */
  measure(): void;
  close(): void;
}

interface Pair {
  wanted: Wanted;
  view: HTMLIFrameElement;
  measure: HTMLIFrameElement;
}

/** Images of other machines may take this long, in ms, before what is there is shown. */
const PATIENCE = 1500;

/**
 * Shows emails in a stack of frames: the next one is loaded under the one that is seen, and then seen instead, so that
 * there is no moment without an email. While one is loading, only the newest of those that follow is remembered.
 * @param stack the frames' element; it gets the height of the email, and `data-version` of what is seen
 * @param leastHeight in px of the email: short ones fill the pane
 */
export function createFrames(
  stack: HTMLElement,
  onMeasured: (measured: Measured) => void,
  onShown: (wanted: Wanted, before: Wanted | undefined) => void,
  leastHeight: () => number,
): Frames {
  let seen: Pair | undefined;
  let coming: Pair | undefined;
  let waiting: Wanted | undefined;
  const observer = new ResizeObserver(() => measure());

  const show = (wanted: Wanted) => {
    const newest = waiting ?? (coming ?? seen)?.wanted;
    if (newest?.version === wanted.version) return;
    if (coming && coming.wanted.email === wanted.email) {
      waiting = wanted;
      return;
    }
    if (coming) remove(coming);
    waiting = undefined;
    void load(wanted);
  };

  const load = async (wanted: Wanted) => {
    const view = frame('allow-popups allow-popups-to-escape-sandbox', wanted.view, wanted.title, 'frame');
    const ruler = frame('allow-same-origin', wanted.measure, `Measures ${wanted.title}`, 'frame frame-measure');
    ruler.setAttribute('aria-hidden', 'true');
    ruler.tabIndex = -1;
    const pair: Pair = { wanted, view, measure: ruler };
    coming = pair;
    const ready = Promise.all([loaded(view), loaded(ruler)]);
    // What is seen takes longer, in a process of its own: it is asked for first.
    stack.prepend(view);
    stack.prepend(ruler);
    await Promise.race([ready, allButImages(ruler)]);
    if (coming !== pair) return;
    if (isEmail(ruler.contentDocument)) swap(pair);
    else remove(pair); // the server is gone: what is seen stays
    coming = undefined;
    const next = waiting;
    waiting = undefined;
    if (next) void load(next);
  };

  const swap = (pair: Pair) => {
    const before = seen;
    seen = pair;
    observer.disconnect();
    measure();
    observer.observe(pair.measure.contentDocument!.documentElement);
    pair.view.classList.add('is-seen');
    before?.measure.remove();
    onShown(pair.wanted, before?.wanted);
    // One frame later it has been painted under the other.
    requestAnimationFrame(() => {
      before?.view.remove();
      stack.dataset.version = pair.wanted.version;
    });
  };

  const measure = () => {
    const document = seen?.measure.contentDocument;
    if (!seen || !document?.documentElement) return;
    const height = heightOf(seen.measure, document);
    const shown = Math.max(height, leastHeight());
    stack.style.height = `${shown}px`;
    onMeasured({ document, width: stack.offsetWidth, height: shown });
  };

  const remove = (pair: Pair) => {
    pair.view.remove();
    pair.measure.remove();
    if (coming === pair) coming = undefined;
  };

  const close = () => {
    observer.disconnect();
    waiting = undefined;
    for (const pair of [seen, coming]) if (pair) remove(pair);
  };

  return { show, measure, close };
}

/** Always a new one: an address that is changed would be a step in the history. */
function frame(sandbox: string, address: string, title: string, name: string): HTMLIFrameElement {
  const made = document.createElement('iframe');
  made.setAttribute('sandbox', sandbox);
  made.title = title;
  made.className = name;
  made.src = address;
  return made;
}

function loaded(frame: HTMLIFrameElement): Promise<void> {
  return new Promise((resolve) => frame.addEventListener('load', () => resolve(), { once: true }));
}

/** The email is there, and its images were waited for long enough. */
async function allButImages(ruler: HTMLIFrameElement): Promise<void> {
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  while (ruler.isConnected && !(isEmail(ruler.contentDocument) && ruler.contentDocument.readyState !== 'loading'))
    await wait(100);
  await wait(PATIENCE);
}

/** Not the empty document that every frame begins with, and nothing that says what went wrong. */
function isEmail(document: Document | null): document is Document {
  return document?.contentType === 'text/html' && document.URL !== 'about:blank' && document.body !== null;
}

/** An email is as high as it is in a window without height. */
function heightOf(frame: HTMLIFrameElement, document: Document): number {
  const before = frame.style.height;
  frame.style.height = '1px';
  const height = Math.max(document.documentElement.scrollHeight, document.body?.scrollHeight ?? 0);
  frame.style.height = before;
  return height;
}
