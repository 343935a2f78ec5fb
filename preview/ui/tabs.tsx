import './tabs.css';

interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly { id: Id; title: string }[];
  open: Id;
  onOpen(id: Id): void;
}

/** A row of which one is chosen, with the arrow keys too. */
export function Tabs<Id extends string>({ label, tabs, open, onOpen }: TabsProps<Id>) {
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = (tabs.findIndex(({ id }) => id === open) + by + tabs.length) % tabs.length;
    onOpen(tabs[next]!.id);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} tabIndex={-1} onKeyDown={move}>
      {tabs.map(({ id, title }) => (
        <button
          type="button"
          key={id}
          role="tab"
          aria-selected={id === open}
          tabIndex={id === open ? 0 : -1}
          onClick={() => onOpen(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
