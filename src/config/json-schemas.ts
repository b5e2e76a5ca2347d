import { z } from 'zod';
import { briefSchema, eventSchema, reportSchema } from '../runner/shapes.ts';
import { settingsSchema } from './schema.ts';

/** The files of `schemas/`, by name. */
export function jsonSchemas(): Record<string, unknown> {
  const titled = (title: string, schema: z.ZodType) => ({ title, ...z.toJSONSchema(schema) });
  return {
    'brief.json': titled('A brief of precis (precis/brief@1)', briefSchema),
    'event.json': titled('An event of precis run --json', eventSchema),
    'run.json': titled('The report of a run (run.json)', reportSchema),
    'config.json': titled('Settings of precis (precis.config.json)', settingsSchema),
  };
}
