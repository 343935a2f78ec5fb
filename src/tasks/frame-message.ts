import { print, replaceInside, setAttribute } from '../document/edit.js';
import { innerSource } from '../document/find.js';
import { parse } from '../document/parse.js';
import { imageType } from '../mail/image-type.js';

/** As many bytes of images are put into the HTML of one message. */
const BUDGET = 20_000_000;

/** An image that is none: what stands instead is its alternative text. */
const NOTHING = 'data:,';

/**
 * HTML of a message with the images that go along with it in it, so that it can be shown without asking anybody for
 * anything. What claims to be an image and is none stays out; what the HTML may do is the frame's business.
 */
export function frameMessage(html: string, files: readonly { cid?: string; content: Uint8Array }[]): string {
  if (!/\bcid:/i.test(html)) return html;
  const byCid = new Map(files.flatMap((file) => (file.cid === undefined ? [] : [[file.cid, file.content]])));
  const known = new Map<string, string>();
  let left = BUDGET;

  function addressOf(cid: string): string | undefined {
    const content = byCid.get(cid) ?? byCid.get(decode(cid));
    const type = content && imageType(content);
    const address = known.get(cid) ?? (type && `data:${type};base64,${Buffer.from(content!).toString('base64')}`);
    if (!address || address.length > left) return undefined;
    left -= address.length;
    known.set(cid, address);
    return address;
  }

  const embed = (text: string) =>
    text.replace(/\bcid:([^"'\s)<>,&]{1,300})/gi, (_, cid: string) => addressOf(cid) ?? NOTHING);
  const document = parse(html);
  for (const element of document.elements) {
    for (const { name, value } of element.attributes)
      if (value && /\bcid:/i.test(value) && /^(src|srcset|background|style|poster|href)$/i.test(name))
        setAttribute(element, name.toLowerCase(), embed(value).replaceAll('"', '&quot;'));
    if (element.name !== 'style') continue;
    const sheet = innerSource(document, element);
    if (/\bcid:/i.test(sheet)) replaceInside(document, element, embed(sheet));
  }
  return print(document);
}

function decode(cid: string): string {
  try {
    return decodeURIComponent(cid);
  } catch {
    return cid;
  }
}
