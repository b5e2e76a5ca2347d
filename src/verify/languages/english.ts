import { compileWords } from './cues.ts';

/** Frequent English words that no language of the tables shares. */
export const ENGLISH_FUNCTION_WORDS: ReadonlySet<string> = compileWords(
  `the of and to for with by from that which who this these those it its his her their they he she we you i is are
   was were be been being has had have having will would could should may might must can not but or if than then
   when where while after before during about into over under between through against more most many much some any
   all also only other such there what how on at as said says both each no new first two`,
);
