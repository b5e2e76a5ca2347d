/**
 * Signs that a sentence of an article speaks to a language model rather than to a reader. A hint for the people who
 * read the brief, never a filter: the sentence is still reported on as what it is, and an article about such attempts
 * shows the same signs.
 */

/** Chat templates, roles and tags of prompts: no prose has them. */
const MARKUP =
  /<\|[a-z_]{2,30}\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|assistant|start_of_turn|end_of_turn|eot_id|article|instructions?)(?:-[0-9a-f]{1,40})?>|"role"\s{0,3}:\s{0,3}"(?:system|assistant|user)"/i;

/** Text in Unicode tags, or letters kept apart by zero-width characters. */
const HIDDEN = /[\u{E0020}-\u{E007E}]{4}|(?:[\p{L}\p{N}][\u200B\u2060\uFEFF]){4}/u;

/** Base64 of at least 24 bytes: capitals, small letters and digits without a break. */
const ENCODED_LENGTH = 32;
const ENCODED =
  /(?<![A-Za-z0-9+/=_.-])(?=[A-Za-z0-9+/]{0,39}[a-z])(?=[A-Za-z0-9+/]{0,39}[A-Z])(?=[A-Za-z0-9+/]{0,39}\d)[A-Za-z0-9+/]{32}/;

/** Words of Latin letters with Cyrillic or Greek ones that look the same among them, as spelling checks are evaded. */
const DISGUISED =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/gu;

/** Fewer such places may be a product's name or a formula. */
const DISGUISED_PLACES = 4;

