import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import { replaceNode, setAttribute } from '../document/edit.js';
import { attribute, closest, hasClass } from '../document/find.js';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Asset } from '../model/compiled-template.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Document, Element, Node } from '../model/document.js';
import type { Declaration, SheetRule } from './css.js';
import { cascade, printDeclarations, stylesOf } from './declarations.js';
import { encodeQuotes } from './entities.js';
import { authorsPlace, MARK } from './marks.js';
import { measure } from './measure.js';
import { isInside, nameOf, realFile, type Session } from './session.js';

/** Attributes that name an image. */
const SOURCES = ['src', 'background'];

interface Context {
  session: Session;
  /** Absolute path of the template. */
  template: string;
  /** The template's name: how deep its output lies decides the way to `assets/`. */
  name: string;
  report: (diagnostic: Diagnostic) => void;
}

/**
 * Finds the project's images in use, writes where they will lie (under `baseUrl`, else beside the output) and gives
 * images without a width their own.
 * @param kept the rules that stay in the head; their images come back placed
 */
export function placeAssets(
  document: Document,
  kept: readonly SheetRule[],
  context: Context,
): { assets: Asset[]; files: string[]; kept: SheetRule[] } {
  const assets = new Map<string, Asset>();
  const files: string[] = [];
  const found = (written: string, element?: Element): { url: string; file: string } | undefined => {
    const local = localPath(written);
    if (!local) return undefined;
    const file = fileOf(local, context);
    if (!file) {
      if (element?.name === 'img') reportMissing(local, element, context);
      return undefined;
    }
    const name = nameOf(context.session, file);
    const url = urlOf(name, context);
    assets.set(name, { file: name, url });
    files.push(file);
    return { url, file };
  };
  const placeIn = (css: string, element?: Element) => {
    if (!css.includes('url(')) return css;
    return css.replace(
      /url\((\s*(?:"|'|&quot;|&#39;)?)(.+?)((?:"|'|&quot;|&#39;)?\s*)\)/g,
      (whole, open, path, close) => {
        const asset = found(path, element);
        return asset ? `url(${open}${asset.url}${close})` : whole;
      },
    );
  };
  for (const element of document.elements) {
    for (const name of SOURCES) {
      const written = attribute(element, name);
      const asset = written ? found(written, element) : undefined;
      if (!asset) continue;
      setAttribute(element, name, asset.url);
      if (element.name === 'img') measure(element, asset.file);
    }
    if (hasClass(element, 'image')) limitWidth(element);
    const style = attribute(element, 'style');
    if (style?.includes('url(')) setAttribute(element, 'style', placeIn(style, element));
  }
  if (document.source.includes('<v:')) placeInComments(document, (path) => found(path)?.url);
  const placed = mapValues(kept, (value) => placeIn(value));
  return { assets: [...assets.values()], files, kept: placed };
}

/** The pictures that VML shows in Outlook, where a comment holds only halves of elements. */
function placeInComments(document: Document, urlOf: (path: string) => string | undefined): void {
  const visit = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if (node.kind === 'element') visit(node.children);
      if (node.kind !== 'comment' || node.children.length > 0) continue;
      const text = document.source.slice(node.start, node.end);
      const placed = text.replace(/(<v:[^<>]*?\ssrc=")([^"]+)(?=")/g, (whole, before: string, path: string) => {
        const url = urlOf(path);
        return url === undefined ? whole : before + url;
      });
      if (placed !== text) replaceNode(document, node, placed);
    }
  };
  visit(document.root.children);
}

/** Rules with other values; sheets are shared between templates, so nothing is changed in place. */
function mapValues(rules: readonly SheetRule[], map: (value: string) => string): SheetRule[] {
  const change = (declaration: Declaration) => ({ ...declaration, value: map(declaration.value) });
  return rules.map((rule): SheetRule => {
    if (rule.kind === 'tagged') {
      const mapPart = (part: string | SheetRule): (string | SheetRule)[] =>
        typeof part === 'string' ? [part] : mapValues([part], map);
      return { ...rule, parts: rule.parts.flatMap(mapPart) };
    }
    return {
      ...rule,
      ...(rule.declarations && { declarations: rule.declarations.map(change) }),
      ...(rule.kind === 'at' && rule.rules && { rules: mapValues(rule.rules, map) }),
    };
  });
}

/** The path of an image that belongs to the project; undefined for addresses, merge tags and attachments. */
function localPath(written: string): string | undefined {
  if (!written || hasMergeTag(written) || /^([a-z][a-z\d+.-]*:|\/\/|#)/i.test(written)) return undefined;
  const path = written.replace(/[?#].*$/, '');
  try {
    return decodeURI(path);
  } catch {
    return path; // a bare "%" in a file's name
  }
}

/** `assets/…` and `/assets/…` mean the project's root, other paths the template's folder first. */
function fileOf(path: string, { session, template }: Context): string | undefined {
  const tries = path.startsWith('/')
    ? [join(session.root, path)]
    : [join(dirname(template), path), join(session.root, path), join(session.root, 'assets', path)];
  return tries.map(realFile).find((file) => file !== undefined && isInside(file, session.root));
}

function urlOf(name: string, { session, name: template }: Context): string {
  const path = name.startsWith('assets/') ? name : `assets/${name}`;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const { baseUrl } = session.config;
  if (baseUrl) return `${baseUrl.replace(/\/$/, '')}/${encoded.slice('assets/'.length)}`;
  return posix.relative(posix.dirname(template), encoded);
}

function reportMissing(path: string, element: Element, { session, report }: Context): void {
  const folder = join(session.root, 'assets');
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `assets/${file}`)
    : [];
  const marked = closest(element, (around) => attribute(around, MARK) !== undefined);
  const mark = attribute(element, MARK) ?? (marked && attribute(marked, MARK));
  const { place, trail } = authorsPlace(session.files, mark);
  report(problems.missingImage(path, place, files, trail));
}

/** An image that fills its cell on phones, where that is narrower, must not grow past its width elsewhere. */
function limitWidth(image: Element): void {
  const width = attribute(image, 'width');
  if (!width || !/^\d+$/.test(width)) return;
  const limited = cascade([stylesOf(image), [{ property: 'max-width', value: `${width}px`, important: false }]]);
  setAttribute(image, 'style', encodeQuotes(printDeclarations(limited)));
}
