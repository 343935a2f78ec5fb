import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ListedTemplate } from '../../src/model/protocol';
import { address, allowedWidth, go } from '../state/address';
import { emailAddress } from '../state/api';
import { useDraft } from '../state/drafts';
import { live } from '../state/live';
import { loadsRemote } from '../state/remote';
import { useShown } from '../state/shown';
import { useStore } from '../state/store';
import { isPhone } from '../ui/window-size';
import type { Wanted } from './frames';
import { Pane } from './pane';
import { defaultWidths } from './widths';
import './canvas.css';

/** Beside and between frames, in px; the handles stand there. */
const GAP = 24;

/** The frames beside each other, made smaller if there is not enough room. */
export function Canvas({ template }: { template: ListedTemplate }) {
  const root = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const [frozen, setFrozen] = useState<number | undefined>(undefined);
  const asked = useStore(address, ({ widths }) => widths);
  const widths = asked.length ? asked : defaultWidths();
  const wanted = useWanted(template.name);

  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setRoom(Math.round(entry!.contentRect.width)));
    observer.observe(root.current!);
    return () => observer.disconnect();
  }, []);

  const gap = isPhone() && widths.length === 1 ? 0 : GAP;
  const free = room - gap * (widths.length + 1);
  const fitting = Math.min(1, free / widths.reduce((sum, width) => sum + width, 0));
  const scale = frozen ?? fitting;
  return (
    <div class="canvas" ref={root}>
      {!wanted && <div class="loading" role="status" aria-label="Loading" />}
      {room > 0 && wanted && (
        <div class="panes" style={{ gap: `${gap}px`, padding: `0 ${gap}px` }}>
          {widths.map((width, place) => (
            <Pane
              key={place}
              place={place}
              width={width}
              scale={scale}
              wanted={wanted}
              isAlone={widths.length === 1}
              onWidth={(next) => go({ widths: widths.with(place, allowedWidth(next)) }, { replace: true })}
              onDragging={(isDragging) => setFrozen(isDragging ? scale : undefined)}
              onReset={() => go({ widths: [] })}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** What the frames have to show now. */
function useWanted(name: string): Wanted | undefined {
  const { scenario } = useShown();
  const draft = useDraft()?.id;
  const asksFor = useStore(address, (all) => all.lenses);
  const known = useStore(live, (all) => all.list?.lenses);
  const server = useStore(live, (all) => all.server);
  const remote = useStore(loadsRemote, (all) => all.has(name));
  if (!scenario || scenario.bytes === 0) return undefined;
  const lenses = asksFor.filter((id) => known?.some((lens) => lens.id === id));
  const asked = { scenario: scenario.name, draft, lenses, remote };
  const view = emailAddress('view', name, asked);
  return {
    view,
    measure: emailAddress('measure', name, asked),
    title: `Email: ${scenario.subject || name}`,
    version: `${view} ${server} ${scenario.revision}`,
    email: `${name} ${scenario.name}`,
  };
}
