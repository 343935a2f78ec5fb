import { address } from '../state/address';
import { live } from '../state/live';
import { useShown } from '../state/shown';
import { useStore } from '../state/store';
import { Empty } from '../ui/empty';
import { BrokenOverlay } from './broken-overlay';
import { Canvas } from './canvas';
import './stage.css';
import { SubjectStrip } from './subject-strip';
import { Toolbar } from './toolbar';

/** The email, and what is said around it. */
export function Stage() {
  const { template, scenario } = useShown();
  return (
    <main class="stage">
      <Toolbar template={template} scenario={scenario} />
      {scenario && scenario.bytes > 0 && <SubjectStrip scenario={scenario} />}
      <div class="stage-email">
        {template && scenario && (scenario.bytes > 0 || !scenario.isBroken) ? (
          <Canvas template={template} />
        ) : (
          <Nothing />
        )}
        {template && scenario && <BrokenOverlay template={template} scenario={scenario} />}
      </div>
    </main>
  );
}

/** Why there is no email. */
function Nothing() {
  const list = useStore(live, (all) => all.list);
  const isBusy = useStore(live, (all) => all.isBusy);
  const { template: name, scenario } = useStore(address);
  const { template } = useShown();
  if (!list || (template && template.scenarios.length === 0 && isBusy))
    return <div class="loading" role="status" aria-label="Loading" />;
  if (list.templates.length === 0)
    return (
      <Empty icon="subject" title="There is no template yet">
        Write <code>templates/welcome.pug</code>, and it appears here.
      </Empty>
    );
  if (template && !template.scenarios.some((each) => each.name === scenario))
    return (
      <Empty icon="data" title={`“${template.name}” has no scenario “${scenario}”`}>
        Choose another one above, or write{' '}
        <code>{template.file.replace(/\.[^/]*$/, `${scenario === 'default' ? '' : `.${scenario}`}.json`)}</code>.
      </Empty>
    );
  if (!template && name)
    return (
      <Empty icon="search" title={`There is no template “${name}”`}>
        It may have been renamed or deleted. Choose another one from the list.
      </Empty>
    );
  return null;
}
