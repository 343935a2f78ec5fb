import type { ComponentChildren } from 'preact';
import './empty.css';
import { Icon, type IconName } from './icon';

/** Says why there is nothing to see, and what to do about it. */
export function Empty({ icon, title, children }: { icon?: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      {icon && <Icon name={icon} size={24} />}
      <p class="empty-title">{title}</p>
      {children && <div class="empty-text">{children}</div>}
    </div>
  );
}
