import { useEffect } from 'preact/hooks';
import { ElementFacts } from '../inspector/element-facts';
import { openElement } from '../inspector/open-element';
import { StyleList } from '../inspector/style-list';
import { toggleInspector } from '../inspector/toggle';
import { walk } from '../inspector/walk';
import { elementAt, measured, scrollTo } from '../stage/measured';
import { inspecting, needInspection } from '../state/inspection';
import { useStore } from '../state/store';
import { Button } from '../ui/button';
import { Empty } from '../ui/empty';
import './inspect.css';
import type { Panel } from './panel';

export const inspect: Panel = { id: 'inspect', title: 'Inspect', icon: 'inspect', Panel: Inspect };

/** The element that is selected: who wrote it, and which styles it got from where. */
function Inspect() {
  const { isOn, selected, hovered, inspection } = useStore(inspecting);
  const [first] = useStore(measured);
  useEffect(needInspection, []);
  useEffect(() => {
    // The panel may be opened by its own button, and shut by its own cross.
    inspecting.merge({ isOn: true });
    return () => inspecting.merge({ isOn: false, hovered: undefined });
  }, []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isOwnKey(event)) return;
      const { selected: from } = inspecting.get();
      const { document } = measured.get()[0] ?? {};
      if (!document) return;
      if (event.key === 'Enter') {
        if (from === undefined) return;
        openElement(from);
      } else {
        const next = walk(document, from === undefined ? undefined : elementAt(document, from), event.key);
        if (next !== undefined) {
          inspecting.merge({ selected: next });
          scrollTo([next]);
        }
      }
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);

  const index = selected ?? hovered;
  const element = first && index !== undefined ? elementAt(first.document, index) : undefined;
  if (element && !inspection)
    return (
      <Empty icon="inspect" title="One moment">
        Jink is still reading which lines wrote this email.
      </Empty>
    );
  return (
    <>
      <div class="unseen" aria-live="polite">
        {element &&
          selected !== undefined &&
          inspection &&
          announce(element, inspection.elements[selected]?.place?.line)}
      </div>
      {element && inspection && index !== undefined ? (
        <>
          <ElementFacts element={element} index={index} inspection={inspection} />
          <StyleList element={element} index={index} styles={inspection.styles} />
        </>
      ) : (
        <Empty icon="inspect" title={isOn ? 'Point at something in the email' : 'The inspector is off'}>
          {isOn ? (
            <>
              A click opens its line in your editor. With the keyboard: <kbd>↑</kbd> <kbd>↓</kbd> go around,{' '}
              <kbd>←</kbd> <kbd>→</kbd> out and in, <kbd>Enter</kbd> opens.
            </>
          ) : (
            <Button onClick={toggleInspector}>Inspect</Button>
          )}
        </Empty>
      )}
    </>
  );
}

/** Arrow keys belong to the inspector unless something else has the focus that moves with them. */
function isOwnKey(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!/^(Arrow|Enter$)/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (!(target instanceof Element) || target === document.body) return true;
  if (event.key === 'Enter' && target.closest('button, a, summary')) return false;
  return target.closest('.panel') !== null && target.closest('input, select, textarea, hr') === null;
}

function announce(element: Element, line: number | undefined): string {
  return `${element.tagName.toLowerCase()}${line ? `, line ${line}` : ''}`;
}
