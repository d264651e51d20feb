import type uPlot from 'uplot';

/** Hatches what lies behind the last step: epochs still to come. */
export function drawStillToCome(chart: uPlot, lastStep: number, stroke: string): void {
  const { ctx, bbox } = chart;
  const from = Math.max(bbox.left, chart.valToPos(lastStep, 'x', true));
  const to = bbox.left + bbox.width;
  if (!Number.isFinite(from) || to - from < 4) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(from, bbox.top, to - from, bbox.height);
  ctx.clip();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = devicePixelRatio * 0.75;
  ctx.beginPath();
  const gap = 7 * devicePixelRatio;
  for (let x = from - bbox.height; x < to; x += gap) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  ctx.stroke();
  ctx.restore();
}

/** Dotted verticals where something happened. */
export function drawEvents(
  chart: uPlot,
  events: readonly { readonly step: number; readonly tone: 'good' | 'warn'; readonly label: string }[],
  colours: { readonly good: string; readonly warn: string },
  /** Of their names above the lines; null: none. A name that would run into the one before it is left out. */
  font: string | null,
): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.lineWidth = devicePixelRatio * 1.25;
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  let free = -Infinity;
  for (const { step, tone, label } of events.toSorted((a, b) => a.step - b.step)) {
    const x = chart.valToPos(step, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = colours[tone];
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    if (font === null) continue;
    ctx.font = font.replace(/^(\d+)px/, (_, size: string) => `${Number(size) * devicePixelRatio}px`);
    const width = ctx.measureText(label).width;
    const left = Math.min(x, bbox.left + bbox.width - width);
    if (left < free) continue;
    free = left + width + 8 * devicePixelRatio;
    ctx.fillStyle = colours[tone];
    ctx.textAlign = 'left';
    ctx.textBaseline = 'alphabetic';
    ctx.fillText(label, left, bbox.top - 6 * devicePixelRatio);
  }
  ctx.restore();
}
