import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

interface Pair {
  browser: Socket;
  server: Socket;
}

/**
 * One person's line to the server: what they send and get passes through it, so that it can be slow
 * or lost for them alone. The browser's own offline mode does not reach a socket that is open.
 */
export class Line {
  readonly #pairs = new Set<Pair>();
  readonly #listener = createServer({ noDelay: true }, (browser) => this.#carry(browser));
  readonly #port: number;
  #holds = false;
  #lost = false;

  private constructor(port: number) {
    this.#port = port;
  }

  static async to(port: number): Promise<Line> {
    const line = new Line(port);
    line.#listener.listen(0, '127.0.0.1');
    await once(line.#listener, 'listening');
    return line;
  }

  /** The same address, reached over this line. */
  through(url: string): string {
    const { port } = this.#listener.address() as AddressInfo;
    return url.replace(/^http:\/\/[^/]+/, `http://127.0.0.1:${port}`);
  }

  /** What is sent still arrives, and nothing comes back. */
  hold(): void {
    this.#holds = true;
    for (const { browser, server } of this.#pairs) server.unpipe(browser);
  }

  /** Lost at once, and for as long as it is not mended. What was held back is lost too. */
  lose(): void {
    this.#lost = true;
    for (const { browser, server } of this.#pairs) {
      browser.destroy();
      server.destroy();
    }
  }

  /** All comes through again; what was held back comes first. */
  mend(): void {
    this.#holds = this.#lost = false;
    for (const { browser, server } of this.#pairs) server.pipe(browser);
  }

  close(): void {
    this.lose();
    this.#listener.close();
  }

  #carry(browser: Socket): void {
    if (this.#lost) {
      browser.destroy();
      return;
    }
    const server = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    const pair = { browser, server };
    this.#pairs.add(pair);
    const end = (): void => {
      browser.destroy();
      server.destroy();
      this.#pairs.delete(pair);
    };
    for (const socket of [browser, server]) socket.on('error', end).on('close', end);
    browser.pipe(server);
    if (!this.#holds) server.pipe(browser);
  }
}
