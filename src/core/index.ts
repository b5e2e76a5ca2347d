/** The types everybody speaks, the errors, and language tags. Imports nothing from the other rooms. */
export * from './adapters.ts';
export * from './article.ts';
export * from './brief.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './language.ts';
