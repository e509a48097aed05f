/** The other end of a line, as far as tests need it; it is stubbed for WebSocket. Sent is what a page says. */
export class FakeSocket<Sent> {
  static readonly OPEN = 1;
  static all: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  readyState = 0;
  sent: Sent[] = [];

  readonly url: string;
  constructor(url = '') {
    this.url = url;
    FakeSocket.all.push(this);
  }
  get closed(): boolean {
    return this.readyState === 3;
  }
  send(frame: string): void {
    this.sent.push(JSON.parse(frame) as Sent);
  }
  close(): void {
    this.readyState = 3;
  }
  opens(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }
  says(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  drops(code = 1006, reason = ''): void {
    this.onclose?.({ code, reason });
  }
}
