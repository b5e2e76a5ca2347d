import type { ServerResponse } from 'node:http';
import { honestDraft, sendJson } from './billing-server.ts';
import type { WireRequest } from './billing-server.ts';

/** What a bad service does in place of an honest answer. */
export type Fault =
  | '429'
  | '500'
  | 'close'
  | 'stall'
  | 'html'
  | 'half'
  | 'wrong shape'
  | 'empty'
  | 'language'
  | 'no such evidence'
  | 'other evidence'
  | 'figures'
  | 'names';

export const FAULTS: readonly Fault[] = [
  '429',
  '500',
  'close',
  'stall',
  'html',
  'half',
  'wrong shape',
  'empty',
  'language',
  'no such evidence',
  'other evidence',
  'figures',
  'names',
];

/** Made up by the service: in no article. */
export const INVENTED = { figure: '98765', person: 'Zoltan Quistgaard', place: 'Ouagadougou' };

/** What an article's event says when the service failed it so for the last time. */
export const REASON: Readonly<Record<Fault, RegExp>> = {
  429: /asks to slow down/,
  500: /is not available \(500/,
  close: /connection to \S+ broke/,
  stall: /no full answer from \S+ within/,
  html: /not JSON/,
  half: /not JSON/,
  'wrong shape': /documented shape/,
  empty: /not JSON|documented shape/,
  'no such evidence': /no segment of the article/,
  language: /language|English|support/i,
  'other evidence': /./,
  figures: /98,?765/,
  names: /Zoltan|Quistgaard|Ouagadougou/,
};

/** The same number for the same words in every run, 0 to 1 (FNV-1a, mixed). */
export function chance(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of words.join('\u0000')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Answers with a fault. @returns false where the fault is in what an answer of this kind says, which the caller makes */
export function failTransport(fault: Fault, response: ServerResponse): boolean {
  switch (fault) {
    case '429':
      response.writeHead(429, { 'retry-after': '0' }).end('{"error":{"message":"slow down"}}');
      return true;
    case '500':
      response.writeHead(500).end('oops');
      return true;
    case 'close':
      response.destroy();
      return true;
    case 'stall':
      return true;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title>');
      return true;
    default:
      return false;
  }
}

/** A summary as a bad service writes it. */
export function faultySummary(fault: Fault, wire: WireRequest, response: ServerResponse): void {
  if (failTransport(fault, response)) return;
  const draft = honestDraft(wire);
  const [first, second] = draft.claims;
  const reply = (claims: readonly unknown[], headline: unknown = draft.headline): void =>
    sendJson(response, { ...draft, headline, claims });
  switch (fault) {
    case 'half':
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(draft).slice(0, Math.floor(JSON.stringify(draft).length / 2)));
      return;
    case 'wrong shape':
      return sendJson(response, { summary: first!.text, usage: draft.usage });
    case 'empty':
      return reply([{ ...first!, text: '' }], { ...draft.headline, text: '' });
    case 'language':
      return reply([
        { ...first!, text: 'Le conseil a voté hier la fermeture du pont pour les piétons et les cyclistes.' },
        { ...second!, text: 'Les habitants du quartier demandent une réunion avec les élus de la commune.' },
      ]);
    case 'no such evidence':
      return reply([{ ...first!, evidence: [77] }]);
    case 'other evidence':
      return reply([
        { ...first!, evidence: second!.evidence },
        { ...second!, evidence: first!.evidence },
      ]);
    case 'figures':
      return reply([first, { ...second!, text: second!.text.replace(/\d+/, INVENTED.figure) }]);
    case 'names':
      return reply([
        first,
        { ...second!, text: `${INVENTED.person} of ${INVENTED.place} announced it, and ${second!.text}` },
      ]);
    default:
      throw new Error(`no such summary: ${fault}`);
  }
}
