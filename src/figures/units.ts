/** What a unit measures, and how many of the base unit of its dimension it is. */
export interface Unit {
  readonly dimension: string;
  /** Null where no constant factor leads to the base unit (temperatures). */
  readonly factor: number | null;
}

const u = (dimension: string, factor: number | null): Unit => ({ dimension, factor });

/**
 * Unit ids and their factors to the base of the dimension: metre, kilogram, second, square metre, litre, metre per
 * second, watt, joule, pascal, hertz, byte. International yard and pound (1959), US liquid measures.
 */
export const UNITS: Readonly<Record<string, Unit>> = {
  km: u('length', 1000),
  m: u('length', 1),
  cm: u('length', 0.01),
  mm: u('length', 0.001),
  µm: u('length', 1e-6),
  nm: u('length', 1e-9),
  mi: u('length', 1609.344),
  nmi: u('length', 1852),
  yd: u('length', 0.9144),
  ft: u('length', 0.3048),
  in: u('length', 0.0254),
  ly: u('length', 9.4607e15),
  t: u('mass', 1000),
  kg: u('mass', 1),
  g: u('mass', 0.001),
  mg: u('mass', 1e-6),
  lb: u('mass', 0.45359237),
  oz: u('mass', 0.028349523125),
  kt: u('mass', 1e6),
  s: u('duration', 1),
  ms: u('duration', 0.001),
  min: u('duration', 60),
  h: u('duration', 3600),
  day: u('duration', 86_400),
  week: u('duration', 604_800),
  month: u('duration', 2_629_746),
  year: u('duration', 31_556_952),
  decade: u('duration', 315_569_520),
  century: u('duration', 3_155_695_200),
  'km²': u('area', 1e6),
  'm²': u('area', 1),
  'mm²': u('area', 1e-6),
  'cm²': u('area', 1e-4),
  ha: u('area', 1e4),
  acre: u('area', 4046.8564224),
  'mi²': u('area', 2_589_988.110336),
  'ft²': u('area', 0.09290304),
  'm³': u('volume', 1000),
  'cm³': u('volume', 0.001),
  'km³': u('volume', 1e12),
  l: u('volume', 1),
  ml: u('volume', 0.001),
  cl: u('volume', 0.01),
  gal: u('volume', 3.785411784),
  'ft³': u('volume', 28.316846592),
  bbl: u('barrels', 1),
  'km/h': u('speed', 1 / 3.6),
  'm/s': u('speed', 1),
  mph: u('speed', 0.44704),
  'km/s': u('speed', 1000),
  'mi/s': u('speed', 1609.344),
  kn: u('speed', 0.514444),
  '°C': u('temperature', null),
  '°F': u('temperature', null),
  K: u('temperature', null),
  W: u('power', 1),
  kW: u('power', 1000),
  MW: u('power', 1e6),
  GW: u('power', 1e9),
  hp: u('power', 745.7),
  Wh: u('energy', 3600),
  kWh: u('energy', 3.6e6),
  MWh: u('energy', 3.6e9),
  GWh: u('energy', 3.6e12),
  TWh: u('energy', 3.6e15),
  Hz: u('frequency', 1),
  kHz: u('frequency', 1000),
  MHz: u('frequency', 1e6),
  GHz: u('frequency', 1e9),
  KB: u('data', 1e3),
  MB: u('data', 1e6),
  GB: u('data', 1e9),
  TB: u('data', 1e12),
  'Mbit/s': u('bit rate', 1e6),
  'Gbit/s': u('bit rate', 1e9),
  Pa: u('pressure', 1),
  hPa: u('pressure', 100),
  V: u('voltage', 1),
  kV: u('voltage', 1000),
  dB: u('level', 1),
  px: u('pixels', 1),
  MP: u('pixels', 1e6),
  '°': u('angle', 1),
};

