import type { Finding } from '../core/index.ts';
import type { Source } from './source.ts';

/** Marks by which programs tell the parts of a prompt apart. No newspaper prints them. */
const PROMPT_MARKS =
  /<\|[a-z_]{3,20}\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:article|sentences|instructions?|system|prompt)(?:-[0-9a-f]{1,32})?>|^\W{0,4}(?:system|assistant|user|AI|LLM|ChatGPT)\s?:|^\[\d{1,4}\]\s|"(?:role|headline|claims)"\s?:/imu;

/** "Ignore the previous instructions", in the languages that precis has rules for: the verb, then what is to be ignored. */
const DISREGARD =
  /(?:ignor|disregard|forget|oubli(?:e|ez)|vergiss|vergesst|missacht|olvid|esqueç|dimentic|negeer|vergeet|zignoruj|zapomn|игнорир|забудь|ігнору|忽略|無視|अनदेखा)/iu;
const ORDERS =
  /(?:instruct|instrucc|instruç|istruzion|instrukc|instruktion|consigne|directive|anweisung|vorgabe|opdracht|polecen|pokyn|prompt|инструкц|указани|інструкц|指示|指令|निर्देश)/iu;

/** A word of Latin letters with Cyrillic or Greek ones among them, which look the same and read otherwise. */
const MIXED_WORD =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/gu;
/** One such word may be a formula or a slip of the keyboard. */
const MIXED_WORDS = 3;

/**
 * Passages of the article that address a machine rather than a reader. What a model made of such an article may be
 * the passage's doing, whatever its figures: the brief is for a person to look at.
 */
export function checkAddressed(source: Source): Finding[] {
  const findings: Finding[] = [];
  for (const { start, end } of source.segments) {
    const text = source.text.slice(start, end);
    if (!addressesMachine(text)) continue;
    findings.push({
      check: 'support',
      severity: 'warning',
      message:
        'The article holds a passage that seems to be written for a machine, not for readers: compare the brief with the original.',
      claim: null,
      target: null,
      source: { start, end, text },
    });
    // One is reason enough; a page full of them needs no page of warnings.
    break;
  }
  return findings;
}

function addressesMachine(text: string): boolean {
  if (PROMPT_MARKS.test(text)) return true;
  if (DISREGARD.test(text) && ORDERS.test(text)) return true;
  return (text.match(MIXED_WORD)?.length ?? 0) >= MIXED_WORDS;
}
