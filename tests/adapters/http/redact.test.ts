import { describe, expect, it } from 'vitest';
import { protectEnvironment, protectSecret, quotable, redact } from '../../../src/adapters/http/redact.ts';

describe('redact', () => {
  it.each([
    ['Incorrect API key provided: sk-ab12*****wxyz.', 'Incorrect API key provided: [redacted].'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
    ['key f3a1c2d4-1111-2222-3333-444455556666:fx is blocked', 'key [redacted]:fx is blocked'],
    ['no \u001b[31mcolours\u0007\u202e here\n\nnow', 'no [31mcolours here now'],
    ["Value for 'target_lang' not supported.", "Value for 'target_lang' not supported."],
    ['The model `gpt-5` does not exist', 'The model `gpt-5` does not exist'],
  ])('%j → %j', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('cuts at 200 characters', () => {
    expect(redact('word '.repeat(100))).toHaveLength(200);
  });

  it('blanks out every secret of the environment, also URL-encoded', () => {
    protectEnvironment({
      MY_PASSWORD: 'hunter+two&more',
      SHELL: 'a-shell-path',
      GIT_AUTHOR_NAME: 'a-shell-path',
      EMPTY_KEY: '',
    });
    protectSecret('plain words as key');
    expect(redact('hunter+two&more hunter%2Btwo%26more a-shell-path plain words as key')).toBe(
      '[redacted] [redacted] a-shell-path [redacted]',
    );
  });
});

describe('quotable', () => {
  const texts = ['La mairie de Roubaix a fermé le pont du canal.', 'Oui.'];

  it.each([
    'The text "La mairie de Roubaix" is too long',
    'the text "LA  MAIRIE de\nroubaix" is too long',
    'cannot read: a fermé le pon',
  ])('drops a message that repeats the text: %s', (message) => {
    expect(quotable(message, texts)).toBeNull();
  });

  it('drops a message that holds a whole short text', () => {
    expect(quotable('Unknown input "Oui."', texts)).toBeNull();
  });

  it('keeps a message of the service itself', () => {
    expect(quotable('Quota for this month exceeded', texts)).toBe('Quota for this month exceeded');
  });

  it('is quick for long texts', () => {
    const startedAt = performance.now();
    quotable('z'.repeat(4000), ['a'.repeat(1_000_000)]);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});
