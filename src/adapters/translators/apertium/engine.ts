import type { LanguageTag } from '../../../core/index.ts';
import type { SettledSpan } from '../../../figures/protect.ts';
import { joinDigitGroups } from '../../../text/english-numerals.ts';
import { cutLong, fromStream, toStream } from './format.ts';
import type { EngineRoute, Stage } from './modes.ts';
import { damagedNames, type Analysis, type NameOracle } from './names.ts';
import { Pipe } from './pipe.ts';

/** A request longer than this is sent in pieces: the taggers keep a whole request in mind. UTF-16 code units. */
const MOST_CHARS_PER_REQUEST = 5_000;

/** What was learnt about words and names is kept for so many of them, oldest out first. */
const MOST_REMEMBERED = 50_000;

export interface EngineSetting {
  readonly route: EngineRoute;
  readonly stages: readonly Stage[];
  readonly language: LanguageTag;
  readonly timeoutMs: number;
  /** The search path for the programs. */
  readonly path: string;
}

/** The running programs of one route: the whole way to English, and the first analyser alone, which knows words. */
export class Engine {
  readonly #language: LanguageTag;
  readonly #translator: Pipe;
  readonly #analyser: Pipe | null;
  readonly #analyses = new Memory<readonly Analysis[]>(MOST_REMEMBERED);
  readonly #translations = new Memory<string>(MOST_REMEMBERED);

  constructor({ route, stages, language, timeoutMs, path }: EngineSetting) {
    this.#language = language;
    // Nothing of the user's environment but the path: no key reaches another program. UTF-8 whatever the locale.
    const common = { timeoutMs, env: { PATH: path, LC_ALL: 'C.UTF-8' } };
    this.#translator = new Pipe({ ...common, route: route.name, stages });
    const [first] = stages;
    const analyses = first !== undefined && /(?:^|\/)(?:lt|hfst)-proc$/.test(first.program);
    this.#analyser = analyses ? new Pipe({ ...common, route: `analysis of ${language}`, stages: [first] }) : null;
  }

  /** One translation per text, in order. White space around a text is not kept. */
  translate(texts: readonly string[], signal: AbortSignal): Promise<string[]> {
    return Promise.all(texts.map((text) => this.#translateOne(text, signal)));
  }

  /** The names in each text that the engine would damage. */
  async namesIn(texts: readonly string[], signal: AbortSignal): Promise<SettledSpan[][]> {
    const analyser = this.#analyser;
    if (analyser === null) return texts.map(() => []);
    const oracle: NameOracle = {
      analyse: (text) =>
        this.#analyses.recall(text, async () => parseAnalyses(await analyser.ask(toStream(text), signal))),
      translate: (text) => this.#translations.recall(text, () => this.#translateOne(text, signal)),
    };
    return damagedNames(texts, this.#language, oracle);
  }

  async close(): Promise<void> {
    await Promise.all([this.#translator.close(), this.#analyser?.close()]);
  }

  async #translateOne(text: string, signal: AbortSignal): Promise<string> {
    const pieces = cutLong(joinDigitGroups(text), MOST_CHARS_PER_REQUEST).filter((piece) => piece.trim() !== '');
    const answers = await Promise.all(
      pieces.map(async (piece) => fromStream(await this.#translator.ask(toStream(piece), signal))),
    );
    const english = answers.join(' ');
    // A tag that the first of two modes leaves behind is text to the second: `<prn>`.
    return text.includes('<') ? english : english.replaceAll(/ ?<[a-z\d_]{1,12}>/g, '');
  }
}

/** Lexical units of an analyser's answer: `^Blanc/Blanc<adj><m><sg>/Blanc<n><m><sg>$`. */
export function parseAnalyses(stream: string): Analysis[] {
  const units: Analysis[] = [];
  for (const [, unit = ''] of stream.matchAll(/\^((?:\\.|[^\\$])*)\$/gsu)) {
    const [surface = '', ...readings] = unit.split(/(?<!\\)\//);
    const tags = readings
      .filter((reading) => !reading.startsWith('*'))
      .map((reading) => [...reading.matchAll(/<([^<>]*)>/g)].map(([, tag]) => tag).join('.'));
    units.push({ surface, tags });
  }
  return units;
}

/** Remembers answers by question, also those still under way, and forgets the oldest. Failures are not remembered. */
class Memory<T> {
  readonly #answers = new Map<string, Promise<T>>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  recall(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const answer = ask();
    this.#answers.set(question, answer);
    answer.catch(() => this.#answers.delete(question));
    if (this.#answers.size > this.#capacity) this.#answers.delete(this.#answers.keys().next().value!);
    return answer;
  }
}
