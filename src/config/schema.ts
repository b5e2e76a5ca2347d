import { z } from 'zod';

/** An adapter as it is named in settings: `deepl`, `openai:MODEL`, `./mine.js`, or with options. */
const adapter = z.union([z.string().min(1), z.tuple([z.string().min(1), z.record(z.string(), z.unknown())])]);

/** One schema for file, environment and flags. Unknown keys are errors. */
export const settingsSchema = z.strictObject({
  $schema: z.string().optional().describe('Address of this schema, for editors.'),
  out: z.string().min(1).optional().describe('Folder that the briefs go to.'),
  translator: z
    .union([adapter, z.array(adapter).min(1)])
    .optional()
    .describe('Translator, or several in the order in which they are tried. Default: auto (local engines only).'),
  summariser: adapter.optional().describe('Summariser. Default: extractive.'),
  route: z.enum(['auto', 'direct', 'translate-first', 'extract-first']).optional(),
  from: z.string().min(2).optional().describe('Language of all articles (BCP 47). Default: found out for each.'),
  maxWords: z.number().int().min(20).max(2000).optional().describe('Most words of the claims together. Default: 160.'),
  glossary: z.string().min(1).optional().describe('CSV file of settled renderings.'),
  concurrency: z.number().int().min(1).max(1024).optional().describe('Articles in flight. Default: 8.'),
  maxCostUsd: z.number().positive().optional().describe('Most that a run may cost, in US dollars.'),
  failOn: z.enum(['rejected', 'review', 'never']).optional(),
  offline: z.boolean().optional().describe('No download and no service.'),
  prices: z.string().min(1).optional().describe('JSON file of prices that override the table of precis.'),
  include: z.array(z.string().min(1)).optional().describe('Globs of files to read in folders.'),
  exclude: z.array(z.string().min(1)).optional().describe('Globs of files to leave out.'),
});

export type Settings = z.infer<typeof settingsSchema>;
export type AdapterName = z.infer<typeof adapter>;

/** What is used where nothing is set. */
export const DEFAULTS = {
  translator: 'auto',
  summariser: 'extractive',
  route: 'auto',
  maxWords: 160,
  concurrency: 8,
  failOn: 'rejected',
  offline: false,
} as const;
