import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import './menu.css';
import { Icon, type IconName } from './icon';

export interface MenuItem {
  id: string;
  title: string;
  summary?: string;
  icon?: IconName;
  isChecked?: boolean;
  choose(): void;
}

interface MenuProps {
  label: string;
  tip: string;
  items: readonly MenuItem[];
  /** Chosen items stay chosen: several may be. */
  isCheckList?: boolean;
  class?: string;
  side?: 'below' | 'above';
  isPressed?: boolean;
  children: ComponentChildren;
}

/** A button with a list that opens: arrow keys, Home, End, Enter and Escape as in any menu. */
export function Menu(props: MenuProps) {
  const { label, tip, items, isCheckList = false, side = 'below', children } = props;
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  const entries = () => [...(root.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  const close = () => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>('button')?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    (entries().find((entry) => entry.ariaChecked === 'true') ?? entries()[0])?.focus();
    const leave = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const blur = () => setOpen(false); // into a frame, whose clicks are not heard here
    addEventListener('pointerdown', leave);
    addEventListener('blur', blur);
    return () => {
      removeEventListener('pointerdown', leave);
      removeEventListener('blur', blur);
    };
  }, [isOpen]);
  const move = (event: KeyboardEvent) => {
    const all = entries();
    const here = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (to !== undefined) all[to % all.length]?.focus();
    else return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class={`menu menu-${side} ${props.class ?? ''}`} ref={root}>
      <button
        type="button"
        class={`button button-quiet menu-button tip tip-${side} ${props.isPressed ? 'is-on' : ''}`}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        data-tip={tip}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <div class="menu-list" role="menu" id={id} aria-label={label} tabIndex={-1} onKeyDown={move}>
          {items.map(({ id, title, summary, icon, isChecked, choose }) => (
            <button
              type="button"
              key={id}
              class="menu-item"
              {...(isCheckList
                ? { role: 'menuitemcheckbox' as const, 'aria-checked': isChecked === true }
                : { role: 'menuitem' as const })}
              tabIndex={-1}
              onClick={() => {
                choose();
                if (!isCheckList) close();
              }}
            >
              {isCheckList && <span class="menu-mark">{isChecked && <Icon name="check" />}</span>}
              {icon && <Icon name={icon} />}
              <span class="menu-text">
                <span class="menu-title">{title}</span>
                {summary && <span class="menu-summary">{summary}</span>}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
