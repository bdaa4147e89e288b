/** An area in CSS pixels, from the top left of what is in sight. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export type Size = Pick<Area, 'width' | 'height'>;

/** Pixels between a card and its panel, and between the panel and the edge of what is in sight. */
const GAP = 6;

/**
 * Where a panel goes that must not cover its card: below it, else beside it, else above it, wherever all of it is in sight
 * first. If there is no such place, it goes where most room is, above or below, and is as high as that.
 *
 * @param panel What the panel takes if nothing limits it.
 * @param view What is in sight.
 * @param rightToLeft Whether a row goes on to the left.
 */
export function placeBeside(card: Area, panel: Size, view: Size, rightToLeft: boolean): Area {
  const width = Math.min(panel.width, view.width - 2 * GAP);
  const [right, bottom] = [card.left + card.width, card.top + card.height];
  const within = (at: number, size: number, end: number) => Math.max(GAP, Math.min(at, end - GAP - size));
  const left = within(rightToLeft ? right - width : card.left, width, view.width);
  const [below, above] = [view.height - bottom - 2 * GAP, card.top - 2 * GAP];
  const { height } = panel;
  if (height <= below) return { left, top: bottom + GAP, width, height };

  const [onLeft, onRight] = [card.left - GAP - width, right + GAP];
  const side = (rightToLeft ? [onLeft, onRight] : [onRight, onLeft]).find(
    (at) => at >= GAP && at + width + GAP <= view.width,
  );
  if (side !== undefined && height <= view.height - 2 * GAP)
    return { left: side, top: within(card.top, height, view.height), width, height };

  if (height <= above) return { left, top: card.top - GAP - height, width, height };
  return above > below
    ? { left, top: GAP, width, height: above }
    : { left, top: bottom + GAP, width, height: Math.max(below, 0) };
}