/** Symbols understood in every language, as written after a number. Case counts. */
export const UNIT_SYMBOLS: Readonly<Record<string, string>> = {
  km: 'km',
  m: 'm',
  cm: 'cm',
  mm: 'mm',
  µm: 'µm',
  μm: 'µm',
  nm: 'nm',
  mi: 'mi',
  ft: 'ft',
  yd: 'yd',
  kg: 'kg',
  g: 'g',
  mg: 'mg',
  t: 't',
  lb: 'lb',
  lbs: 'lb',
  oz: 'oz',
  ha: 'ha',
  l: 'l',
  L: 'l',
  ml: 'ml',
  mL: 'ml',
  cl: 'cl',
  km2: 'km²',
  'km²': 'km²',
  m2: 'm²',
  'm²': 'm²',
  'cm²': 'cm²',
  cm2: 'cm²',
  'mm²': 'mm²',
  mm2: 'mm²',
  cm3: 'cm³',
  'cm³': 'cm³',
  m3: 'm³',
  'm³': 'm³',
  'km³': 'km³',
  'ft²': 'ft²',
  'mi²': 'mi²',
  mi2: 'mi²',
  ft2: 'ft²',
  'km/s': 'km/s',
  'km/h': 'km/h',
  kmh: 'km/h',
  kph: 'km/h',
  mph: 'mph',
  'm/s': 'm/s',
  '°C': '°C',
  '°F': '°F',
  '°': '°',
  '℃': '°C',
  '℉': '°F',
  W: 'W',
  kW: 'kW',
  MW: 'MW',
  GW: 'GW',
  kWh: 'kWh',
  MWh: 'MWh',
  GWh: 'GWh',
  TWh: 'TWh',
  Wh: 'Wh',
  Hz: 'Hz',
  kHz: 'kHz',
  MHz: 'MHz',
  GHz: 'GHz',
  KB: 'KB',
  kB: 'KB',
  MB: 'MB',
  GB: 'GB',
  TB: 'TB',
  'Mbit/s': 'Mbit/s',
  Mbps: 'Mbit/s',
  'Mb/s': 'Mbit/s',
  'Gbit/s': 'Gbit/s',
  hPa: 'hPa',
  Pa: 'Pa',
  kV: 'kV',
  V: 'V',
  dB: 'dB',
  px: 'px',
  s: 's',
  sec: 's',
  ms: 'ms',
  min: 'min',
  mn: 'min',
  h: 'h',
  hp: 'hp',
  kn: 'kn',
};

/** The symbols by their first letter, the longest first. */
const symbolsByLetter = new Map<string, string[]>();
for (const symbol of Object.keys(UNIT_SYMBOLS).toSorted((a, b) => b.length - a.length)) {
  const known = symbolsByLetter.get(symbol[0]!);
  if (known === undefined) symbolsByLetter.set(symbol[0]!, [symbol]);
  else known.push(symbol);
}

/**
 * The longest unit symbol that stands at a place in a text, with the unit that it means; null where there is none.
 * @param whole no letter or digit may follow
 */
export function symbolAt(
  text: string,
  at: number,
  whole: boolean,
): { readonly id: string; readonly end: number } | null {
  for (const symbol of symbolsByLetter.get(text[at] ?? '') ?? []) {
    if (!text.startsWith(symbol, at)) continue;
    const end = at + symbol.length;
    if (whole && /[\p{L}\p{N}]/u.test(text[end] ?? '')) continue;
    return { id: UNIT_SYMBOLS[symbol]!, end };
  }
  return null;
}

/** What a symbol of a currency may mean, the most likely first. Before or after the number. */
export const CURRENCY_SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'MXN', 'HKD', 'SGD', 'TWD', 'NZD', 'ARS', 'CLP', 'COP'],
  '＄': ['USD'],
  us$: ['USD'],
  'u.s.$': ['USD'],
  c$: ['CAD'],
  ca$: ['CAD'],
  a$: ['AUD'],
  au$: ['AUD'],
  nz$: ['NZD'],
  hk$: ['HKD'],
  s$: ['SGD'],
  nt$: ['TWD'],
  r$: ['BRL'],
  '€': ['EUR'],
  '£': ['GBP', 'EGP', 'LBP', 'SYP'],
  '¥': ['JPY', 'CNY'],
  '￥': ['JPY', 'CNY'],
  '₹': ['INR'],
  rs: ['INR', 'PKR', 'LKR', 'NPR'],
  '₽': ['RUB'],
  '₴': ['UAH'],
  '₩': ['KRW'],
  '₺': ['TRY'],
  '₪': ['ILS'],
  '฿': ['THB'],
  '₫': ['VND'],
  '₦': ['NGN'],
  zł: ['PLN'],
  kč: ['CZK'],
  chf: ['CHF'],
  '¢': ['/100', 'USD', 'EUR'],
};

/** Units recur without end, and there are few. */
const dimensions = new Map<string, string>();

/** The unit of a figure as its dimension: a currency is `money`. */
export function dimensionOf(unit: string): string {
  let known = dimensions.get(unit);
  if (known === undefined) dimensions.set(unit, (known = findDimension(unit)));
  return known;
}

function findDimension(unit: string): string {
  if (unit === '%' || unit === 'pp') return unit;
  const known = UNITS[unit];
  if (known !== undefined) return known.dimension;
  return /^[A-Z]{3}$/.test(unit) ? 'money' : unit;
}
