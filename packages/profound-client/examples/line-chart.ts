/** One line of a chart: a value for each place on the horizontal axis, undefined where there is none. */
export interface ChartLine {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
}

const WIDTH = 900;
const HEIGHT = 380;
const LEFT = 60;
const RIGHT = 180;
const TOP = 20;
const BOTTOM = 40;
const STEPS = 4;
/** Colours that people who see few colours can tell apart, on light and on dark. */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/** Text for a place between tags, or within a quoted attribute. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** A chart of lines over `labels` as one SVG element, its values from zero up and named at the right. */
export function drawLines(lines: readonly ChartLine[], labels: readonly string[], format: (value: number) => string): string {
  const largest = Math.max(...lines.flatMap(({ values }) => values.map((value) => value ?? 0)), Number.MIN_VALUE);
  const x = (at: number): number => LEFT + (at * (WIDTH - LEFT - RIGHT)) / Math.max(labels.length - 1, 1);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / largest) * (HEIGHT - TOP - BOTTOM);

  const grid = Array.from({ length: STEPS + 1 }, (_, step) => {
    const value = (largest * step) / STEPS;
    const line = `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}" stroke="#8886"/>`;
    return `${line}<text x="${LEFT - 8}" y="${y(value) + 4}" text-anchor="end">${escapeText(format(value))}</text>`;
  });
  const axis = labels.map(
    (label, at) => `<text x="${x(at)}" y="${HEIGHT - 14}" text-anchor="middle">${escapeText(label.slice(5))}</text>`,
  );

  // Names at the right keep a distance, so that lines that end together do not hide each other's.
  const ends = lines
    .map(({ values }, at) => ({ at, wanted: y(values.findLast((value) => value !== undefined) ?? 0) }))
    .toSorted((a, b) => a.wanted - b.wanted);
  let lowest = 0;
  const heights = new Map(ends.map(({ at, wanted }) => [at, (lowest = Math.max(wanted, lowest + 18))]));

  const drawn = lines.map(({ name, values }, line) => {
    const colour = COLOURS[line % COLOURS.length];
    const points = values.flatMap((value, at) => (value === undefined ? [] : [`${x(at)},${y(value).toFixed(1)}`]));
    const dots = values.map((value, at) => {
      if (value === undefined) return "";
      const words = `${name}, ${labels[at]}: ${format(value)}`;
      return `<circle cx="${x(at)}" cy="${y(value).toFixed(1)}" r="4" fill="${colour}"><title>${escapeText(words)}</title></circle>`;
    });
    const label = `<text x="${WIDTH - RIGHT + 12}" y="${(heights.get(line) ?? 0) + 4}" style="fill:${colour};font-weight:600">${escapeText(name)}</text>`;
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="2.5"/>${dots.join("")}${label}`;
  });
  const described = escapeText(lines.map(({ name }) => name).join(", "));
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Chart of ${described}" font-size="13" fill="currentColor">
${[...grid, ...axis, ...drawn].join("\n")}
</svg>`;
}
