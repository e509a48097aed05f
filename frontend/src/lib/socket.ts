import type { Answer, Hello, Patch, Welcome } from './protocol.gen.ts';
import { uuid } from './uuid.ts';
import { BROKEN, type Ear, type Goal, type Way } from './way.ts';

type Frame = Answer | Patch | { welcome: Welcome } | { now: string };

/** This tab, so that the server can tell its newer connection from a second tab's. */
const client = uuid();

/** The way that is best: everything over one WebSocket. It throws where there can be none. */
export function bySocket({ path, session, positions }: Goal, ear: Ear): Way {
  const socket = new WebSocket(
    `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}/socket`,
  );
  const send = (frame: object): void => socket.send(JSON.stringify(frame));
  let greeted = 0;
  let painted: ((patch: Patch) => void) | undefined;

  socket.onopen = () => {
    greeted = performance.now();
    send({ hello: { session, version: 1, client, feeds: positions() } satisfies Hello });
  };
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    const frame = JSON.parse(data) as Frame;
    ear.alive();
    if ('welcome' in frame) {
      ear.up(frame.welcome, performance.now() - greeted);
      // Who is not asked for it does not load it; if it does not come, nobody misses it.
      if (frame.welcome.paint)
        void import('./painting.ts').then(
          ({ painting }) => (painted = painting(send)),
          () => undefined,
        );
    } else if ('feed' in frame) {
      ear.patch(frame);
      painted?.(frame);
    } else if ('n' in frame) ear.answer(frame);
    else if ('now' in frame) ear.now(frame.now);
    // Frames of a later release are none of ours.
  };
  socket.onclose = ({ code, reason }) => ear.lost(code || BROKEN, reason);

  return {
    follow: () => send({ follow: positions() }),
    ask: ({ n, id, command }) => send({ n, id, ...command }),
    close() {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(1000);
    },
  };
}
