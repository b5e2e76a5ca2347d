import type { Figure, PartialDate } from '../figures/index.ts';

/** The normalised value of a figure as a fact states it: a decimal number, `from–to`, an ISO date or time. */
export function figureValue(figure: Figure): string {
  const { value } = figure.readings[0]!;
  switch (value.type) {
    case 'number':
      return value.number;
    case 'range':
      return `${value.from}–${value.to}`;
    case 'time':
      return `${String(value.time.hour).padStart(2, '0')}:${String(value.time.minute).padStart(2, '0')}`;
    case 'date':
      return dateValue(value.date);
  }
}

/** ISO 8601 where the year is known, else the stated parts: `--04-16`, `W1` for a Monday, `198x`, `19th century`. */
function dateValue(date: PartialDate): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  if (date.century !== undefined) return `century ${date.century}`;
  if (date.decade !== undefined) return `${date.decade}s`;
  if (date.relativeDays !== undefined && date.month === undefined) return `day ${date.relativeDays}`;
  const year =
    date.year === undefined ? '-' : (date.year < 0 ? '-' : '') + String(Math.abs(date.year)).padStart(4, '0');
  if (date.month !== undefined) {
    return date.day === undefined ? `${year}-${two(date.month)}` : `${year}-${two(date.month)}-${two(date.day)}`;
  }
  if (date.year !== undefined) return year;
  return date.day === undefined ? `W${date.weekday}` : `---${two(date.day)}`;
}

/** The unit of a figure as a fact states it. */
export function figureUnit(figure: Figure): string | null {
  return figure.readings[0]!.unit;
}

/** A figure in words for a reader: `2500000000 USD`. */
export function describeFigure(figure: Figure): string {
  const unit = figureUnit(figure);
  const value = figureValue(figure);
  if (unit === null) return value;
  return unit === '%' ? `${value}%` : `${value} ${unit}`;
}
