import { inspecting } from '../state/inspection';
import { say } from '../state/notices';
import { openPlace } from '../state/open-place';

let waiting: (() => void) | undefined;

/** Opens the line that wrote an element, as soon as that is known. */
export function openElement(index: number): void {
  waiting?.();
  waiting = undefined;
  const { inspection, selected } = inspecting.get();
  if (!inspection) {
    waiting = inspecting.subscribe(() => {
      const now = inspecting.get();
      if (now.inspection) openElement(index);
      else if (now.selected !== selected || !now.isOn) waiting?.();
    });
    return;
  }
  const place = inspection.elements[index]?.place;
  if (place) void openPlace(place);
  else say('No line of yours wrote this element', 'failed');
}
