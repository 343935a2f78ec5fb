import type { ComponentChildren, JSX } from 'preact';
import './button.css';
import { Icon, type IconName } from './icon';

interface ButtonProps extends Omit<JSX.HTMLAttributes<HTMLButtonElement>, 'icon'> {
  icon?: IconName;
  kind?: 'plain' | 'primary' | 'quiet';
  isPressed?: boolean;
  disabled?: boolean;
  children?: ComponentChildren;
}

export function Button({ icon, kind = 'plain', isPressed, children, class: more = '', ...rest }: ButtonProps) {
  return (
    <button type="button" class={`button button-${kind} ${String(more)}`} aria-pressed={isPressed} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends ButtonProps {
  icon: IconName;
  /** Its name; also told to who hovers over it. */
  label: string;
  /** The key that does the same. */
  shortcut?: string;
  side?: 'below' | 'above' | 'left';
}

export function IconButton({ label, shortcut, side = 'below', class: more = '', ...rest }: IconButtonProps) {
  return (
    <Button
      kind="quiet"
      class={`icon-button tip tip-${side} ${String(more)}`}
      aria-label={label}
      data-tip={shortcut ? `${label}  ${shortcut}` : label}
      {...rest}
    />
  );
}
