import { describe, expect, it } from 'vitest';
import { inputError } from '../../../src/adapters/readers/input-bytes.ts';
import { InputError } from '../../../src/core/errors.ts';

describe('inputError', () => {
  it.each([
    ['ENOENT', 'no such file'],
    ['EACCES', 'may not be read'],
    ['ELOOP', 'circle'],
    ['EMFILE', 'ulimit'],
    ['EIO', 'EIO'],
  ])('says what %s means and what to do', (code, message) => {
    const error = inputError('a.txt', Object.assign(new Error(`${code}: open '/x/a.txt'`), { code }));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toMatch(/^a\.txt: /u);
    expect(error.message).toContain(message);
  });
});
