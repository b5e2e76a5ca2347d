// A translator for precis over a service of your own. Pacing, retries, the budget, the memory of paid replies and the
// redaction of errors come with `connect`: an adapter only says how a request is written and a reply is read.
//
//   precis run articles --translator ./index.js        by path
//   precis run articles --translator precis-translator-example   by name, once it is installed
import { connect, connectionOptions, pacing, parseOptions, parseReply, translatorOver } from 'precis/http';
import { z } from 'zod';

// CHANGE: the name, as it will stand in briefs and errors.
const NAME = 'example';
// CHANGE: the only place that a key comes from. Never an option: options stand in files.
const KEY = 'EXAMPLE_API_KEY';

const optionsSchema = z.strictObject({
  ...connectionOptions,
  url: z.string().default('https://translate.example.com'),
});

// Lenient towards the service: what it adds later does not break the adapter.
const replySchema = z.object({ translations: z.array(z.object({ text: z.string() })) });

/** @type {import('precis').AdapterDefinition<import('precis').Translator>} */
export default {
  contract: 1,
  kind: 'translator',
  name: NAME,
  summary: 'a template for a translator of your own',

  // Looks at the machine only: no request.
  async needs({ env }) {
    return env[KEY] ? [] : [`set ${KEY}`];
  },

  async create(given, setting) {
    const options = parseOptions(NAME, optionsSchema, given);
    const key = setting.env[KEY] ?? null;
    const connection = connect(
      { adapter: NAME, url: options.url, key, keyName: KEY, model: null, ...pacing(options) },
      setting,
    );
    return translatorOver({
      name: NAME,
      settings: { url: options.url },
      connection,
      // CHANGE: what one request may hold; precis splits and rejoins.
      limits: { textsPerRequest: 50, sizePerRequest: 10_000, charsPerText: 5_000 },
      noTranslate: null,
      protects: 'in repairs',
      price: setting.prices.prices[NAME] ?? null,
      // CHANGE: the languages it does. No request.
      supports: async ({ source, target }) => ['fr', 'de', 'es'].includes(source.slice(0, 2)) && target === 'en',
      remedy: 'name another translator for it',
      url: () => '/v1/translate',
      headers: () => (key === null ? {} : { authorization: `Bearer ${key}` }),
      // CHANGE: how your service wants it, and how it answers.
      body: ({ texts, pair }) => ({ from: pair.source, to: pair.target, texts }),
      read: (reply) => parseReply(NAME, replySchema, reply).translations.map(({ text }) => text),
      charged: () => null,
    });
  },
};
