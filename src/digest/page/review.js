// The page of `precis serve`: a reader decides on briefs, and the page follows the folder. It talks to its own server
// only.
(() => {
  const token = document.querySelector('meta[name="precis-token"]').content;
  const main = document.getElementById('briefs');

  const notice = document.createElement('div');
  notice.className = 'news';
  notice.setAttribute('role', 'status');
  notice.hidden = true;
  document.body.append(notice);
  let hiding = 0;
  function say(text, lasting = false) {
    clearTimeout(hiding);
    notice.textContent = text;
    notice.hidden = false;
    if (!lasting) hiding = setTimeout(() => (notice.hidden = true), 6000);
  }

  async function decide(decision, body) {
    try {
      const response = await fetch(`/${decision}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-precis-token': token },
        body: JSON.stringify(body),
      });
      const answer = await response.json();
      say(answer.message);
      if (response.ok) await refresh();
    } catch {
      say('The server does not answer: is precis serve still running?', true);
    }
  }

  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'rename-title');
  const field = (label, element) => {
    const wrapper = document.createElement('label');
    wrapper.append(label, ' ', element);
    const paragraph = document.createElement('p');
    paragraph.append(wrapper);
    return paragraph;
  };
  const heading = document.createElement('h2');
  heading.id = 'rename-title';
  heading.textContent = 'Correct a name, once for all';
  const explained = document.createElement('p');
  explained.textContent = 'The glossary takes it, and every brief that holds the name in this language is put right.';
  const which = document.createElement('select');
  const correction = document.createElement('input');
  correction.required = true;
  correction.maxLength = 120;
  const settle = document.createElement('form');
  settle.method = 'dialog';
  const confirm = document.createElement('button');
  confirm.textContent = 'Correct it';
  const cancel = document.createElement('button');
  cancel.type = 'button';
  cancel.textContent = 'Cancel';
  cancel.addEventListener('click', () => dialog.close());
  const buttons = document.createElement('p');
  buttons.append(confirm, ' ', cancel);
  settle.append(field('Name', which), field('Should be', correction), buttons);
  dialog.append(heading, explained, settle);
  document.body.append(dialog);
  let subject = '';
  settle.addEventListener('submit', () => {
    void decide('rename', { id: subject, rendering: which.value, correction: correction.value });
  });

  main.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    const brief = event.target.closest('.b');
    if (button === null || brief === null) return;
    const { id } = brief.dataset;
    if (button.matches('.approve')) void decide('approve', { id });
    else if (button.matches('.drop')) {
      void decide('drop', { id, claim: Number(button.dataset.claim), text: button.dataset.text });
    } else if (button.matches('.rename')) {
      subject = id;
      const names = JSON.parse(button.dataset.names);
      which.replaceChildren(
        ...names.map(([text, source]) => new Option(text === source ? text : `${text} (${source})`, text)),
      );
      correction.value = which.value;
      dialog.showModal();
    }
  });
  which.addEventListener('change', () => (correction.value = which.value));

  // The new page takes the place of the old one around the reader: place, opened originals and focus stay.
  const FOLLOWED = ['.masthead', '#briefs', '.run'];
  let refreshing = null;
  async function refresh() {
    refreshing ??= (async () => {
      const response = await fetch('/');
      if (!response.ok) throw new Error('refused');
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
      const open = [...main.querySelectorAll('.b details[open]')].map((details) => [
        details.closest('.b').id,
        details.className,
      ]);
      const focused = document.activeElement.closest('.b')?.id;
      const anchor = [...main.querySelectorAll('.b')].find(
        (brief) => !brief.hidden && brief.getBoundingClientRect().bottom > 0,
      );
      const top = anchor?.getBoundingClientRect().top;
      for (const selector of FOLLOWED) {
        const [old, next] = [document.querySelector(selector), fresh.querySelector(selector)];
        if (old !== null && next !== null) old.replaceChildren(...next.childNodes);
        else if (next !== null) main.after(next);
      }
      for (const [id, className] of open) {
        const details = document.getElementById(id)?.querySelector(`details.${className}`);
        if (details) details.open = true;
      }
      document.dispatchEvent(new Event('precis:fresh'));
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      const same = anchor && document.getElementById(anchor.id);
      if (same && scrollY > 0) scrollBy({ top: same.getBoundingClientRect().top - top, behavior: 'instant' });
    })().finally(() => (refreshing = null));
    return refreshing;
  }

  // A batch that is running changes the folder all the time; a large page is not made anew for each brief.
  const PAUSE_MS = 4000;
  let next = 0;
  let waiting = 0;
  const events = new EventSource('/events');
  events.addEventListener('changed', () => {
    clearTimeout(waiting);
    waiting = setTimeout(
      async () => {
        await refresh().catch(() => {});
        next = Date.now() + PAUSE_MS;
      },
      Math.max(0, next - Date.now()),
    );
  });
  events.addEventListener('error', () => say('precis serve has ended: the page no longer follows the folder.', true));
  events.addEventListener('open', () => (notice.hidden = true));
})();
