import { type CheckedProject, escapeXml, type ReportedDiagnostic, type ReportedTemplate } from './report.js';

/** JUnit's XML: a suite for each template, a case for each scenario; errors and warnings are failures. */
export function writeJunit({ templates, diagnostics }: CheckedProject): string {
  const told = new Set(templates.flatMap((template) => template.diagnostics));
  const rest = diagnostics.filter((diagnostic) => !diagnostic.template && !told.has(diagnostic));
  const suites = [
    ...templates.map(writeSuite),
    ...(rest.length ? [suite('project', [{ name: 'project', failures: rest }])] : []),
  ];
  const failures = suites.reduce((sum, { failed }) => sum + failed, 0);
  const tests = suites.reduce((sum, { cases }) => sum + cases, 0);
  const head = `<testsuites name="jink check" tests="${tests}" failures="${failures}" errors="0" time="0">`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${head}\n${suites.map(({ xml }) => xml).join('')}</testsuites>\n`;
}

interface Suite {
  xml: string;
  cases: number;
  failed: number;
}

function writeSuite({ name, scenarios, diagnostics }: ReportedTemplate): Suite {
  return suite(
    name,
    scenarios.map((scenario) => ({
      name: scenario,
      failures: diagnostics.filter((each) => each.scenario === scenario),
    })),
  );
}

function suite(name: string, cases: { name: string; failures: readonly ReportedDiagnostic[] }[]): Suite {
  const written = cases.map(({ name: scenario, failures }) => {
    const bad = failures.filter(({ severity }) => severity !== 'info');
    const start = `    <testcase name="${escapeXml(scenario)}" classname="${escapeXml(name)}" time="0"`;
    return {
      isBad: bad.length > 0,
      xml: bad.length ? `${start}>\n${writeFailure(bad)}    </testcase>\n` : `${start}/>\n`,
    };
  });
  const failed = written.filter(({ isBad }) => isBad).length;
  const head = `  <testsuite name="${escapeXml(name)}" tests="${cases.length}" failures="${failed}" errors="0" skipped="0" time="0">`;
  return { xml: `${head}\n${written.map(({ xml }) => xml).join('')}  </testsuite>\n`, cases: cases.length, failed };
}

/** One failure a case, since more are not allowed: its text has a line for each finding. */
function writeFailure(found: readonly ReportedDiagnostic[]): string {
  const lines = found.map(({ place, severity, message, code, hint }) => {
    const where = place ? `${place.file}:${place.line}:${place.column}: ` : '';
    return `${where}${severity}: ${message} (${code})${hint ? ` ${hint}` : ''}`;
  });
  const type = found.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  const summary = `${found.length} ${found.length === 1 ? 'finding' : 'findings'}: ${found[0]!.message}`;
  return `      <failure message="${escapeXml(summary)}" type="${type}">${lines.map(escapeXml).join('\n')}</failure>\n`;
}
