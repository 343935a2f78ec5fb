import type { MjmlElement } from '../../document/parse-mjml.js';
import { call, type Intent, tag } from '../intent.js';
import { baseValues, type Values } from './attributes.js';
import { readContent } from './contents.js';
import {
  type Around,
  classesOf,
  contentOf,
  elementsIn,
  htmlIntents,
  type MjmlReading,
  note,
  values,
} from './reading.js';
import { attributesOf, cellStyle, textStyle } from './style.js';

const ICONS = 'https://www.mailjet.com/images/theme/v1/icons/ico-social/';

/** The networks that MJML knows: the colour behind their icon, and where their links lead. */
const NETWORKS: Record<string, { color: string; icon?: string; share?: string }> = {
  facebook: { color: '#3b5998', share: 'https://www.facebook.com/sharer/sharer.php?u=[[URL]]' },
  twitter: { color: '#55acee', share: 'https://twitter.com/intent/tweet?url=[[URL]]' },
  x: { color: '#000000', icon: 'twitter-x', share: 'https://twitter.com/intent/tweet?url=[[URL]]' },
  google: { color: '#dc4e41', icon: 'google-plus', share: 'https://plus.google.com/share?url=[[URL]]' },
  pinterest: { color: '#bd081c', share: 'https://pinterest.com/pin/create/button/?url=[[URL]]&media=&description=' },
  linkedin: {
    color: '#0077b5',
    share: 'https://www.linkedin.com/shareArticle?mini=true&url=[[URL]]&title=&summary=&source=',
  },
  instagram: { color: '#3f729b' },
  web: { color: '#4BADE9' },
  snapchat: { color: '#FFFA54' },
  youtube: { color: '#EB3323' },
  tumblr: { color: '#344356', share: 'https://www.tumblr.com/widgets/share/tool?canonicalUrl=[[URL]]' },
  github: { color: '#000000' },
  xing: { color: '#296366', share: 'https://www.xing.com/app/user?op=share&url=[[URL]]' },
  vimeo: { color: '#53B4E7' },
  medium: { color: '#000000' },
  soundcloud: { color: '#EF7F31' },
  dribbble: { color: '#D95988' },
};

/** Icons with their names, beside or below each other. */
export function readSocial(reading: MjmlReading, node: MjmlElement, around: Around): Intent[] {
  const own = values(reading, node, around);
  const inside = { ...around, classes: classesOf(node, around) };
  const cells = node.children.map((child): Intent[] =>
    child.kind === 'element' && child.name === 'mj-social-element'
      ? readSocialElement(reading, child, inside, own)
      : readContent(reading, child, inside),
  );
  const isVertical = own.mode === 'vertical';
  const rows = isVertical ? cells.map((row) => tag('tr', [], row)) : [tag('tr', [], cells.flat())];
  const table = tag('table', attributesOf([], 'social'), rows);
  const style = cellStyle(own, baseValues(reading.defaults, 'mj-social'));
  return [call(own.align === 'center' ? 'center' : 'panel', [], attributesOf(style, own['css-class']), [table])];
}

function readSocialElement(reading: MjmlReading, node: MjmlElement, around: Around, social: Values): Intent[] {
  const own: Values = { ...social, ...ofElement(reading, node, around) };
  const [, name = '', isPlain] = /^(.*?)(-noshare)?$/.exec(own.name ?? '') ?? [];
  const network = NETWORKS[name];
  const share = network?.share;
  const href = own.href !== undefined && share && !isPlain ? share.replace('[[URL]]', own.href) : own.href;
  const size = String(Number.parseFloat(own['icon-size'] ?? '20'));
  const background = ofElement(reading, node, around)['background-color'] ?? network?.color;
  const link = (children: Intent[]) =>
    href === undefined
      ? children
      : [
          tag(
            'a',
            ['href', 'target', 'rel', 'title'].flatMap((attribute) => {
              const value = attribute === 'href' ? href : own[attribute];
              return value === undefined ? [] : [{ name: attribute, value }];
            }),
            children,
          ),
        ];
  const image = tag('img', [
    { name: 'src', value: own.src ?? `${ICONS}${network?.icon ?? name}.png` },
    { name: 'alt', value: own.alt ?? '' },
    { name: 'width', value: size },
    ...attributesOf([
      ...(background ? [`background-color:${background}`] : []),
      `border-radius:${own['border-radius']}`,
    ]),
  ]);
  const written = contentOf(reading, node).trim();
  const cells = [tag('td', [{ name: 'height', value: size }], link([image]))];
  if (!written) return cells;
  const style = attributesOf(textStyle(own, baseValues(reading.defaults, 'mj-social')));
  const label = htmlIntents(written);
  return [
    ...cells,
    tag(
      'td',
      attributesOf([], 'label'),
      href === undefined
        ? [tag('span', style, label)]
        : link(label).map((a) => (a.kind === 'tag' ? { ...a, attributes: [...a.attributes, ...style] } : a)),
    ),
  ];
}

/** What is said of an element itself, not of the group that it stands in. */
function ofElement(reading: MjmlReading, node: MjmlElement, around: Around): Values {
  return values(reading, node, around);
}

/** Links in a line; a menu that opens stays open. */
export function readNavbar(reading: MjmlReading, node: MjmlElement, around: Around): Intent[] {
  const own = values(reading, node, around);
  if (own.hamburger) note(reading, 'hamburger', 'the links are always shown', node.start);
  const base = baseValues(reading.defaults, 'mj-navbar-link');
  const links = elementsIn(node.children).map((link) => {
    const of = values(reading, link, { ...around, classes: classesOf(node, around) });
    const href = of.href === undefined ? [] : [{ name: 'href', value: `${own['base-url'] ?? ''}${of.href}` }];
    const others = ['target', 'rel'].filter((name) => of[name]).map((name) => ({ name, value: of[name] }));
    const padding = of.padding === base.padding ? [] : [`padding:${of.padding}`];
    return tag(
      'a',
      [...href, ...others, ...attributesOf([...textStyle(of, base), ...padding], of['css-class'])],
      htmlIntents(contentOf(reading, link)),
    );
  });
  const align = own.align === 'center' ? 'center' : 'panel';
  const style = own.align && !/^(left|center)$/.test(own.align) ? [`text-align:${own.align}`] : [];
  return [call(align, [], attributesOf(style, 'navbar', own['css-class']), links)];
}
