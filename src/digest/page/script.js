// What the page can do with JavaScript besides being read. It talks to nobody and keeps only the chosen theme.
(() => {
  const root = document.documentElement;
  const form = document.querySelector('.controls');
  const filters = document.getElementById('filters');
  const shown = document.getElementById('shown');
  const keys = document.getElementById('keys');
  const keysOn = document.getElementById('keys-on');
  const main = document.getElementById('briefs');
  root.classList.add('js');
  form.hidden = false;

  const remember = (name, value) => {
    try {
      localStorage.setItem(`precis-${name}`, value);
    } catch {
      // Private windows have no storage: the choice holds for this page.
    }
  };
  const remembered = (name) => {
    try {
      return localStorage.getItem(`precis-${name}`);
    } catch {
      return null;
    }
  };

  const briefs = () => [...main.querySelectorAll('.b')];
  const visible = () => briefs().filter((brief) => !brief.hidden && brief.closest('[hidden]') === null);

  const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  // Filled at the first search: the text of two thousand briefs is not folded for nothing.
  const folded = new WeakMap();
  const textOf = (brief) => {
    if (!folded.has(brief)) folded.set(brief, fold(brief.textContent));
    return folded.get(brief);
  };

  function wanted() {
    const words = fold(form.q.value).split(/\s+/).filter(Boolean);
    const { v, l, o, t, since, until } = form;
    const within = (date) =>
      (!since.value && !until.value) ||
      (date !== '' && date >= since.value.slice(0, date.length) && date <= (until.value || '9999'));
    return (brief) =>
      (!v.value || brief.dataset.v === v.value) &&
      (!l.value || brief.dataset.l === l.value) &&
      (!o.value || brief.dataset.o === o.value) &&
      (!t.value || brief.dataset.t.split(' ').includes(t.value)) &&
      within(brief.dataset.d) &&
      words.every((word) => textOf(brief).includes(word));
  }

  function apply() {
    const matches = wanted();
    const all = briefs();
    const chosen = [...new FormData(form).values()].some((value) => value !== '');
    let number = 0;
    for (const brief of all) {
      brief.hidden = !matches(brief);
      if (!brief.hidden) number += 1;
    }
    for (const group of main.querySelectorAll('.copies, .story'))
      group.hidden = group.querySelector('.b:not([hidden])') === null;
    const front = main.querySelector('.front');
    if (front !== null) front.hidden = chosen;
    document.getElementById('nothing').hidden = number > 0 || all.length === 0;
    shown.value = chosen
      ? `${number} of ${all.length} briefs`
      : `${all.length} ${all.length === 1 ? 'brief' : 'briefs'}`;
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== '')).toString();
    try {
      history.replaceState(null, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
    } catch {
      // Some browsers give files no address of their own to change.
    }
  }

  let waiting = 0;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
  });
  const more = document.getElementById('more');
  const showFilters = (show) => {
    filters.hidden = !show;
    more.setAttribute('aria-expanded', String(show));
  };
  more.addEventListener('click', () => showFilters(filters.hidden));

  const theme = document.getElementById('theme');
  const setTheme = (name) => {
    if (name === 'auto') delete root.dataset.theme;
    else root.dataset.theme = name;
    theme.textContent = `Theme: ${name}`;
  };
  const themes = ['auto', 'light', 'dark'];
  setTheme(themes.includes(remembered('theme')) ? remembered('theme') : 'auto');
  theme.addEventListener('click', () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? 'auto') + 1) % themes.length];
    setTheme(next);
    remember('theme', next);
  });

  // A link to a sentence opens the original that holds it; a link to a brief that is filtered out shows it.
  function follow() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest('[hidden]') !== null) form.reset();
    for (let details = target.closest('details'); details !== null; details = details.parentElement.closest('details'))
      details.open = true;
    if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.matches('.u, .seen') ? 'center' : 'start' });
  }
  addEventListener('hashchange', follow);
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) follow();
  });

  function step(by) {
    const list = visible();
    if (list.length === 0) return;
    const current = document.activeElement.closest('.b');
    let at = list.indexOf(current);
    if (at < 0) {
      const next = list.findIndex((brief) => brief.getBoundingClientRect().bottom > 80);
      at = by > 0 ? next - 1 : next;
    }
    const brief = list[Math.min(list.length - 1, Math.max(0, at + by))];
    for (let details = brief.closest('details'); details !== null; details = details.parentElement.closest('details'))
      details.open = true;
    brief.focus({ preventScroll: true });
    brief.scrollIntoView({ block: 'start' });
  }

  const typing = (element) => element.matches('input:not([type=checkbox]), select, textarea');
  keysOn.checked = remembered('keys') !== 'off';
  keysOn.addEventListener('change', () => remember('keys', keysOn.checked ? 'on' : 'off'));
  document.getElementById('help').addEventListener('click', () => keys.showModal());
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape' && event.target === form.q) {
      form.q.value = '';
      form.q.blur();
      apply();
      return;
    }
    if (!keysOn.checked || typing(event.target) || document.querySelector('dialog[open]') !== null) return;
    const brief = document.activeElement.closest('.b');
    if (event.key === '/') form.q.focus();
    else if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else if (event.key === 'o' && brief?.querySelector('.orig')) {
      const original = brief.querySelector('.orig');
      original.open = !original.open;
    } else if (event.key === 'c' && brief) void copy(brief);
    else if (event.key === '?') keys.showModal();
    else return;
    event.preventDefault();
  });

  const plain = (element) => {
    const clone = element.cloneNode(true);
    for (const extra of clone.querySelectorAll('.no, .drop, .back, .vh, a[lang], [aria-hidden]')) extra.remove();
    return clone.textContent.replace(/\s+/g, ' ').trim();
  };
  const escaped = (text) =>
    text
      .replace(
        /[\\`*_{}[\]<>&|~]/g,
        (character) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[character] ?? `\\${character}`,
      )
      .replace(/^([#+=-])/, '\\$1')
      .replace(/^(\d+)([.)])/, '$1\\$2');
  function markdown(brief) {
    const line = (element) => escaped(plain(element));
    const about = [...brief.querySelector('.about').children].map(line);
    const link = brief.querySelector('a.outlet');
    const sources = (element) => [...element.querySelectorAll('.src p')].map((sentence) => `   > ${line(sentence)}`);
    return [
      `## ${line(brief.querySelector('h2, h3'))}`,
      '',
      `*${about.join(' · ')}*${link === null ? '' : ` <${link.href}>`}`,
      '',
      ...[...brief.querySelectorAll('.why .reason')].map((reason) => `> ${line(reason)}`),
      '',
      ...[...brief.querySelectorAll('.claims > li')].flatMap((claim, index) => [
        `${index + 1}. ${line(claim.querySelector('.claim'))}`,
        ...sources(claim),
        '',
      ]),
    ].join('\n');
  }
  async function copy(brief) {
    const text = markdown(brief);
    const button = brief.querySelector('.copy');
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      brief.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy as Markdown'), 1500);
  }
  main.addEventListener('click', (event) => {
    if (event.target.matches('.copy')) void copy(event.target.closest('.b'));
    if (event.target.matches('#clear')) form.reset();
  });

  // A figure and its counterpart light up together.
  function light(event) {
    for (const mark of main.querySelectorAll('mark.on')) mark.classList.remove('on');
    const mark = event.target.closest?.('mark[data-f]');
    if (!mark || event.type === 'mouseout') return;
    for (const twin of mark.closest('.row').querySelectorAll(`mark[data-f="${mark.dataset.f}"]`))
      twin.classList.add('on');
  }
  main.addEventListener('mouseover', light);
  main.addEventListener('mouseout', light);

  // The page of a server is filled anew as its folder changes.
  document.addEventListener('precis:fresh', apply);

  const asked = new URLSearchParams(location.search);
  for (const [name, value] of asked) {
    if (form.elements[name] !== undefined && name !== '') form.elements[name].value = value;
  }
  if ([...asked.keys()].some((name) => form.elements[name] !== undefined)) apply();
  if (['v', 'l', 'o', 't', 'since', 'until'].some((name) => form[name].value !== '')) showFilters(true);
  follow();
})();
