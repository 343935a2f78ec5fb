import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { InspectorOverlay } from '../inspector/overlay';
import { Splitter } from '../ui/splitter';
import { createFrames, type Frames, type Wanted } from './frames';
import { elementAt, type Measured, pointing, setMeasured } from './measured';
import './pane.css';

interface PaneProps {
  /** From the left, from 0. */
  place: number;
  /** In px of the email. */
  width: number;
  /** What one of them is on the screen. */
  scale: number;
  wanted: Wanted;
  /** Panes that stand in the middle grow to both sides. */
  isAlone: boolean;
  onWidth(width: number): void;
  onDragging(isDragging: boolean): void;
  onReset(): void;
}

/** One frame with an email at one width, which scrolls for itself. */
export function Pane({ place, width, scale, wanted, isAlone, onWidth, onDragging, onReset }: PaneProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const stack = useRef<HTMLDivElement>(null);
  const frames = useRef<Frames | undefined>(undefined);
  const scaleNow = useRef(scale);
  scaleNow.current = scale;
  const [size, setSize] = useState<Measured | undefined>(undefined);

  useLayoutEffect(() => {
    const made = createFrames(
      stack.current!,
      (next) => {
        setSize(next);
        setMeasured(place, next);
      },
      (now, before) => {
        if (before && now.email !== before.email) scroller.current!.scrollTop = 0;
      },
      () => Math.floor(scroller.current!.clientHeight / scaleNow.current),
    );
    frames.current = made;
    return () => {
      made.close();
      setMeasured(place, undefined);
    };
  }, [place]);
  useLayoutEffect(() => frames.current?.show(wanted), [wanted.version]);
  useLayoutEffect(() => frames.current?.measure(), [width, scale]);
  useEffect(() => {
    const observer = new ResizeObserver(() => frames.current?.measure());
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => followPointing(scroller.current!, stack.current!, place), [place]);

  return (
    <div class="pane" style={{ width: `${width * scale}px` }}>
      <div class={`pane-label ${scale < 0.995 ? '' : 'is-whole'}`}>
        <span>{width} px</span>
        {scale < 0.995 && <span class="pane-scale">shown at {Math.round(scale * 100)}%</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="pane-scroll" ref={scroller} tabIndex={0} aria-label={`Email at ${width} pixels`}>
        <div class="paper" style={{ height: size && `${size.height * scale}px` }}>
          <div class="stack" ref={stack} style={{ width: `${width}px`, scale: `${scale}` }} />
          <InspectorOverlay measured={size} scale={scale} />
        </div>
      </section>
      <Splitter
        class="pane-handle"
        label={place === 0 ? 'Width of the email' : 'Width of the second frame'}
        value={width}
        least={240}
        most={1600}
        grows="right"
        factor={(isAlone ? 2 : 1) / scale}
        onChange={onWidth}
        onDragging={onDragging}
        onReset={onReset}
      />
    </div>
  );
}

/** Scrolls to elements; the overlay marks them. */
function followPointing(scroller: HTMLElement, stack: HTMLElement, place: number): () => void {
  return pointing.subscribe(() => {
    const document = stack.querySelector<HTMLIFrameElement>('.frame-measure')?.contentDocument;
    const first = pointing.get()?.elements[0];
    const element = document && first !== undefined ? elementAt(document, first) : undefined;
    if (!element) return;
    const scale = stack.getBoundingClientRect().width / stack.offsetWidth;
    const box = element.getBoundingClientRect();
    const [top, height] = [box.top * scale, box.height * scale];
    const isSeen = top >= scroller.scrollTop && top + height <= scroller.scrollTop + scroller.clientHeight;
    if (isSeen) return;
    const middle = top + Math.min(0, (height - scroller.clientHeight) / 2);
    const isCalm = place > 0 || matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroller.scrollTo({ top: middle, behavior: isCalm ? 'instant' : 'smooth' });
  });
}
