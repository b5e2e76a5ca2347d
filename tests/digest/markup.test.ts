import { describe, expect, it } from 'vitest';
import { inLanguage, markup, safeLink } from '../../src/digest/markup.ts';

describe('markup', () => {
  it('escapes whatever is not markup, in content and attributes', () => {
    const hostile = `<b title='x' class="y">&amp;</b>`;
    expect(markup`<p title="${hostile}">${hostile}</p>`.toString()).toBe(
      `<p title="&lt;b title=&#39;x&#39; class=&quot;y&quot;&gt;&amp;amp;&lt;/b&gt;">&lt;b title=&#39;x&#39; class=&quot;y&quot;&gt;&amp;amp;&lt;/b&gt;</p>`,
    );
  });

  it('keeps markup, joins lists, writes numbers, and leaves out what is nothing', () => {
    const item = (text: string) => markup`<li>${text}</li>`;
    expect(markup`${['a', '<'].map(item)}${0}${false}${null}${undefined}${[[1], ['b', [item('c')]]]}`.toString()).toBe(
      '<li>a</li><li>&lt;</li>01b<li>c</li>',
    );
  });

  it('takes out what turns text round or ends a document, and nothing that scripts need', () => {
    expect(markup`${'1\u202e002\u202c\u2067\u0000\ufeff\ud800\uffff'}`.toString()).toBe('1002');
    expect(markup`${'سلام\u200f می‌روم 👩‍👩‍👧\n\t'}`.toString()).toBe('سلام\u200f می‌روم 👩‍👩‍👧\n\t');
  });

  it.each([
    ['https://a.example/x?a=1#b', 'https://a.example/x?a=1#b'],
    ['HTTP://A.example', 'http://a.example/'],
    ['https://аpple.example/', 'https://xn--pple-43d.example/'],
    ['javascript:alert(1)', null],
    [' java\nscript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
    ['//a.example', null],
    ['https://user@a.example', null],
    ['https://', null],
    [null, null],
  ])('makes %j the link %j', (url, expected) => {
    expect(safeLink(url)?.href ?? null).toBe(expected);
  });

  it.each([
    ['fr', ' lang="fr" dir="ltr"'],
    ['ar', ' lang="ar" dir="rtl"'],
    ['ur', ' lang="ur" dir="rtl"'],
    ['az-Arab', ' lang="az-Arab" dir="rtl"'],
    ['he-IL', ' lang="he-IL" dir="rtl"'],
    ['und', ' dir="auto"'],
    ['"><script>', ' dir="auto"'],
  ])('gives %s its direction', (language, expected) => {
    expect(inLanguage(language).toString()).toBe(expected);
  });
});
