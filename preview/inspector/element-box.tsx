import type { InspectedElement } from '../../src/model/protocol';
import { type Box, boxesOf } from './boxes';
import { nameOf, placeText, tagOf } from './name-of';

interface ElementBoxProps {
  element: Element;
  source: InspectedElement | null | undefined;
  kind: 'hovered' | 'selected' | 'pointed';
  scale: number;
  /** Of the email, in its px. */
  room: { width: number; height: number };
}

/** In px of the screen: what a label needs above an element. */
const LABEL = 26;

/** Margin, padding and content of an element, and who wrote it. */
export function ElementBox({ element, source, kind, scale, room }: ElementBoxProps) {
  const { margin, border, padding, content } = boxesOf(element);
  const at = ({ left, top, width, height }: Box) => ({
    left: `${left * scale}px`,
    top: `${top * scale}px`,
    width: `${width * scale}px`,
    height: `${height * scale}px`,
  });
  const hasRoomAbove = border.top * scale > LABEL;
  const isRight = border.left * scale > (room.width * scale) / 2;
  return (
    <div class={`box box-${kind}`} data-element={source?.place && placeText(source)}>
      {kind === 'pointed' ? (
        <div class="box-ring" style={at(border)} />
      ) : (
        <>
          <div class="box-margin" style={{ ...at(margin), borderWidth: between(margin, border, scale) }} />
          <div class="box-padding" style={{ ...at(padding), borderWidth: between(padding, content, scale) }} />
          <div class="box-content" style={at(content)} />
          <div class="box-border" style={at(border)} />
          <div
            class="box-label"
            style={{
              ...(isRight
                ? { right: `${Math.max(0, (room.width - border.left - border.width) * scale)}px` }
                : { left: `${Math.max(0, border.left * scale)}px` }),
              top: `${hasRoomAbove ? border.top * scale - LABEL : Math.min((border.top + border.height) * scale + 4, room.height * scale - LABEL)}px`,
            }}
          >
            <b>{nameOf(element, source)}</b>
            {source?.mixin && <span>{tagOf(element)}</span>}
            {source?.place && <span>{placeText(source)}</span>}
            <span>
              {Math.round(border.width)} × {Math.round(border.height)}
            </span>
          </div>
        </>
      )}
    </div>
  );
}

/** What lies between two boxes, as the widths of a border. */
function between(outer: Box, inner: Box, scale: number): string {
  return [
    inner.top - outer.top,
    outer.left + outer.width - inner.left - inner.width,
    outer.top + outer.height - inner.top - inner.height,
    inner.left - outer.left,
  ]
    .map((px) => `${Math.max(0, px * scale)}px`)
    .join(' ');
}
