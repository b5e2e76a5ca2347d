import type { Glossary, LanguageTag, TranslationRepair } from '../core/index.ts';
import { numeralsOf } from '../text/english-numerals.ts';
import { finishEnglish, toEnglishStyle } from '../text/english-style.ts';
import { certainReading, renderEnglish } from './english.ts';
import { findFigures } from './find.ts';
import { clockInEnglish } from './moments.ts';
import { protect, restore, type ProtectedText, type ProtectSetting, type SettledSpan } from './protect.ts';
import { correctScaleWords } from './scale-words.ts';

export interface ProtectedTranslationSetting {
  readonly language: LanguageTag;
  readonly glossary: Glossary | null;
  /** As in a translation request: what a check found wrong in earlier renderings, by segment. */
  readonly repair?: readonly (TranslationRepair | null)[] | undefined;
  /** See `ProtectSetting`. */
  readonly placeholder?: ProtectSetting['placeholder'];
  readonly countsAsDigits?: boolean | undefined;
  /** Names that the engine would damage, by segment, in the order of the segments. */
  readonly names?: readonly (readonly SettledSpan[])[] | undefined;
  /** Looks at a finished rendering: spans of the source that must have a stand-in after all, in one more round. */
  readonly review?: ((segment: string, english: string) => readonly SettledSpan[]) | undefined;
}

/** An engine as this needs it: as many texts back as went in, in order. */
export type TranslateTexts = (texts: readonly string[]) => Promise<readonly string[]>;

/**
 * Translates segments with figures, addresses, glossary terms and names protected, and sets the result in English
 * style. A segment whose stand-ins did not come back intact is translated again without those, and one whose rendering
 * lost a number again with that number protected; what remains in doubt becomes a warning.
 *
 * Engine-independent: the engine sees text with stand-ins and knows nothing of them.
 * @throws whatever `translate` throws
 */
export async function translateProtected(
  segments: readonly string[],
  setting: ProtectedTranslationSetting,
  translate: TranslateTexts,
): Promise<{ readonly segments: string[]; readonly warnings: string[] }> {
  const { language } = setting;
  const results: string[] = Array.from({ length: segments.length }, () => '');
  const except = new Map<number, Set<string>>();
  const names = segments.map((_, index) => setting.names?.[index] ?? []);
  const reviewed = new Set<number>();
  let lostSpans = 0;
  let pending = segments.map((_, index) => index);
  while (pending.length > 0) {
    const texts = pending.map((index) =>
      protectSegment(segments[index]!, index, setting, names[index]!, except.get(index)),
    );
    const raw = await translate(texts.map(({ text }) => text));
    const again: number[] = [];
    for (const [position, index] of pending.entries()) {
      const source = texts[position]!;
      const styled = inEnglishStyle(raw[position]!, source.text, language);
      const { text, lost } = restore(styled, source.spans);
      const scaled = correctScaleWords(text, segments[index]!, language);
      results[index] = finishEnglish(scaled, segments[index]!);
      if (lost.length === 0) {
        const more = reviewed.has(index) ? [] : review(segments[index]!, results[index], setting);
        reviewed.add(index);
        if (more.length === 0) continue;
        names[index] = [...more, ...names[index]!];
        again.push(index);
        continue;
      }
      // Each round protects fewer spans, so that this comes to an end.
      lostSpans += lost.length;
      const excepted = except.get(index) ?? new Set();
      for (const span of lost) excepted.add(span.source);
      except.set(index, excepted);
      again.push(index);
    }
    pending = again;
  }
  const warnings =
    lostSpans === 0
      ? []
      : [
          `the engine did not keep ${lostSpans} protected figure${lostSpans === 1 ? '' : 's'} or name${lostSpans === 1 ? '' : 's'} in place: translated without protection`,
        ];
  return { segments: results, warnings };
}

function review(segment: string, english: string, setting: ProtectedTranslationSetting): SettledSpan[] {
  return [...(setting.review?.(segment, english) ?? []), ...missingFigures(segment, english, setting.language)];
}

/**
 * Certain numbers of a segment that its rendering does not hold in any form: French "neuf moteurs" → "new engines".
 * "One" and "two" are left out, which English renders in other ways as well ("both", "a").
 */
function missingFigures(segment: string, english: string, language: LanguageTag): SettledSpan[] {
  const held = new Set(numeralsOf(english).map((numeral) => numeral.replaceAll(',', '')));
  for (const { readings } of findFigures(english, 'en')) {
    for (const { value } of readings) {
      if (value.type === 'number') held.add(value.number);
      if (value.type === 'range') held.add(value.from).add(value.to);
    }
  }
  const missing: SettledSpan[] = [];
  for (const figure of findFigures(segment, language)) {
    const value = certainReading(figure, language)?.value;
    if (!['count', 'money', 'percentage'].includes(figure.kind) || value?.type !== 'number') continue;
    if (held.has(value.number) || Number(value.number) <= 2) continue;
    const rendered = renderEnglish(figure, language);
    if (rendered !== null) missing.push({ start: figure.start, end: figure.end, english: rendered });
  }
  return missing;
}

function protectSegment(
  segment: string,
  index: number,
  setting: ProtectedTranslationSetting,
  names: readonly SettledSpan[],
  except: ReadonlySet<string> | undefined,
): ProtectedText {
  const findings = setting.repair?.[index]?.findings ?? [];
  const also = findings.flatMap(({ source }) => (source === null ? [] : [source.text]));
  return protect(segment, setting.language, {
    glossary: setting.glossary,
    names,
    placeholder: setting.placeholder,
    countsAsDigits: setting.countsAsDigits,
    also,
    // A finding that names no place in the source: every figure is suspect.
    all: findings.some(({ check, source }) => source === null && (check === 'figure' || check === 'date')),
    except,
  });
}

/**
 * English style for a translation, with what only the figures of the source tell: a time of day or a date in digits
 * that the engine took over as it stood.
 */
export function inEnglishStyle(translation: string, source: string, language: LanguageTag): string {
  let text = toEnglishStyle(translation, { source, language });
  for (const figure of findFigures(source, language)) {
    if (figure.kind !== 'time' && figure.kind !== 'date') continue;
    // Words are the engine's to translate; this is about `21 h 30` and `16.02.2015`.
    if (!/\d\D+\d|\d ?h/u.test(figure.text)) continue;
    const english =
      figure.kind === 'time'
        ? (clockInEnglish(source, figure, language)?.english.split(' ').at(-1) ?? null)
        : renderEnglish(figure, language);
    if (english !== null) text = replaceWhole(text, figure.text.replaceAll(/\s+/g, ' '), english);
  }
  return text;
}

function replaceWhole(text: string, wanted: string, replacement: string): string {
  let out = '';
  let at = 0;
  for (let found = text.indexOf(wanted); found >= 0; found = text.indexOf(wanted, at)) {
    const end = found + wanted.length;
    const whole = !/[\p{L}\d]/u.test(text[found - 1] ?? ' ') && !/[\p{L}\d]/u.test(text[end] ?? ' ');
    out += text.slice(at, found) + (whole ? replacement : wanted);
    at = end;
  }
  return out + text.slice(at);
}
