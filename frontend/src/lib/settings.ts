/** What a person set up for this browser. Nothing that tells who they are, no session, is kept. */
export function setting(name: string, otherwise: string): string {
  try {
    return localStorage.getItem(`convener.${name}`) ?? otherwise;
  } catch {
    return otherwise; // storage may be forbidden; then settings last as long as the page
  }
}

export function keepSetting(name: string, value: string): void {
  try {
    localStorage.setItem(`convener.${name}`, value);
  } catch {
    // see setting
  }
}
