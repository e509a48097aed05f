/** The name of the time zone of this device, such as Europe/Paris. */
export const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A moment as a field of day and time has it, in the zone of this device: 2026-11-24T15:00. */
export function local(at: number): string {
  if (Number.isNaN(at)) return '';
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
