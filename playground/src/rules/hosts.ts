// Hosts and domains of web addresses.

const URL_PARTS =
  /^[A-Za-z][0-9A-Za-z+.-]*:\/\/([0-9A-Za-z._~%!$&'()*+,;=:-]*@)?(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._~%!$&'()*+,;=-]+)(:[0-9]*)?([/?#][!-~]*)?$/;
const DOMAIN = /^([0-9A-Za-z_-]+\.)+[A-Za-z][0-9A-Za-z-]*$/;

export function hostOf(url: string): string {
  return URL_PARTS.exec(url)?.[2]?.toLowerCase() ?? "";
}

export function isHostOf(url: string, domain: string): boolean {
  return DOMAIN.test(domain) && `.${hostOf(url)}`.endsWith(`.${domain.toLowerCase()}`);
}
