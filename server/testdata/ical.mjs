// Says as JSON what ical.js reads in a calendar.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.env.CALENDAR, 'utf8')));
const events = calendar.getAllSubcomponents('vevent').map((component) => {
  const event = new ICAL.Event(component, { strictExceptions: true });
  const value = (name) => component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    title: event.summary,
    starts: event.startDate.toJSDate().toISOString(),
    ends: event.endDate.toJSDate().toISOString(),
    zone: event.startDate.zone.tzid,
    stamp: value('dtstamp').toJSDate().toISOString(),
    place: event.location,
    about: event.description ?? '',
    url: value('url'),
    status: value('status'),
    sequence: event.sequence,
  };
});
const value = (name) => calendar.getFirstPropertyValue(name);
console.log(JSON.stringify({ version: value('version'), method: value('method'), product: value('prodid'), events }));
