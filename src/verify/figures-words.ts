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

/** Units whose name is not the code itself. */
const UNIT_WORDS: ReadonlyMap<string, string> = new Map(
  `% per cent|pp percentage points|m metres|km kilometres|cm centimetres|mm millimetres|mi miles|ft feet|yd yards|in inches|g grams|
   kg kilograms|t tonnes|lb pounds|oz ounces|l litres|ml millilitres|ha hectares|m² square metres|km² square kilometres|
   m³ cubic metres|h hours|min minutes|s seconds|day days|week weeks|month months|year years|W watts|kW kilowatts|
   MW megawatts|GW gigawatts|kWh kilowatt-hours|MWh megawatt-hours|°C degrees Celsius|°F degrees Fahrenheit|
   km/h kilometres an hour|mph miles an hour`
    .split('|')
    .map((entry): [string, string] => {
      const [code = '', ...words] = entry.trim().split(' ');
      return [code, words.join(' ')];
    }),
);

/** A unit as a reader names it: `US dollars`, `per cent`, `hectares`; `a bare number` for none. */
export function unitInWords(unit: string | null): string {
  if (unit === null) return 'a bare number';
  const known = UNIT_WORDS.get(unit);
  if (known !== undefined) return known;
  if (!/^[A-Z]{3}$/u.test(unit)) return unit;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: unit, currencyDisplay: 'name' });
  return format.formatToParts(2).find(({ type }) => type === 'currency')?.value ?? unit;
}
