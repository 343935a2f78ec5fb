import type { Rule } from '../model/rule.js';
import { addressesOf } from './reading/links.js';

export const insecureHttp: Rule = {
  id: 'insecure-http',
  severity: 'warning',
  oncePerPlace: true,
  summary: 'Addresses begin with https.',
  why: 'Some clients show no images from http, others warn before they follow such a link, and everyone on the way can read and change what is loaded.',
  examples: {
    good: ['a(href="https://example.com/") Open the page', '<img src="https://example.com/a.png" alt="A" width="9">'],
    bad: ['a(href="http://example.com/") Open the page', '<img src="http://example.com/a.png" alt="A" width="9">'],
  },
  check(_email, document, report) {
    for (const { element, name, url } of addressesOf(document))
      if (/^http:\/\/(?!localhost\b|127\.)/i.test(url))
        report({ message: `${shorten(url)} is not encrypted.`, hint: 'Write https://', at: element, attribute: name });
  },
};

function shorten(url: string): string {
  return url.length > 50 ? `${url.slice(0, 49)}…` : url;
}
