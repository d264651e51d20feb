/** One line of a plot. */
export interface Line {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const [WIDTH, HEIGHT] = [760, 340];
const EDGE = { left: 58, right: 16, top: 34, bottom: 44 } as const;

/** A step of 1, 2 or 5 times a power of ten that divides a range in about five. */
function niceStep(range: number): number {
  const power = 10 ** Math.floor(Math.log10(range / 5));
  return ([1, 2, 5].find((factor) => factor * power * 5 >= range) ?? 10) * power;
}

function ticks(from: number, to: number): number[] {
  const step = niceStep(to - from);
  const all: number[] = [];
  for (let index = Math.ceil(from / step); index * step <= to + step / 1e6; index += 1) all.push(index * step);
  return all;
}

/** Lines over a common axis as SVG, readable on light and dark pages; begins at 0 on both axes. */
export function linePlot(title: string, lines: readonly Line[], axes: { readonly x: string; readonly y: string }): string {
  const points = lines.flatMap((line) => line.points);
  const [xTop, yTop] = [Math.max(...points.map(({ x }) => x)), Math.max(...points.map(({ y }) => y))];
  const place = (x: number, y: number): readonly [number, number] => [
    EDGE.left + (x / xTop) * (WIDTH - EDGE.left - EDGE.right),
    HEIGHT - EDGE.bottom - (y / yTop) * (HEIGHT - EDGE.top - EDGE.bottom),
  ];
  const shown = (value: number): string => Number(value.toPrecision(6)).toString();
  const text = (x: number, y: number, anchor: string, content: string, more = ''): string =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}"${more}>${content}</text>`;
  const grid = [
    ...ticks(0, yTop).map((y) => {
      const [left, height] = place(0, y);
      return `<path class="grid" d="M${left.toFixed(1)} ${height.toFixed(1)}H${String(WIDTH - EDGE.right)}"/>${text(left - 8, height + 4, 'end', shown(y))}`;
    }),
    ...ticks(0, xTop).map((x) => text(place(x, 0)[0], HEIGHT - EDGE.bottom + 18, 'middle', shown(x))),
  ];
  const drawn = lines.map(({ points: own, colour }) => {
    const path = own
      .map(
        ({ x, y }, index) =>
          `${index === 0 ? 'M' : 'L'}${place(x, y)
            .map((value) => value.toFixed(1))
            .join(' ')}`,
      )
      .join('');
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.6"/>`;
  });
  const legend = lines.map(({ name, colour }, index) => {
    const x = EDGE.left + 12 + index * 250;
    return `<path d="M${String(x)} 22h22" stroke="${colour}" stroke-width="3"/>${text(x + 28, 26, 'start', name)}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" role="img" aria-label="${title}">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#57606a}.grid{stroke:#8884;fill:none}@media(prefers-color-scheme:dark){text{fill:#adbac7}}</style>',
    ...grid,
    ...drawn,
    ...legend,
    text((EDGE.left + WIDTH - EDGE.right) / 2, HEIGHT - 8, 'middle', axes.x),
    text(0, 0, 'middle', axes.y, ` transform="translate(14 ${String(HEIGHT / 2)}) rotate(-90)"`),
    '</svg>',
    '',
  ].join('\n');
}
