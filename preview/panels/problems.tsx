import type { ShownDiagnostic } from '../../src/model/protocol';
import { useDetail } from '../state/detail';
import { live } from '../state/live';
import { openPlace } from '../state/open-place';
import { useShown } from '../state/shown';
import { useStore } from '../state/store';
import { Empty } from '../ui/empty';
import { Icon } from '../ui/icon';
import type { Badge, Panel } from './panel';
import { elementPointer } from './problem-elements';
import './problems.css';
import { Waiting } from './waiting';

export const problems: Panel = {
  id: 'problems',
  title: 'Problems',
  icon: 'problems',
  shortcut: 'p',
  Panel: Problems,
  useBadge: useProblemBadge,
};

const none: readonly never[] = [];
const ORDER = { error: 0, warning: 1, info: 2 };

/** What the compiler and the checks found; a click leads to the element, and to the line. */
function Problems() {
  const detail = useDetail();
  const project = useStore(live, ({ list }) => list?.diagnostics ?? none);
  if (!detail && project.length === 0) return <Waiting />;
  const found = [...project, ...(detail?.diagnostics ?? [])].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  return (
    <>
      {found.length > 0 && (
        <ul class="problems">
          {found.map((each, i) => (
            <Problem key={`${each.code} ${each.place?.line} ${i}`} {...each} />
          ))}
        </ul>
      )}
      {detail && !detail.isChecked && (
        <p class="problems-checking" role="status">
          Checking…
        </p>
      )}
      {found.length === 0 && detail?.isChecked && (
        <Empty icon="check" title="No problems">
          This email compiles, and <code>jink check</code> found nothing to say about it.
        </Empty>
      )}
    </>
  );
}

function Problem({ severity, code, message, hint, place, url, elements }: ShownDiagnostic) {
  const point = elementPointer(elements);
  return (
    <li class={`problem problem-${severity}`}>
      <Icon name={severity === 'info' ? 'info' : 'problems'} />
      <div class="problem-text">
        {point ? (
          <button type="button" class="problem-message" onClick={point}>
            <span class="unseen">{severity}: </span>
            {message}
          </button>
        ) : (
          <p class="problem-message">
            <span class="unseen">{severity}: </span>
            {message}
          </p>
        )}
        {hint && <p class="problem-hint">{hint}</p>}
        <p class="problem-foot">
          {place && (
            <button
              type="button"
              class="place"
              onClick={() => {
                point?.();
                void openPlace(place);
              }}
            >
              {place.file}:{place.line}
            </button>
          )}
          {url ? (
            <a class="problem-code" href={url} target="_blank" rel="noreferrer">
              {code}
            </a>
          ) : (
            <span class="problem-code">{code}</span>
          )}
        </p>
      </div>
    </li>
  );
}

function useProblemBadge(): Badge | undefined {
  const { scenario } = useShown();
  const project = useStore(live, ({ list }) => list?.diagnostics ?? none);
  const count = (severity: string) => project.filter((each) => each.severity === severity).length;
  const errors = (scenario?.errors ?? 0) + count('error');
  const warnings = (scenario?.warnings ?? 0) + count('warning');
  if (errors + warnings === 0) return undefined;
  const label = [errors && `${errors} errors`, warnings && `${warnings} warnings`].filter(Boolean).join(', ');
  return { count: errors || warnings, kind: errors ? 'error' : 'warning', label };
}
