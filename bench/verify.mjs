// How long the check of figures takes for one claim, beside plain comparison of digits, on one core.
import { checkFigures, sourceFigures } from '../dist/verify/check-figures.js';

const PAIRS = [
  [
    'fr',
    'Le groupe a dépensé 2,5 milliards de dollars en 2019, soit 12 % de plus que prévu.',
    'The group spent $2.5 billion in 2019, 12% more than planned.',
  ],
  [
    'de',
    'Am 16. April 2020 wurden rund 1,3 Mio. Euro an vierundzwanzig Vereine gezahlt.',
    'On April 16, 2020, about €1.3 million was paid to twenty-four clubs.',
  ],
  [
    'es',
    'La tormenta, con vientos de 165 km/h, dejó treinta y cinco heridos en dos semanas.',
    'The storm, with winds of 165 km/h, left thirty-five injured in two weeks.',
  ],
  [
    'ru',
    'В 9 часов вечера 5 мая около двухсот человек вышли на улицы города.',
    'At 9 pm on May 5, about two hundred people took to the streets of the city.',
  ],
  [
    'zh',
    '2020年4月16日，该公司宣布投资一千二百万元，占总额的百分之五。',
    'On April 16, 2020, the company announced an investment of 12 million yuan, 5% of the total.',
  ],
  [
    'fi',
    'Kaksikymmentäviisi prosenttia vastaajista odottaa hintojen nousevan ensi vuonna 3,5 prosenttia.',
    'Twenty-five per cent of respondents expect prices to rise by 3.5 per cent next year.',
  ],
  [
    'pl',
    'W latach 90. XX wieku fabryka zatrudniała trzy tysiące osób.',
    'In the 1990s the factory employed three thousand people.',
  ],
  [
    'ja',
    '昨年は2兆円の損失を出し、従業員の3割にあたる9千人を削減した。',
    'Last year it lost 2 trillion yen and cut 9,000 jobs, 30% of its staff.',
  ],
];
const ROUNDS = 4000;
const GOAL_MICROSECONDS = 300;

/** What tools without a check of their own do: every run of digits of the claim must stand in the source. */
function digitsAgree(source, claim) {
  const held = new Set(source.match(/\d+/g) ?? []);
  return (claim.match(/\d+/g) ?? []).every((digits) => held.has(digits));
}

function check([language, source, claim]) {
  const figures = sourceFigures(source, [{ start: 0, end: source.length }], language, null);
  return checkFigures({ claim, claimIndex: 0, source: figures, evidence: [0] }).findings.length === 0;
}

/** Microseconds for one pair. */
function measure(work) {
  for (let round = 0; round < ROUNDS / 10; round++) for (const pair of PAIRS) work(pair);
  const begun = performance.now();
  for (let round = 0; round < ROUNDS; round++) for (const pair of PAIRS) work(pair);
  return ((performance.now() - begun) * 1000) / (ROUNDS * PAIRS.length);
}

export default async function bench() {
  const ours = measure(check);
  const digits = measure(([, source, claim]) => digitsAgree(source, claim));
  const rows = [
    ['typed figures, one to one', ours, check],
    ['digits only', digits, ([, source, claim]) => digitsAgree(source, claim)],
  ];
  return {
    table: rows.map(([method, microseconds, work]) => ({
      method,
      'µs a claim': microseconds.toFixed(1),
      'claims/s on one core': Math.round(1e6 / microseconds),
      'right pairs passed': `${PAIRS.filter((pair) => work(pair)).length} of ${PAIRS.length}`,
    })),
    figures: {
      microsecondsPerClaim: Number(ours.toFixed(2)),
      claimsPerSecond: Math.round(1e6 / ours),
      digitsMicrosecondsPerClaim: Number(digits.toFixed(2)),
      rightPairsPassed: PAIRS.filter(check).length,
      pairs: PAIRS.length,
    },
    goals: {
      microsecondsPerClaim: {
        wanted: `at most ${GOAL_MICROSECONDS}`,
        value: Number(ours.toFixed(1)),
        met: ours <= GOAL_MICROSECONDS,
      },
      rightPairsPassed: { wanted: PAIRS.length, value: PAIRS.filter(check).length, met: PAIRS.every(check) },
    },
  };
}
