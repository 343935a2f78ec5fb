import { useRef } from 'preact/hooks';
import './splitter.css';

interface SplitterProps {
  label: string;
  /** In px. */
  value: number;
  least: number;
  most: number;
  /** Which way it grows. */
  grows: 'right' | 'left';
  /** How much the value grows with each px of the pointer. */
  factor?: number;
  class?: string;
  onChange(value: number): void;
  onDragging?(isDragging: boolean): void;
  /** A double click, or Enter. */
  onReset?(): void;
}

/** A line that is dragged, or moved with the arrow keys (Shift: by one px). */
export function Splitter(props: SplitterProps) {
  const { label, value, least, most, grows, factor = 1, onChange, onDragging, onReset } = props;
  const start = useRef<{ x: number; value: number; factor: number } | undefined>(undefined);
  const sign = grows === 'right' ? 1 : -1;
  const set = (next: number) => onChange(Math.round(Math.min(most, Math.max(least, next))));
  const end = () => {
    start.current = undefined;
    document.body.classList.remove('is-dragging');
    onDragging?.(false);
  };
  return (
    <hr
      class={`splitter ${props.class ?? ''}`}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuetext={`${value} pixels`}
      tabIndex={0}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.focus();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, value, factor };
        document.body.classList.add('is-dragging');
        onDragging?.(true);
      }}
      onPointerMove={(event) => {
        if (start.current) set(start.current.value + sign * (event.clientX - start.current.x) * start.current.factor);
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onDblClick={onReset}
      onKeyDown={(event) => {
        const by = event.shiftKey ? 1 : 10;
        if (event.key === 'ArrowRight') set(value + sign * by);
        else if (event.key === 'ArrowLeft') set(value - sign * by);
        else if (event.key === 'Home') set(least);
        else if (event.key === 'End') set(most);
        else if (event.key === 'Enter') onReset?.();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
