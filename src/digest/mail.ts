import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { tellable } from './content.ts';
import type { DigestContent } from './content.ts';
import { markup } from './markup.ts';
import { digestText } from './outline.ts';
import { briefReading, storyReading } from './reading.ts';
import { count, longDay } from './words.ts';

/**
 * `digest.eml`: a message with an HTML and a text part that any mail program opens as a draft (`X-Unsent`); whoever
 * sends it names the addresses. The same digest makes the same message.
 */
export async function digestMail(content: DigestContent): Promise<Uint8Array> {
  const text = digestText(content);
  const page = mailPage(content);
  const hash = createHash('sha256').update(text).update(page).digest('hex');
  const message = new MailComposer({
    from: { name: 'precis', address: 'digest@precis.invalid' },
    subject: `Digest of ${longDay(content.madeAt)}: ${count(tellable(content).length, 'brief')}`,
    date: content.madeAt,
    messageId: `<${hash.slice(0, 32)}@precis.invalid>`,
    headers: { 'X-Unsent': '1', 'Content-Language': 'en' },
    text,
    html: page,
    disableFileAccess: true,
    disableUrlAccess: true,
    baseBoundary: hash.slice(32),
  });
  return message.compile().build();
}

/** Mail programs drop style sheets: the few styles there are stand in the elements that they read. */
function mailPage({ stories, held, madeAt, originals }: DigestContent): string {
  const told = stories.map((story) => {
    if (story.briefs.length === 1) {
      return story.briefs.map(
        (brief) => markup`<h2>${brief.headline.text}</h2>
${briefReading(brief, originals)}`,
      );
    }
    return markup`<h2>${story.headline}</h2>
${storyReading(story)}${story.briefs.map(
      (brief) => markup`<h3>${brief.headline.text}</h3>
${briefReading(brief, originals)}`,
    )}`;
  });
  const back =
    held.length > 0 &&
    markup`<h2>Held back</h2><p>These say something that their originals do not. They are in the folder of the briefs, and not to be used.</p><ul>${held.map(({ article }) => markup`<li>${article.path}</li>`)}</ul>`;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><title>Digest of ${longDay(madeAt)}</title></head>
<body style="margin:0 auto;padding:16px;max-width:42em;font:16px/1.5 Georgia,serif">
<h1>Digest of ${longDay(madeAt)}</h1>
${told}${back}</body></html>
`.toString();
}
