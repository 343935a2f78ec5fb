import type { ListedTemplate } from '../../src/model/protocol';
import { address, DEFAULT_SCENARIO, printAddress } from '../state/address';
import { draftKey, drafts } from '../state/drafts';
import { show } from '../state/shown';
import { useStore } from '../state/store';
import { ProblemCount, sumOf } from './problem-count';
import { isSidebarOpen } from './sidebar-state';

interface TemplateItemProps {
  template: ListedTemplate;
  /** The scenario that is looked at, if it is one of this template. */
  scenario: string | undefined;
}

/** A template in the list; the one that is looked at shows its scenarios. */
export function TemplateItem({ template, scenario }: TemplateItemProps) {
  const { name, scenarios } = template;
  const isOpen = scenario !== undefined;
  const typed = useStore(drafts, (all) =>
    scenarios
      .filter((each) => all[draftKey(name, each.name)] && !all[draftKey(name, each.name)]!.isSaved)
      .map((each) => each.name)
      .join('\n'),
  );
  const unsaved = typed.split('\n');
  return (
    <li>
      <Link
        class={`item ${isOpen ? 'is-open' : ''}`}
        template={name}
        scenario={DEFAULT_SCENARIO}
        isCurrent={isOpen && scenarios.length < 2}
      >
        <span class="cut">{name.split('/').at(-1)}</span>
        {typed && !isOpen && <Unsaved />}
        {!isOpen && scenarios.length > 1 && <span class="item-count">{scenarios.length}</span>}
        <ProblemCount {...sumOf(scenarios)} />
      </Link>
      {isOpen && scenarios.length > 1 && (
        <ul class="item-scenarios" aria-label={`Scenarios of ${name}`}>
          {scenarios.map((each) => (
            <li key={each.name}>
              <Link class="item item-scenario" template={name} scenario={each.name} isCurrent={each.name === scenario}>
                <span class="cut">{each.name}</span>
                {unsaved.includes(each.name) && <Unsaved />}
                <ProblemCount {...each} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Unsaved() {
  return (
    <span class="badge badge-dot" title="Has unsaved data">
      <span class="unseen">unsaved</span>
    </span>
  );
}

interface LinkProps {
  class: string;
  template: string;
  scenario: string;
  isCurrent: boolean;
  children: preact.ComponentChildren;
}

function Link({ class: name, template, scenario, isCurrent, children }: LinkProps) {
  const href = printAddress({ ...address.get(), view: undefined, template, scenario });
  return (
    <a
      class={name}
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        show(template, scenario);
        isSidebarOpen.set(false);
      }}
    >
      {children}
    </a>
  );
}
