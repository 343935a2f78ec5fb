import { type CheckedProject, escapeXml, type ReportedDiagnostic } from './report.js';

/** Checkstyle's XML, which most build servers read: what was found, file by file. */
export function writeCheckstyle({ diagnostics }: CheckedProject): string {
  const files = [...new Set(diagnostics.map(({ place }) => place?.file ?? ''))];
  const parts = files.map((file) => {
    const found = diagnostics.filter(({ place }) => (place?.file ?? '') === file);
    return `  <file name="${escapeXml(file)}">\n${found.map(writeError).join('')}  </file>\n`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="4.3">\n${parts.join('')}</checkstyle>\n`;
}

function writeError({ place, severity, message, hint, code }: ReportedDiagnostic): string {
  const at = place ? ` line="${place.line}" column="${place.column}"` : '';
  const text = escapeXml(hint ? `${message} ${hint}` : message);
  return `    <error${at} severity="${severity}" message="${text}" source="jink.${code}"/>\n`;
}
