import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { wait } from '../../http/wait.ts';
import { codeOf } from './disk.ts';

/** A holder touches its lock this often. */
const HEARTBEAT_MS = 2_000;
/** A lock that nobody touched for so long belongs to nobody, whatever it says. */
const STALE_MS = 15_000;
const POLL_MS = 200;

const holderSchema = z.object({
  token: z.string(),
  pid: z.int(),
  host: z.string(),
  /** When the holder's process started, where the system tells (Linux): process ids are used again. */
  processStart: z.string().nullable(),
});
type Holder = z.infer<typeof holderSchema>;

export interface Lock {
  /** Whether it is still ours: a holder that slept too long loses it. */
  held(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Takes a lock between processes: a file that only one can create. Waits while another process works; a lock whose
 * holder is dead or has stopped touching it is taken over. What it protects must stay right even if two hold it for a
 * moment (a holder that was suspended and comes back): here every file is verified before it is published.
 * @param onWait called once when another process holds it, with its process id
 */
export async function takeLock(path: string, signal: AbortSignal, onWait?: (pid: number) => void): Promise<Lock> {
  const token = randomUUID();
  const me: Holder = { token, pid: process.pid, host: hostname(), processStart: await processStart(process.pid) };
  let waited = false;
  while (!(await create(path, me))) {
    signal.throwIfAborted();
    const other = await read(path);
    if (other !== null && other.stale) await takeAway(path, other.holder?.token ?? null);
    else if (other !== null) {
      if (!waited && other.holder !== null) onWait?.(other.holder.pid);
      waited = true;
      await wait(POLL_MS, signal);
    }
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now).catch(() => {});
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const held = async () => (await read(path))?.holder?.token === token;
  return {
    held,
    release: async () => {
      clearInterval(heartbeat);
      if (await held()) await rm(path, { force: true });
    },
  };
}

async function create(path: string, me: Holder): Promise<boolean> {
  let file;
  try {
    file = await open(path, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await file.writeFile(JSON.stringify(me));
  } finally {
    await file.close();
  }
  return true;
}

/** Null where there is no lock. A holder that has not written its name yet is null, too. */
async function read(path: string): Promise<{ holder: Holder | null; stale: boolean } | null> {
  try {
    const [text, status] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    const holder = parseHolder(text);
    const stale = Date.now() - status.mtimeMs > STALE_MS || (holder !== null && !(await isAlive(holder)));
    return { holder, stale };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return true; // a shared directory: only the heartbeat tells
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
  return holder.processStart === null || holder.processStart === (await processStart(holder.pid));
}

/** Field 22 of /proc/PID/stat, in clock ticks since boot; null on systems without it. */
async function processStart(pid: number): Promise<string | null> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name in parentheses, may hold spaces.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Removes the lock that was found stale, and gives it back if it turns out to be a new one. */
async function takeAway(path: string, token: string | null): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return; // somebody else took it away
    throw error;
  }
  const taken = parseHolder(await readFile(aside, 'utf8'));
  if ((taken?.token ?? null) !== token) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}
