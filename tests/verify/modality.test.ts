import { describe, expect, it } from 'vitest';
import { checkPair } from '../../src/verify/index.ts';

type Row = readonly [language: string, source: string, right: string, wrong: string];

/** Possibility and hearsay: the wrong English states it flatly. */
const HEDGED: readonly Row[] = [
  ['fr', 'Le groupe pourrait supprimer des emplois.', 'The group could cut jobs.', 'The group will cut jobs.'],
  [
    'fr',
    "Le groupe aurait racheté l'entreprise.",
    'The group has reportedly bought the company.',
    'The group has bought the company.',
  ],
  [
    'fr',
    'Le ministre démissionnerait demain.',
    'The minister would resign tomorrow.',
    'The minister resigns tomorrow.',
  ],
  ['de', 'Der Konzern könnte Stellen streichen.', 'The group could cut jobs.', 'The group will cut jobs.'],
  [
    'de',
    'Der Minister soll Geld angenommen haben.',
    'The minister is said to have taken money.',
    'The minister took money.',
  ],
  ['es', 'El grupo podría suprimir empleos.', 'The group may cut jobs.', 'The group will cut jobs.'],
  ['es', 'El ministro habría aceptado dinero.', 'The minister reportedly took money.', 'The minister took money.'],
  ['it', 'Il gruppo potrebbe tagliare posti di lavoro.', 'The group might cut jobs.', 'The group will cut jobs.'],
  ['it', 'Il ministro avrebbe accettato denaro.', 'The minister allegedly took money.', 'The minister took money.'],
  ['pt', 'O grupo poderia cortar empregos.', 'The group could cut jobs.', 'The group will cut jobs.'],
  [
    'pt',
    'O ministro teria aceitado dinheiro.',
    'The minister is said to have taken money.',
    'The minister took money.',
  ],
  ['nl', 'De minister zou geld hebben aangenomen.', 'The minister reportedly took money.', 'The minister took money.'],
  ['nl', 'Misschien sluit de fabriek.', 'Perhaps the factory closes.', 'The factory will close.'],
  ['ca', 'El grup podria retallar llocs de treball.', 'The group could cut jobs.', 'The group will cut jobs.'],
  ['pl', 'Minister rzekomo przyjął pieniądze.', 'The minister allegedly took money.', 'The minister took money.'],
  ['cs', 'Ministr údajně přijal peníze.', 'The minister allegedly took money.', 'The minister took money.'],
  ['ru', 'Министр якобы получил деньги.', 'The minister allegedly received money.', 'The minister received money.'],
  ['ru', 'Возможно, завод закроют.', 'The plant may be closed.', 'The plant will be closed.'],
  ['uk', 'Міністр нібито отримав гроші.', 'The minister allegedly received money.', 'The minister received money.'],
  ['fi', 'Tehdas saattaa sulkea ovensa.', 'The factory may shut its doors.', 'The factory will shut its doors.'],
  ['zh', '该集团可能裁员。', 'The group may cut jobs.', 'The group will cut jobs.'],
  ['ja', '工場は閉鎖される可能性がある。', 'The factory may close.', 'The factory will close.'],
  ['hi', 'शायद कारखाना बंद होगा।', 'The factory will perhaps close.', 'The factory will close.'],
];

