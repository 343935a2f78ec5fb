import { useEffect, useReducer, useRef } from 'preact/hooks';
import { elementAt, indexOf, type Measured, pointing } from '../stage/measured';
import { inspecting, needInspection } from '../state/inspection';
import { useStore } from '../state/store';
import { ElementBox } from './element-box';
import './overlay.css';
import { openElement } from './open-element';

/** How long an element that was pointed out stays marked, in ms. */
const MARKED = 2400;

/** Lies over a frame: draws boxes around elements and, while inspecting, hears the pointer in place of the email. */
export function InspectorOverlay({ measured, scale }: { measured: Measured | undefined; scale: number }) {
  const { isOn, hovered, selected, inspection } = useStore(inspecting);
  const root = useRef<HTMLDivElement>(null);
  const pointed = usePointedOut();
  useEffect(() => (isOn ? needInspection() : undefined), [isOn]);
  if (!measured) return null;

  const under = ({ clientX, clientY }: PointerEvent | MouseEvent) => {
    const { left, top } = root.current!.getBoundingClientRect();
    return indexOf(measured.document.elementFromPoint((clientX - left) / scale, (clientY - top) / scale));
  };
  const marked = [
    ...pointed.map((index) => ({ index, kind: 'pointed' as const })),
    ...(isOn && selected !== undefined ? [{ index: selected, kind: 'selected' as const }] : []),
    ...(isOn && hovered !== undefined && hovered !== selected ? [{ index: hovered, kind: 'hovered' as const }] : []),
  ];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the tree in the panel does the same for the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      ref={root}
      class={`overlay ${isOn ? 'is-inspecting' : ''}`}
      onPointerMove={(event) => isOn && inspecting.merge({ hovered: under(event) })}
      onPointerLeave={() => isOn && inspecting.merge({ hovered: undefined })}
      onClick={(event) => {
        if (!isOn) return;
        const index = under(event);
        inspecting.merge({ selected: index, hovered: undefined });
        if (index !== undefined) openElement(index);
      }}
    >
      {marked.map(({ index, kind }) => {
        const element = elementAt(measured.document, index);
        return (
          element && (
            <ElementBox
              key={`${kind} ${index}`}
              element={element}
              source={inspection?.elements[index]}
              kind={kind}
              scale={scale}
              room={measured}
            />
          )
        );
      })}
    </div>
  );
}

/** The elements that were pointed out a moment ago. */
function usePointedOut(): readonly number[] {
  const pointed = useStore(pointing);
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const left = pointed?.isMarked ? pointed.time + MARKED - performance.now() : 0;
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => redraw(undefined), left);
    return () => clearTimeout(timer);
  }, [pointed]);
  return pointed && left > 0 ? pointed.elements : [];
}