/** A role and a colon at the beginning, as in a transcript of a chat. */
const ROLE = /^[\s"'«“(*#-]{0,4}(?:system|assistant|chatgpt|gpt|llm|prompt|ai)\s?:/i;

/** A line with a number in front as those of a prompt have. */
const NUMBERED = /^\s{0,3}\[\d{1,4}\] \S/m;

/** To let go of rules: verb and object, either order, within one clause. By language; speakers of others may add theirs. */
const LET_GO: readonly (readonly [verb: string, object: string])[] = [
  ['ignore|disregard|forget|override', 'instructions?|prompts?|rules|directions'],
  ['ignore[rz]?|oublie[rz]?|oublier|négligez', 'consignes?|instructions?|règles'],
  ['ignorier\\p{L}*|vergiss|vergessen|missachte\\p{L}*', 'anweisung\\p{L}*|vorgaben|regeln|instruktionen'],
  ['ignor[ae]\\p{L}*|olvid[ae]\\p{L}*', 'instrucci\\p{L}+|reglas|órdenes'],
  ['ignor[ai]\\p{L}*|dimentic\\p{L}+', 'istruzion\\p{L}+|regole'],
  ['ignor[ae]\\p{L}*|esque[cç]\\p{L}+', 'instruç\\p{L}+|regras'],
  ['ignora\\p{L}*|oblida\\p{L}*', 'instruccion\\p{L}+|ordres'],
  ['negeer|vergeet', 'instructies|opdrachten|regels|aanwijzingen'],
  ['zignoruj|zignorować|zapomnij|ignoruj', 'polece\\p{L}+|instrukcj\\p{L}+|zasad\\p{L}*'],
  ['ignoruj|zapomeň', 'pokyn\\p{L}*|instrukc\\p{L}+'],
  ['забудь\\p{L}*|(?:про)?игнорируй\\p{L}*', 'указани\\p{L}+|инструкци\\p{L}+|правил\\p{L}*'],
  ['забудь\\p{L}*|(?:про)?ігноруй\\p{L}*', 'вказів\\p{L}+|інструкці\\p{L}+|правил\\p{L}*'],
  ['unohda|ohita|sivuuta', 'ohje\\p{L}*'],
  ['تجاهل|انس', '(?:ال)?تعليمات|(?:ال)?أوامر'],
  ['भूल|अनदेखा|नज़रअंदाज़', 'निर्देश\\p{L}*'],
  ['忽略|无视|無視|忘记|忘れ', '指示|指令|说明|提示|命令'],
];

/** A message for a model: a word for order or note, and a word for the model, near each other. */
const ADDRESSED: readonly (readonly [message: string, model: string])[] = [
  ['note|notice|instruction|message|attention', '(?:to|for) (?:the )?(?:ai|llm|model|assistant|summari[sz]er)s?'],
  ['note|consigne|instruction|message|attention', "(?:à|pour) (?:l[’']ia|le modèle|l[’']assistant)|outils? de résumé"],
  ['hinweis|anweisung|wichtig|nachricht', '(?:für|an) (?:das (?:system|modell)|die ki|den assistenten)'],
  ['nota|instrucción|orden|aviso', '(?:para|a) (?:el modelo|la ia|la inteligencia artificial|el asistente)'],
  ['nota|istruzione|avviso', "(?:per|a) (?:il modello|l[’']ia|l[’']assistente)"],
  ['nota|instrução|aviso|caro', 'assistente|(?:para|ao) (?:o )?modelo'],
  ['nota|ordre|instrucció', '(?:per a|a) (?:la ia|la intel·ligència artificial|el model)'],
  ['opmerking|opdracht|instructie', '(?:voor|aan) (?:het (?:systeem|model)|de ai|de assistent)'],
  ['polecenie|uwaga|instrukcja', 'dla (?:modelu|systemu|asystenta|ai)'],
  ['pokyn|poznámka|instrukce', 'pro (?:systém|model|asistenta|ai)'],
  ['указание|инструкция|примечание', 'для (?:модели|системы|ассистента|ии)'],
  ['вказівка|інструкція|примітка', 'для (?:моделі|системи|асистента|ші)'],
];

/** Beyond this, no sentence: only its beginning is looked at, which bounds the time. */
const LONGEST = 4000;

/** Scripts without spaces, and those that put marks after a word, have no boundary that could be asked for. */
const UNBOUNDED = /[\u0900-\u097F\u3040-\u9FFF]/;

const PHRASES = [...pairs(LET_GO, '[^.!?。！？।]{0,60}'), ...pairs(ADDRESSED, '[^.!?]{0,25}')];

/** Any first, any second word of a phrase: hardly a sentence holds one, and without both there is no phrase to look for. */
const FIRST = beginnings([...LET_GO, ...ADDRESSED].map(([first]) => first));
const SECOND = beginnings([...LET_GO, ...ADDRESSED].map(([, second]) => second));

/** What the signs above cannot do without, found many times as fast. */
const BRACKETS = /[<[]|"role"/i;
const INVISIBLE = /[\u200b\u2060\ufeff\udb40]/;
const OTHER_LETTERS = /[\u0370-\u1fff\u2100-\uffff]/;
const LATIN_LETTERS = /[A-Za-z\u00aa\u00ba\u00c0-\u02ff\u1d00-\u1fff\u2071-\uffff]/;

/** The two words near each other, in either order. */
function pairs(table: readonly (readonly [string, string])[], gap: string): RegExp[] {
  return table.map(([a, b]) => new RegExp(`${word(a)}${gap}${word(b)}|${word(b)}${gap}${word(a)}`, 'iu'));
}

/** What such words begin with; without `u` and classes of letters, an expression takes a quarter of the time. */
function beginnings(words: readonly string[]): RegExp {
  const stems = words.map((alternatives) => alternatives.replaceAll(/\\p\{L\}[*+]/gu, ''));
  const bounded = stems.filter((alternatives) => !UNBOUNDED.test(alternatives)).join('|');
  const unbounded = stems.filter((alternatives) => UNBOUNDED.test(alternatives)).join('|');
  // With `u`, ſ is an s and the Kelvin sign is a k.
  return new RegExp(`(?<![a-z])(?:${bounded})|${unbounded}|[\u017f\u212a]`, 'i');
}

function word(words: string): string {
  return UNBOUNDED.test(words) ? `(?:${words})` : `(?<!\\p{L})(?:${words})(?!\\p{L})`;
}

/** Whether so many letters and digits stand together as an encoded text has; in steps of as many. */
function holdsLongRun(text: string): boolean {
  let end = ENCODED_LENGTH;
  while (end <= text.length) {
    let at = end - 1;
    while (at >= end - ENCODED_LENGTH && isBase64(text.charCodeAt(at))) at -= 1;
    if (at < end - ENCODED_LENGTH) return true;
    end = at + 1 + ENCODED_LENGTH;
  }
  return false;
}

function isBase64(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x2f && code <= 0x39) || code === 0x2b
  );
}

/** Whether a sentence shows a sign of speaking to a language model. */
export function speaksToModel(text: string): boolean {
  const start = text.slice(0, LONGEST);
  return (
    ROLE.test(start) ||
    (BRACKETS.test(start) && (MARKUP.test(start) || NUMBERED.test(start))) ||
    (INVISIBLE.test(start) && HIDDEN.test(start)) ||
    (holdsLongRun(start) && ENCODED.test(start)) ||
    (OTHER_LETTERS.test(start) &&
      LATIN_LETTERS.test(start) &&
      (start.match(DISGUISED)?.length ?? 0) >= DISGUISED_PLACES) ||
    (FIRST.test(start) && SECOND.test(start) && PHRASES.some((phrase) => phrase.test(start)))
  );
}
