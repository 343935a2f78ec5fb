import { createHash } from 'node:crypto';
import type { CheckedProject, ReportedDiagnostic } from './report.js';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * SARIF 2.1.0, which GitHub's code scanning and many editors read. A finding's fingerprint is made of what it says and
 * of the text of its line, so that it is the same when lines move.
 * @param lineOf the text of a line of a file
 */
export function writeSarif(project: CheckedProject, lineOf: (file: string, line: number) => string): string {
  const { diagnostics, rules, version } = project;
  const others = [...new Set(diagnostics.map(({ code }) => code))].filter(
    (code) => !rules.some(({ id }) => id === code),
  );
  const described = [
    ...rules.map(({ id, severity, summary, why }) => ({
      id,
      shortDescription: { text: summary },
      fullDescription: { text: why },
      help: { text: why, markdown: why },
      defaultConfiguration: { level: LEVELS[severity] },
    })),
    ...others.map((id) => ({ id, shortDescription: { text: id } })),
  ];
  const known = new Map<string, number>();
  const results = diagnostics.map((diagnostic) => {
    const print = fingerprint(diagnostic, lineOf);
    const nth = known.get(print) ?? 0;
    known.set(print, nth + 1);
    return result(
      diagnostic,
      `${print}:${nth + 1}`,
      described.findIndex(({ id }) => id === diagnostic.code),
    );
  });
  const driver = { name: 'jink', semanticVersion: version, rules: described };
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function result(diagnostic: ReportedDiagnostic, primaryLocationLineHash: string, ruleIndex: number) {
  const { code, severity, message, hint, place, trail = [], template, scenario } = diagnostic;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: hint ? `${message} ${hint}` : message },
    ...(place && { locations: [location(place)] }),
    ...(trail.length > 0 && {
      relatedLocations: trail.map((call, id) => ({ id, ...location(call), message: { text: 'called here' } })),
    }),
    partialFingerprints: { primaryLocationLineHash },
    ...(template && { properties: { template, ...(scenario && { scenario }) } }),
  };
}

function location({ file, line, column, endLine, endColumn }: NonNullable<ReportedDiagnostic['place']>) {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  const region = { startLine: line, startColumn: column, ...(endLine && { endLine }), ...(endColumn && { endColumn }) };
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } };
}

function fingerprint(
  { code, message, place }: ReportedDiagnostic,
  lineOf: (file: string, line: number) => string,
): string {
  const text = place ? `${place.file}\0${lineOf(place.file, place.line).trim()}` : '';
  return createHash('sha256')
    .update(`${code}\0${message.replace(/[\d.,]+/g, '#')}\0${text}`)
    .digest('hex')
    .slice(0, 16);
}
