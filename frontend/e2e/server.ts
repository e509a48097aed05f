import { test as base } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command, Role } from '../src/lib/protocol.gen.ts';
import { Line } from './line.ts';

const TOKEN = 'cva_of_a_test';
/** A server that does not answer after this time, in milliseconds, will not. */
const PATIENCE = 20_000;

const program = resolve(import.meta.dirname, process.env.CONVENER_BIN ?? '../../bin/convener');

/** A new meeting, as the server answered. */
export interface Made {
  id: string;
  url: string;
  links: Record<Role, string>;
  captions: Record<string, { zoom: string; console: string }>;
}

/** Someone who takes part without a browser. */
export interface Member {
  session: string;
  ask: (command: Command) => Promise<number>;
}

/** A server of a worker's own, on a port and in a folder that outlive its process. */
export class Server {
  url = '';
  #process: ChildProcess | undefined;
  #log = '';
  readonly #data: string;
  readonly #started = new Set<ChildProcess>();
  readonly #lines = new Set<Line>();

  private constructor(data: string) {
    this.#data = data;
  }

  static async start(): Promise<Server> {
    if (!existsSync(program)) throw new Error(`There is no ${program}: run make build, or set CONVENER_BIN.`);
    const server = new Server(await mkdtemp(join(tmpdir(), 'convener-e2e-')));
    await server.restart();
    return server;
  }

  get #port(): number {
    return Number(new URL(this.url).port);
  }

  /** The number of the process that serves now. */
  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Starts the process, again on the same port and folder if it was killed. */
  async restart(): Promise<void> {
    const listen = `127.0.0.1:${this.url ? this.#port : 0}`;
    const child = this.#run(['serve', '--listen', listen, '--data', this.#data, '--admin-token', TOKEN]);
    this.#process = child;
    this.#log = '';
    this.url = await new Promise<string>((serves, fails) => {
      const fail = (): void => fails(new Error(`The server does not start:\n${this.#log}`));
      const timer = setTimeout(fail, PATIENCE);
      child.once('exit', fail);
      child.stderr?.on('data', (text: string) => {
        this.#log += text;
        const url = /^convener: serving (http\S+)$/m.exec(this.#log)?.[1];
        if (!url) return;
        clearTimeout(timer);
        serves(url);
      });
    });
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    if (this.#process) await end(this.#process);
  }

  async close(): Promise<void> {
    for (const line of this.#lines) line.close();
    await Promise.all([...this.#started].map(end));
    await rm(this.#data, { recursive: true, force: true });
  }

  async line(): Promise<Line> {
    const line = await Line.to(this.#port);
    this.#lines.add(line);
    return line;
  }

  make(plan: object): Promise<Made> {
    return this.post<Made>('/api/v1/meetings', plan, TOKEN);
  }

  /** Changes what the group has agreed: the meetings that are made from now on have it. */
  async agree(change: object): Promise<void> {
    const at = `${this.url}/api/v1/group`;
    const { rev, settings } = (await (await fetch(at)).json()) as { rev: number; settings: object };
    const answer = await fetch(at, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ rev, settings: { ...settings, ...change } }),
    });
    if (!answer.ok) throw new Error(`/api/v1/group: ${answer.status} ${await answer.text()}`);
  }

  async join(meeting: Made, role: Role, name: string, body = ''): Promise<Member> {
    const path = `/api/v1/meetings/${meeting.id}`;
    const { session } = await this.post<{ session: string }>(`${path}/join`, {
      link: meeting.links[role],
      name,
      body,
    });
    const ask = async (command: Command): Promise<number> =>
      (await this.post<{ seq: number }>(`${path}/ask`, { id: randomUUID(), ...command }, session)).seq;
    return { session, ask };
  }

  /** A meeting that is under way, its queue open, and the chair who did that. */
  async open(plan: object): Promise<{ meeting: Made; chair: Member }> {
    const meeting = await this.make(plan);
    const chair = await this.join(meeting, 'chair', 'Noor Haddad');
    await chair.ask({ do: 'start_meeting', in: {} });
    await chair.ask({ do: 'open_queue', in: {} });
    return { meeting, chair };
  }

  /** Plays text into a caption link as a captioner's program does, with slips and corrections, until its end. */
  async caption(link: string, text: string, wordsPerMinute: number): Promise<void> {
    const child = this.#run(['caption', '--url', link, '--wpm', String(wordsPerMinute), '--errors']);
    let said = '';
    child.stderr?.on('data', (words: string) => (said += words));
    child.stdin?.end(text);
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`The captioner's program ended with ${code}:\n${said}`);
  }

  async post<Answer>(path: string, body: object, token = ''): Promise<Answer> {
    const answer = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}\n${this.#log}`);
    return (await answer.json()) as Answer;
  }

  #run(args: string[]): ChildProcess {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'] });
    child.stderr.setEncoding('utf8');
    const stop = (): void => void child.kill('SIGKILL');
    process.once('exit', stop);
    this.#started.add(child);
    child.once('exit', () => {
      process.off('exit', stop);
      this.#started.delete(child);
    });
    return child;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Each worker has its server, and each test its people: pages that stayed would go on beside all tests after it. */
export const test = base.extend<{ people: undefined }, { server: Server }>({
  people: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from the pattern
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
});
