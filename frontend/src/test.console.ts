import { fireEvent, render, screen } from '@testing-library/svelte';
import { vi } from 'vitest';
import { desk } from '../fixtures/captioners.ts';
import { monitored } from '../fixtures/meeting.ts';
import { Captioning } from './lib/captioning.svelte.ts';
import { Console } from './lib/console.svelte.ts';
import type { Doing } from './lib/entry.ts';
import { Monitor } from './lib/monitor.svelte.ts';
import type { Desk, Refused } from './lib/protocol.gen.ts';
import Captioner from './parts/Captioner.svelte';

/** What a console has said. */
export const said = vi.fn();

/** A console at work in a meeting under way, and what it does; its keyboard is in the field. */
export class Table {
  readonly did: Doing[] = [];
  readonly captioning: Captioning;
  readonly field: HTMLTextAreaElement;
  /** What its asks are answered. */
  refusal: Refused | undefined;

  constructor(more: Partial<Desk> = {}) {
    const console = new Console('cvs_x');
    const does = console.do.bind(console);
    console.do = (op) => {
      this.did.push(op);
      return does(op);
    };
    console.ask = (op) => {
      this.did.push(op);
      return Promise.resolve(this.refusal);
    };
    console.link = { is: 'up' };
    console.desk = desk(more);
    this.captioning = new Captioning(console, new Monitor('cvs_x'), said);
    this.captioning.monitor.take(monitored('open'));
    render(Captioner, { secret: 'cvs_x', captioning: this.captioning, say: said });
    this.field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Captions' });
    this.field.focus();
  }
}

/** Presses a key with Alt where the focus is. */
export const press = (key: string, more: KeyboardEventInit = {}): Promise<boolean> =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, code: '', altKey: true, ...more });
