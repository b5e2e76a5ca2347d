import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJson } from '../../../../src/adapters/http/chat/json.ts';

const isAnswer = (value: unknown): { a: unknown } | null =>
  typeof value === 'object' && value !== null && 'a' in value ? { a: value.a } : null;
const find = (text: string): unknown => findJson(text, isAnswer)?.a ?? null;

describe('findJson', () => {
  test.each([
    ['plain', '{"a": 1}', 1],
    ['in a fence', '```json\n{"a": 1}\n```', 1],
    ['in a fence without a language', '```\n{"a": 1}\n```\n', 1],
    ['between prose', 'Sure! {"a": 1} Anything else?', 1],
    ['after braces in prose', 'A set {x | x > 0} and an open { brace: {"a": 1}', 1],
    ['after thinking', '<think>{"a": 0}</think>{"a": 1}', 1],
    ['after thinking whose tag is not opened', '{"a": 0} so…</think>\n\n{"a": 1}', 1],
    ['with the tag inside the answer', '{"a": "x </think> y"}', 'x </think> y'],
    ['the last of several', '{"a": 1}\nOn second thoughts:\n{"a": 2}', 2],
    ['the last that fits', '{"a": 1}\n{"note": "done"}', 1],
    ['with trailing commas', '{"a": [1, 2, ], "b": {"c": 1,},}', [1, 2]],
    ['with raw line breaks in strings', '{"a": "one\ntwo\tthree"}', 'one\ntwo\tthree'],
    ['with braces and quotes in strings', '{"a": "} \\" {"}', '} " {'],
    ['with a comma before a bracket inside a string', 'x {"a": "1,]", }', '1,]'],
    ['with a BOM', '\uFEFF{"a": 1}', 1],
  ])('finds the object %s', (_, text, value) => {
    expect(find(text)).toEqual(value);
  });

  test.each([
    ['nothing', ''],
    ['no object', 'I cannot do that.'],
    ['an object that is not closed', '{"a": [1, 2'],
    ['an object cut in a string', '{"a": "one'],
    ['an array', '[1, 2]'],
    ['another object', '{"b": 1}'],
    ['JavaScript', '{a: 1}'],
  ])('finds none in %s', (_, text) => {
    expect(find(text)).toBeNull();
  });

  test('whatever stands around it, an object is found', () => {
    const around = fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => !/[{}"]|<\/|◁/.test(text));
    fc.assert(
      fc.property(around, fc.jsonValue(), around, (before, value, after) => {
        const found = findJson(`${before}${JSON.stringify({ a: value })}${after}`, isAnswer);
        expect(found).toEqual({ a: JSON.parse(JSON.stringify(value)) as unknown });
      }),
    );
  });

  test.each(['{', '{"', '{"a":', '[{', '```json\n', '{"a": [,', '</think>{', '\\'])(
    'a megabyte of %j takes linear time and throws nothing',
    (unit) => {
      const startedAt = performance.now();
      expect(find(unit.repeat(Math.ceil(1_000_000 / unit.length)))).toBeNull();
      expect(performance.now() - startedAt).toBeLessThan(3000);
    },
  );
});
