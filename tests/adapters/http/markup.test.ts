import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsStandIns, markUp, unmark } from '../../../src/adapters/http/markup.ts';

describe('markup', () => {
  it('marks stand-ins and escapes the rest', () => {
    expect(markUp('A < B & Xq12x', '<x>', '</x>')).toBe('A &lt; B &amp; <x>Xq12x</x>');
    expect(holdsStandIns(['rien', 'avec Xq1x'])).toBe(true);
    expect(holdsStandIns(['rien', 'aXq1xb'])).toBe(false);
  });

  it('reads what services make of it', () => {
    expect(unmark('A &lt;b&gt; &amp;amp; <span translate="no">Xq1x</span> isn&#39;t &#x2013; &quot;x&quot;')).toBe(
      'A <b> &amp; Xq1x isn\'t – "x"',
    );
    expect(unmark('&nosuch; &#0; &#9999999; a < b')).toBe('&nosuch; &#0; &#9999999; a < b');
  });

  it('comes back as it went', () => {
    assert(
      property(string({ maxLength: 200 }), (text) => {
        expect(unmark(markUp(text, '<x>', '</x>'))).toBe(text);
      }),
    );
  });
});
