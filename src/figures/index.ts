/** Typed figures: money, percentages, quantities, ordinals, ranges, times, dates and durations in a text. */
export { boundBeside } from './bounds.ts';
export { ratio, shift, toNumber } from './decimal.ts';
export { addDays } from './calendar.ts';
export { findFigures } from './find.ts';
export { FIGURE_LANGUAGES } from './languages/index.ts';
export type * from './types.ts';
export { dimensionOf, UNITS } from './units.ts';
