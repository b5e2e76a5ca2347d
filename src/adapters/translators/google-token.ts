import { createSign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError, NO_USAGE } from '../../core/index.ts';
import type { AdapterSetting, CallContext } from '../../core/index.ts';
import { connect, parseReply, protectSecret } from '../http/index.ts';

/**
 * Access tokens from the file that GOOGLE_APPLICATION_CREDENTIALS names. Written from
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest and
 * https://developers.google.com/identity/protocols/oauth2/web-server#offline (2026-11-22).
 */
const account = z.object({
  type: z.literal('service_account'),
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.string().optional(),
  project_id: z.string().optional(),
});
const user = z.object({
  type: z.literal('authorized_user'),
  client_id: z.string(),
  client_secret: z.string(),
  refresh_token: z.string(),
  quota_project_id: z.string().optional(),
});
const credentialsSchema = z.discriminatedUnion('type', [account, user]);
const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

type Credentials = z.output<typeof credentialsSchema>;

const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const SCOPE = 'https://www.googleapis.com/auth/cloud-translation';
/** A token is renewed when it has less than this left. */
const MARGIN_MS = 300_000;

export interface TokenSource {
  /** The project that the file belongs to, if it says. */
  readonly project: string | null;
  /** A token that is good for some minutes at least; asked for only when the last one runs out. */
  token(context: CallContext): Promise<string>;
}

/** @throws ConfigError where the file cannot be read or is no credentials file */
export async function tokensFromFile(path: string, setting: AdapterSetting): Promise<TokenSource> {
  const credentials = await readCredentials(path);
  protectSecret(credentials.type === 'service_account' ? credentials.private_key : credentials.client_secret);
  if (credentials.type === 'authorized_user') protectSecret(credentials.refresh_token);
  const connection = connect(
    {
      adapter: 'google',
      url: TOKEN_URL,
      key: null,
      keyName: 'GOOGLE_APPLICATION_CREDENTIALS',
      model: 'token',
      limits: {},
    },
    setting,
  );
  const fetchToken = async (context: CallContext): Promise<{ token: string; until: number }> => {
    const { value } = await connection.ask(
      {
        url: TOKEN_URL,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: grantOf(credentials, Date.now()).toString(),
        bound: null,
        usageOf: () => NO_USAGE,
        parse: (reply) => parseReply('google', tokenSchema, reply),
        texts: [],
      },
      context,
    );
    protectSecret(value.access_token);
    return { token: value.access_token, until: performance.now() + value.expires_in * 1000 - MARGIN_MS };
  };
  let last: { readonly token: string; readonly until: number } | null = null;
  let asking: Promise<string> | null = null;
  return {
    project: (credentials.type === 'service_account' ? credentials.project_id : credentials.quota_project_id) ?? null,
    async token(context) {
      if (last !== null && last.until > performance.now()) return last.token;
      asking ??= fetchToken(context)
        .then((fetched) => {
          last = fetched;
          return fetched.token;
        })
        .finally(() => {
          asking = null;
        });
      return await asking;
    },
  };
}

async function readCredentials(path: string): Promise<Credentials> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw new ConfigError(`google: cannot read ${path}, which GOOGLE_APPLICATION_CREDENTIALS names, as JSON`);
  }
  const result = credentialsSchema.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigError(`google: ${path} holds neither a service account nor a user's credentials`);
}

function grantOf(credentials: Credentials, now: number): URLSearchParams {
  if (credentials.type === 'authorized_user') {
    const { client_id, client_secret, refresh_token } = credentials;
    return new URLSearchParams({ grant_type: 'refresh_token', client_id, client_secret, refresh_token });
  }
  const seconds = Math.floor(now / 1000);
  const header = { alg: 'RS256', typ: 'JWT', kid: credentials.private_key_id };
  const claims = { iss: credentials.client_email, scope: SCOPE, aud: TOKEN_URL, iat: seconds, exp: seconds + 3600 };
  const unsigned = `${encoded(header)}.${encoded(claims)}`;
  const signature = createSign('RSA-SHA256').update(unsigned).sign(credentials.private_key, 'base64url');
  return new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: `${unsigned}.${signature}`,
  });
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
