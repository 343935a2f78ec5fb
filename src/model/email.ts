/** A finished email: nothing in it is left to fill in. */
export interface Email {
  /** One line of plain text. */
  subject: string;
  /** What an inbox shows after the subject; it stands in the HTML as well. */
  preheader: string;
  html: string;
  text: string;
}
