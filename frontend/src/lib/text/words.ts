// Building blocks of sentences that depend on language and region, not on Convener.

const cardinal = new Intl.PluralRules('en');
const ordinal = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIX: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
const listing = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const hourMinute = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
});

/** 1 line, 2 lines. */
export const count = (n: number, one: string, other: string): string =>
  `${n.toLocaleString('en')} ${cardinal.select(n) === 'one' ? one : other}`;

/** 1st, 2nd, 3rd, 4th. */
export const nth = (n: number): string => `${n}${SUFFIX[ordinal.select(n)] ?? 'th'}`;

/** A, B and C. */
export const list = (words: string[]): string => listing.format(words);

/** 10:42, of a moment as Date.parse or Date.now give it. */
export const clock = (at: number): string => hourMinute.format(at);

const utc = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;
const abroad = (at: number): boolean => new Date(at).getTimezoneOffset() !== 0;

/** 15:42 (14:42 UTC), of a moment on a device; 14:42 UTC where that is the time here. */
export const zoned = (at: number): string => (abroad(at) ? `${clock(at)} (${utc(at)})` : utc(at));

/** Tuesday 24 November at 15:00 CET (14:00 UTC). */
export const dayZoned = (at: number): string => (abroad(at) ? `${day(at)} (${utc(at)})` : day(at));

/** Tuesday 24 November at 14:00 CET. */
export const day = (at: number): string => dayAndTime.format(at);

/** 2 minutes; 1 minute 30 seconds; 20 seconds. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  const parts = [];
  if (minutes > 0) parts.push(count(minutes, 'minute', 'minutes'));
  if (rest > 0 || minutes === 0) parts.push(count(rest, 'second', 'seconds'));
  return parts.join(' ');
}

/** The moment at which a clock shows a time such as 10:42, on the day of another moment. */
export function moment(time: string, day: number): number | undefined {
  const [hours, minutes] = time.split(':').map(Number);
  if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes + day)) return undefined;
  return new Date(day).setHours(hours, minutes, 0, 0);
}
