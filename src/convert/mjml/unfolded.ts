import type { MjmlElement } from '../../document/parse-mjml.js';
import { call, type Intent } from '../intent.js';
import { readImage } from './contents.js';
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
import { attributesOf, textStyle } from './style.js';

/** What opens under the pointer stands open. */
export function readAccordion(reading: MjmlReading, node: MjmlElement, around: Around): Intent[] {
  note(reading, '<mj-accordion>', 'its parts stand open', node.start);
  return elementsIn(node.children).flatMap((element) =>
    elementsIn(element.children).map((part) => {
      const own = values(reading, part, { ...around, classes: classesOf(element, around) });
      const style = [...(part.name === 'mj-accordion-title' ? ['font-weight:bold'] : []), ...textStyle(own, {})];
      return call('panel', [], attributesOf(style, own['css-class']), htmlIntents(contentOf(reading, part)));
    }),
  );
}

/** Pictures that follow each other stand below each other. */
export function readCarousel(reading: MjmlReading, node: MjmlElement, around: Around): Intent[] {
  note(reading, '<mj-carousel>', 'its pictures stand below each other', node.start);
  return elementsIn(node.children).map((image) => {
    const own = { align: 'center', padding: '0px', ...values(reading, image, around) };
    return readImage(
      reading,
      {
        ...image,
        name: 'mj-image',
        attributes: Object.entries(own).map(([name, value]) => ({ name, value, start: image.start })),
      },
      around,
    );
  });
}
