// Captions a meeting as somebody would with lcyt, and prints what it was told as JSON.
// LINK is the link that was handed out, TEXTS are the captions as a JSON list.
import { YoutubeLiveCaptionSender } from 'lcyt';

const [first, second, third, ...batch] = JSON.parse(process.env.TEXTS);
const sender = new YoutubeLiveCaptionSender({ ingestionUrl: process.env.LINK, useRegion: process.env.REGION === 'yes' });
sender.start();
const told = { beats: [], sent: [] };
told.beats.push(await sender.heartbeat());
told.sync = await sender.sync();
told.sent.push(await sender.send(first));
told.sent.push(await sender.send(second, new Date()));
told.sent.push(await sender.send(third, -2)); // two seconds ago
told.beats.push(await sender.heartbeat());
told.sent.push(await sender.sendBatch(batch.map((text) => ({ text }))));
for (const text of batch) sender.construct(text);
told.sent.push(await sender.sendBatch());
sender.end();
console.log(JSON.stringify(told));