/** The wrong English has lost the negation. */
const NEGATED: readonly Row[] = [
  [
    'fr',
    "La direction n'a pas confirmé ce chiffre.",
    'Management has not confirmed this figure.',
    'Management has confirmed this figure.',
  ],
  ['fr', "Aucun nom n'a été communiqué.", 'No name was disclosed.', 'A name was disclosed.'],
  ['fr', 'Le ministre ne reviendra jamais.', 'The minister will never return.', 'The minister will return.'],
  [
    'de',
    'Die Leitung hat die Zahl nicht bestätigt.',
    'Management has not confirmed the number.',
    'Management has confirmed the number.',
  ],
  ['de', 'Es gab keine Verletzten.', 'There were no injuries.', 'There were injuries.'],
  [
    'es',
    'La dirección no confirmó la cifra.',
    'Management did not confirm the figure.',
    'Management confirmed the figure.',
  ],
  [
    'it',
    'La direzione non ha confermato la cifra.',
    'Management has not confirmed the figure.',
    'Management has confirmed the figure.',
  ],
  [
    'pt',
    'A direção não confirmou o número.',
    'Management did not confirm the number.',
    'Management confirmed the number.',
  ],
  [
    'nl',
    'De directie heeft het cijfer niet bevestigd.',
    'Management has not confirmed the figure.',
    'Management has confirmed the figure.',
  ],
  [
    'ca',
    'La direcció no va confirmar la xifra.',
    'Management did not confirm the figure.',
    'Management confirmed the figure.',
  ],
  [
    'pl',
    'Dyrekcja nie potwierdziła tej liczby.',
    'Management did not confirm this number.',
    'Management confirmed this number.',
  ],
  [
    'cs',
    'Nikdo z vedení to číslo nepotvrdil.',
    'Nobody in management confirmed the number.',
    'Management confirmed the number.',
  ],
  [
    'ru',
    'Руководство не подтвердило эту цифру.',
    'Management has not confirmed this figure.',
    'Management has confirmed this figure.',
  ],
  [
    'uk',
    'Керівництво не підтвердило цю цифру.',
    'Management has not confirmed this figure.',
    'Management has confirmed this figure.',
  ],
  ['fi', 'Johto ei vahvistanut lukua.', 'Management did not confirm the figure.', 'Management confirmed the figure.'],
  [
    'zh',
    '管理层没有证实这个数字。',
    'Management has not confirmed this figure.',
    'Management has confirmed this figure.',
  ],
  [
    'ja',
    '経営陣はこの数字を確認していない。',
    'Management has not confirmed this figure.',
    'Management has confirmed this figure.',
  ],
  ['hi', 'प्रबंधन ने आंकड़े की पुष्टि नहीं की।', 'Management did not confirm the figure.', 'Management confirmed the figure.'],
];

/** The wrong English states as fact what somebody says. */
const ATTRIBUTED: readonly Row[] = [
  [
    'fr',
    'Selon la police, le conducteur roulait trop vite.',
    'Police say the driver was going too fast.',
    'The driver was going too fast.',
  ],
  [
    'de',
    'Laut Polizei fuhr der Mann zu schnell.',
    'According to police, the man drove too fast.',
    'The man drove too fast.',
  ],
  [
    'es',
    'Según la policía, el hombre conducía rápido.',
    'The man was driving fast, police said.',
    'The man was driving fast.',
  ],
  [
    'it',
    "Secondo la polizia, l'uomo guidava veloce.",
    'The man was driving fast, police said.',
    'The man was driving fast.',
  ],
  ['nl', 'Volgens de politie reed de man hard.', 'According to police the man drove fast.', 'The man drove fast.'],
  ['pl', 'Według policji mężczyzna jechał szybko.', 'According to police the man drove fast.', 'The man drove fast.'],
  ['ru', 'По данным полиции, мужчина ехал быстро.', 'According to police, the man drove fast.', 'The man drove fast.'],
  ['fi', 'Poliisin mukaan mies ajoi kovaa.', 'According to police the man drove fast.', 'The man drove fast.'],
  ['zh', '据警方介绍，该男子超速行驶。', 'According to police, the man was speeding.', 'The man was speeding.'],
];

/** Negations, hedges and attributions that need no counterpart, or have one in another word. */
const HARMLESS: readonly (readonly [language: string, source: string, english: string])[] = [
  ['fr', 'Il a non seulement gagné, mais aussi battu un record.', 'He won and also broke a record.'],
  ['fr', "Le programme n'est ouvert qu'aux étudiants.", 'The programme is open only to students.'],
  ['fr', "Le ministre n'a pas souhaité répondre.", 'The minister declined to answer.'],
  ['fr', 'Il est toujours sans emploi.', 'He is still unemployed.'],
  ['de', 'Nicht nur Berlin ist betroffen.', 'Berlin is affected, and others too.'],
  ['es', 'Sin embargo, el grupo ganó.', 'However, the group won.'],
  ['ru', 'Не менее важен и климат.', 'The climate matters just as much.'],
  ['it', 'Il secondo gol è di Rossi.', 'The second goal is by Rossi.'],
];

