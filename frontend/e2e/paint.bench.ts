import { expect, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Person } from './person.ts';
import { playedText } from './played.ts';
import { test, type Made, type Server } from './server.ts';

/** What is promised, in milliseconds: from a post to its frame at a reader, and to its paint (captions reference, 2.5). */
const FRAME = 150;
const PAINT = 300;
/** Who reads beside the browser, and how fast words come, a minute. */
const READERS = Number(process.env.CONVENER_READERS ?? 1000);
const PACE = 240;

/** At a time, in milliseconds since 1970, so many letters and digits were sent, or painted. */
interface Stamp {
  at: number;
  letters: number;
}

declare global {
  interface Window {
    painted: Stamp[];
  }
}

/** Headings and sounds are left out: then all letters of the text are letters of lines. */
const words = playedText.replace(/^[A-Z]+:/gm, '').replace(/\[.*?\]/g, '');

/** Has the page write down what each of its frames shows, when that is on the screen. */
function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.painted = [];
    const shown = (): number => {
      const all = document.querySelectorAll('[id^=line-], .growing p:not(.head)');
      const lines = [...all].map(({ textContent }) => textContent);
      return lines.join('').match(/[\p{L}\p{Nd}]/gu)?.length ?? 0;
    };
    const after = new MessageChannel();
    let letters = 0;
    let drawing = false;
    // A task that a frame's callback has asked for runs when the frame is painted.
    after.port1.onmessage = () =>
      window.painted.push({ at: performance.timeOrigin + performance.now(), letters });
    new MutationObserver(() => {
      if (drawing) return;
      drawing = true;
      requestAnimationFrame(() => {
        drawing = false;
        letters = shown();
        after.port2.postMessage(null);
      });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** Has readers come and the words played to all; returns what loadtest prints, and when what was sent. */
async function play(server: Server, meeting: Made): Promise<{ figures: string; sent: Stamp[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'convener-paint-'));
  const [talk, stamps] = [join(folder, 'talk.txt'), join(folder, 'stamps.json')];
  await writeFile(talk, words);
  const options = { '--captions': meeting.captions.en?.zoom ?? '', '--viewers': READERS, '--play': talk };
  const flags = { ...options, '--wpm': PACE, '--stamps': stamps, '--for': '4m', '--server-pid': server.pid };
  const program = resolve(import.meta.dirname, '../../bin/loadtest');
  const load = spawn(program, [meeting.links.participant, ...Object.entries(flags).flat().map(String)]);
  let figures = '';
  for (const out of [load.stdout, load.stderr])
    out.on('data', (some: Buffer) => (figures += some.toString()));
  try {
    const [code] = (await once(load, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`loadtest ends with ${code}:\n${figures}`);
    return { figures, sent: JSON.parse(await readFile(stamps, 'utf8')) as Stamp[] };
  } finally {
    load.kill();
    await rm(folder, { recursive: true });
  }
}

/** The time that a share of all did not exceed. */
const quantile = (sorted: number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;

/** How many milliseconds a duration is that Go has printed. */
function milliseconds(printed: string): number {
  const units = { ms: 1, µs: 0.001, s: 1000 } as Record<string, number>;
  const [, number, unit = ''] = /^([\d.]+)(ms|µs|s)$/.exec(printed) ?? [];
  return Number(number) * (units[unit] ?? NaN);
}

test('a post is in its frame, and on the screen, in time', async ({ server, browser }) => {
  const { meeting } = await server.open({ title: 'Paint' });
  const reader = await Person.with(browser, 'Rita');
  await reader.enter(meeting, 'participant');
  await watch(reader.page);
  const { figures, sent } = await play(server, meeting);
  const painted = await reader.page.evaluate(() => window.painted);

  const late = sent.map(({ at, letters }) => {
    const seen = painted.find((frame) => frame.letters >= letters);
    return seen ? Math.max(0, seen.at - at) : Infinity;
  });
  late.sort((a, b) => a - b);
  const [half, most, all] = [0.5, 0.95, 1].map((share) => Math.round(quantile(late, share)));
  const paint = `paint     ${late.length} posts in one browser; post to paint p50 ${half}ms  p95 ${most}ms  max ${all}ms`;
  process.stdout.write(`\n${figures}${paint}\n`);

  const frame = /post to frame p50 \S+ +p95 (\S+)/.exec(figures)?.[1] ?? '';
  expect.soft(milliseconds(frame), 'post to frame, p95').toBeLessThanOrEqual(FRAME);
  expect.soft(most, 'post to paint, p95').toBeLessThanOrEqual(PAINT);
  await reader.fine();
});
