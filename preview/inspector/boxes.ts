/** Where an element's parts are, in px of the email. */
export interface Boxes {
  margin: Box;
  border: Box;
  padding: Box;
  content: Box;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

type Sides = readonly [top: number, right: number, bottom: number, left: number];

export function boxesOf(element: Element): Boxes {
  const { left, top, width, height } = element.getBoundingClientRect();
  const computed = element.ownerDocument.defaultView!.getComputedStyle(element);
  const sides = (name: (side: string) => string): Sides =>
    ['top', 'right', 'bottom', 'left'].map(
      (side) => Number.parseFloat(computed.getPropertyValue(name(side))) || 0,
    ) as unknown as Sides;
  const border = { left, top, width, height };
  const isInline = computed.display === 'inline';
  const margin = sides((side) => `margin-${side}`);
  const padding = inside(
    border,
    sides((side) => `border-${side}-width`),
  );
  return {
    // Inline elements push nobody away above and below.
    margin: inside(border, margin.map((by, i) => (isInline && i % 2 === 0 ? 0 : -Math.max(0, by))) as unknown as Sides),
    border,
    padding,
    content: inside(
      padding,
      sides((side) => `padding-${side}`),
    ),
  };
}

function inside({ left, top, width, height }: Box, [up, right, down, before]: Sides): Box {
  return {
    left: left + before,
    top: top + up,
    width: Math.max(0, width - before - right),
    height: Math.max(0, height - up - down),
  };
}