const modality = (sourceLanguage: string, source: string, target: string) =>
  checkPair({ source, sourceLanguage, target }).findings.filter((finding) => finding.check === 'modality');

describe.each([
  ['a hedge', HEDGED],
  ['a negation', NEGATED],
  ['an attribution', ATTRIBUTED],
] as const)('%s of the source', (_, rows) => {
  it.each(rows)('%s: %s', (language, source, right, wrong) => {
    expect(modality(language, source, right)).toEqual([]);
    const [finding] = modality(language, source, wrong);
    expect(finding).toBeDefined();
    expect(finding!.source).not.toBeNull();
    expect(source.slice(finding!.source!.start, finding!.source!.end)).toBe(finding!.source!.text);
    const verdict = checkPair({ source, sourceLanguage: language, target: wrong }).verdict;
    expect(verdict).not.toBe('verified');
  });
});

describe('what is no loss', () => {
  it.each(HARMLESS)('%s: %s', (language, source, english) => {
    expect(modality(language, source, english)).toEqual([]);
  });
});

describe('set phrases that neither negate, suppose nor attribute', () => {
  it.each([
    ['fr', "L'annonce a été faite lundi devant le conseil.", 'The decision was presented to the council on Monday.'],
    ['fr', 'La théorie selon laquelle la Terre tourne est ancienne.', 'The idea that the Earth turns is old.'],
    ['fr', 'Le nombre dépend de si oui ou non ils comptent.', 'The number depends on whether or not they count.'],
    ['de', 'Sie wurde zur Sperrzone erklärt.', 'It was made a restricted zone.'],
    ['de', 'Es hängt davon ab, ob sie mitgezählt werden oder nicht.', 'It depends on whether or not they are counted.'],
    ['pt', 'O barco fez 1,5 km por segundo.', 'The boat did 1.5 km per second.'],
    ['pt', 'Noosa ficou em segundo lugar.', 'Noosa came second.'],
    ['nl', 'De kosmonaut nr. 11 ging mee.', 'Cosmonaut No. 11 went along.'],
    ['pl', 'Firma nie podała powodu.', 'The company gave no reason.'],
    ['zh', '对许多家庭来说，这是一件大事。', 'For many families this is a big event.'],
    ['zh', '各国的情况不同，影响不断。', 'Conditions vary between countries and effects continue.'],
    ['ja', 'サーバー上に存在しなければなりません。', 'It must reside on a server.'],
    ['ja', 'この自由は終わるかもしれません。', 'This freedom might end.'],
  ])('%s: %s', (language, source, english) => {
    expect(modality(language, source, english)).toEqual([]);
  });

  it.each([
    ['fr', 'Selon le maire, la route est fermée.', 'The road is shut to cars.'],
    ['pt', 'Segundo o prefeito, a estrada fechou.', 'The road is shut to cars.'],
    ['zh', '市长说道路关闭。', 'The road is shut to cars.'],
  ])('while a real attribution is still missed: %s %s', (language, source, english) => {
    expect(modality(language, source, english).map((finding) => finding.message)).toEqual([
      expect.stringContaining('attributes'),
    ]);
  });
});

describe('severity', () => {
  it('blames a flat future or a single clause as an error where words are separated', () => {
    expect(modality('fr', 'Le groupe pourrait supprimer des emplois.', 'The group will cut jobs.')[0]?.severity).toBe(
      'error',
    );
    expect(modality('de', 'Es gab keine Verletzten.', 'There were injuries.')[0]?.severity).toBe('error');
  });

  it('only warns where the tables are coarse, or where English has a negation of its own', () => {
    expect(modality('zh', '该集团可能裁员。', 'The group will cut jobs.')[0]?.severity).toBe('warning');
    expect(
      modality('fr', 'La direction confirme ce chiffre.', 'Management does not confirm this figure.')[0]?.severity,
    ).toBe('warning');
  });
});
