/**
 * What a person set up for this browser. No session is kept, and nothing that tells who they are, but for the card
 * that they asked to be remembered.
 */
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

export function forgetSetting(name: string): void {
  try {
    localStorage.removeItem(`convener.${name}`);
  } catch {
    // see setting
  }
}
