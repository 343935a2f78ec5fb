import type { Inspection } from '../../src/model/protocol';
import { inspecting } from '../state/inspection';
import { openPlace } from '../state/open-place';
import { Icon } from '../ui/icon';
import { type Boxes, boxesOf } from './boxes';
import { nameOf, tagOf } from './name-of';
import { stepsTo } from './steps-to';

interface ElementFactsProps {
  element: Element;
  index: number;
  inspection: Inspection;
}

/** What an element is, the calls that led to it, and where they stand. */
export function ElementFacts({ element, index, inspection }: ElementFactsProps) {
  const source = inspection.elements[index];
  const boxes = boxesOf(element);
  const places = [source?.place, ...(source?.trail ?? [])].filter((place) => place !== undefined);
  return (
    <section class="panel-section element-facts">
      <nav class="steps" aria-label="Written as">
        {stepsTo(element, inspection).map((step, i, all) => (
          <span class="step" key={step.index}>
            {i > 0 && <Icon name="chevron" size={10} />}
            <button
              type="button"
              aria-current={i === all.length - 1 ? 'true' : undefined}
              onClick={() => inspecting.merge({ selected: step.index })}
            >
              {nameOf(step.element, step.source)}
            </button>
          </span>
        ))}
      </nav>
      <p class="element-tag">
        <code>{tagOf(element)}</code>
        <span>
          {Math.round(boxes.border.width)} × {Math.round(boxes.border.height)}
        </span>
      </p>
      <ul class="element-places">
        {places.map((place, i) => (
          <li key={`${place.file}:${place.line}:${place.column}`}>
            <button type="button" class="place" onClick={() => void openPlace(place)}>
              {place.file}:{place.line}
            </button>
            {i > 0 && <span> called it</span>}
          </li>
        ))}
        {places.length === 0 && <li>No line of yours: Jink wrote it.</li>}
      </ul>
      <dl class="facts element-box">
        <dt>Margin</dt>
        <dd>{around(boxes.margin, boxes.border)}</dd>
        <dt>Padding</dt>
        <dd>{around(boxes.padding, boxes.content)}</dd>
      </dl>
    </section>
  );
}

type Box = Boxes['margin'];

/** The four sides between two boxes, as CSS would write them. */
function around(outer: Box, inner: Box): string {
  const sides = [
    inner.top - outer.top,
    outer.left + outer.width - inner.left - inner.width,
    outer.top + outer.height - inner.top - inner.height,
    inner.left - outer.left,
  ].map((px) => Math.round(px * 10) / 10);
  const [top, right, bottom, left] = sides;
  if (right === left)
    return top === bottom ? (top === right ? `${top}` : `${top} ${right}`) : `${top} ${right} ${bottom}`;
  return sides.join(' ');
}
