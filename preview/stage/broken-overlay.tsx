import { useEffect, useState } from 'preact/hooks';
import type { ShownDiagnostic } from '../../src/model/protocol';
import { useDetail } from '../state/detail';
import { openPlace } from '../state/open-place';
import type { Shown } from '../state/shown';
import { Button, IconButton } from '../ui/button';
import { CodeFrame } from '../ui/code-frame';
import './broken-overlay.css';

/** Why the newest source does not compile, in front of the last email that did. Goes away when it is mended. */
export function BrokenOverlay({ template, scenario }: Shown) {
  const detail = useDetail();
  const [dismissed, setDismissed] = useState('');
  const errors = scenario.isBroken ? (detail?.diagnostics.filter(({ severity }) => severity === 'error') ?? []) : [];
  const what = `${template.name} ${scenario.name} ${errors.map(({ message, place }) => `${message}${place?.line}`).join()}`;
  const isOpen = errors.length > 0 && dismissed !== what;
  useEffect(() => {
    if (!isOpen) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      setDismissed(what);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [isOpen, what]);
  if (errors.length === 0) return null;
  const count = `${errors.length} error${errors.length === 1 ? '' : 's'}`;
  if (!isOpen)
    return (
      <Button class="broken-again" icon="problems" onClick={() => setDismissed('')}>
        {count}
      </Button>
    );
  return (
    <div class="broken">
      <section class="broken-card" role="alert" aria-label="The template does not compile">
        <header class="broken-head">
          <h2>
            {scenario.bytes > 0 ? `${count}. Behind it is the last email that compiled` : `${count} in this template`}
          </h2>
          <IconButton icon="close" label="Dismiss" shortcut="Esc" onClick={() => setDismissed(what)} />
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <section class="broken-list" tabIndex={0} aria-label="Errors">
          {errors.map((error) => (
            <BrokenError key={`${error.message}${error.place?.line}`} {...error} />
          ))}
        </section>
      </section>
    </div>
  );
}

function BrokenError({ message, hint, place, frame }: ShownDiagnostic) {
  return (
    <article class="broken-error">
      <p class="broken-message">{message}</p>
      {place && (
        <button type="button" class="place" onClick={() => void openPlace(place)}>
          {place.file}:{place.line}:{place.column}
        </button>
      )}
      {frame && <CodeFrame frame={frame} />}
      {hint && <p class="broken-hint">{hint}</p>}
    </article>
  );
}
