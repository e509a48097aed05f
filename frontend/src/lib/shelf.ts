import type { Pending } from './outbox.ts';
import { uuid } from './uuid.ts';

/** What a console keeps over a reload: what is not acknowledged, and what its field holds. */
export interface Kept extends Pending {
  field: string;
  speaker: string;
}

interface Row extends Kept {
  /** Which captions link, without telling it. */
  link: string;
  src: string;
  /** When it was kept, in milliseconds since 1970. */
  at: number;
}

const NAME = 'convener';
const STORE = 'consoles';
/** After so long, in milliseconds, what was never sent would only confuse readers. */
const OLD = 3_600_000;
/** A page that is loaded again may find itself still there for so long, in milliseconds. */
const LEAVING = 1000;

/** Where one console keeps what must not be lost. Where the browser refuses to keep anything it lasts as long as the page. */
export class Shelf {
  readonly src: string;
  /** What was kept when the page was loaded before. */
  readonly kept: Kept | undefined;
  readonly #link: string;
  readonly #db: IDBDatabase | undefined;
  #next: Kept | undefined;
  #writing = false;

  private constructor(link: string, row: Row | undefined, db: IDBDatabase | undefined) {
    this.src = row?.src ?? uuid();
    this.kept = row;
    this.#link = link;
    this.#db = db;
  }

  /** Opens the shelf of a captions link: the one of this tab, or one that a tab has left, or a new one. */
  static async open(secret: string): Promise<Shelf> {
    const link = mark(secret);
    try {
      const db = await database();
      const rows = await all(db, link);
      const mine = remembered(link);
      const first = rows.find(({ src }) => src === mine);
      const row =
        (first && (await claimed(first, LEAVING))) ?? (await free(rows.filter((one) => one !== first)));
      const shelf = new Shelf(link, row, db);
      if (!row) await hold(shelf.src, 0);
      remember(link, shelf.src);
      return shelf;
    } catch {
      return new Shelf(link, undefined, undefined);
    }
  }

  get lasts(): boolean {
    return this.#db !== undefined;
  }

  /** Keeps this instead of what was kept before. Of several in a rush the last is written. */
  put(kept: Kept): void {
    if (!this.#db) return;
    this.#next = kept;
    if (!this.#writing) this.#write(this.#db);
  }

  #write(db: IDBDatabase): void {
    if (!this.#next) return;
    const row: Row = { ...this.#next, link: this.#link, src: this.src, at: Date.now() };
    this.#next = undefined;
    this.#writing = true;
    const change = db.transaction(STORE, 'readwrite');
    change.objectStore(STORE).put(row);
    change.oncomplete = change.onabort = () => {
      this.#writing = false;
      this.#write(db);
    };
  }
}

/** Tells links apart, and nothing about them. */
function mark(secret: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < secret.length; i++) hash = Math.imul(hash ^ secret.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}

function database(): Promise<IDBDatabase> {
  return new Promise((opened, fails) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: ['link', 'src'] });
    asked.onsuccess = () => opened(asked.result);
    asked.onerror = asked.onblocked = () => fails(new Error('IndexedDB is refused'));
  });
}

/** What consoles of this link have kept, the latest first. What is old is thrown away. */
function all(db: IDBDatabase, link: string): Promise<Row[]> {
  return new Promise((found, fails) => {
    const store = db.transaction(STORE, 'readwrite').objectStore(STORE);
    const asked = store.getAll() as IDBRequest<Row[]>;
    asked.onsuccess = () => {
      const old = (row: Row): boolean => Date.now() - row.at > OLD;
      for (const row of asked.result.filter(old)) store.delete([row.link, row.src]);
      const rows = asked.result.filter((row) => row.link === link && !old(row));
      found(rows.sort((a, b) => b.at - a.at));
    };
    asked.onerror = () => fails(new Error('IndexedDB cannot be read'));
  });
}

/** The first that no other tab has. Without locks nobody can know that. */
async function free(rows: Row[]): Promise<Row | undefined> {
  for (const row of lockable() ? rows : []) if (await claimed(row, 0)) return row;
  return undefined;
}

const claimed = async (row: Row, wait: number): Promise<Row | undefined> =>
  (await hold(row.src, wait)) ? row : undefined;

const lockable = (): boolean => 'locks' in navigator;

/** Holds a name for as long as the page is there; false if another tab has it. */
function hold(src: string, wait: number): Promise<boolean> {
  if (!lockable()) return Promise.resolve(true);
  return new Promise((held) => {
    const give = new AbortController();
    const timer = setTimeout(() => give.abort(), wait);
    const keep = (lock: Lock | null): Promise<void> | undefined => {
      clearTimeout(timer);
      held(lock !== null);
      return lock ? new Promise(() => undefined) : undefined;
    };
    const options = wait > 0 ? { signal: give.signal } : { ifAvailable: true };
    navigator.locks.request(`convener.${src}`, options, keep).catch(() => held(false));
  });
}

const tab = (link: string): string => `convener.console.${link}`;

function remembered(link: string): string | null {
  try {
    return sessionStorage.getItem(tab(link));
  } catch {
    return null;
  }
}

function remember(link: string, src: string): void {
  try {
    sessionStorage.setItem(tab(link), src);
  } catch {
    // then a page that is loaded again finds its shelf by its being free
  }
}
