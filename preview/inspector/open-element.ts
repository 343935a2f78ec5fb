import { inspecting } from '../state/inspection';
import { say } from '../state/notices';
import { openPlace } from '../state/open-place';

/** Opens the line that wrote an element. */
export function openElement(index: number): void {
  const { inspection } = inspecting.get();
  const place = inspection?.elements[index]?.place;
  if (place) void openPlace(place);
  else if (inspection) say('No line of yours wrote this element', 'failed');
}
