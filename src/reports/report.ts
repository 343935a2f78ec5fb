import type { Diagnostic } from '../model/diagnostic.js';

/** What a check found, in the form that every report is made of. */
export interface CheckedProject {
  diagnostics: readonly ReportedDiagnostic[];
  templates: readonly ReportedTemplate[];
  /** Jink's own version. */
  version: string;
  /** What the rules say of themselves. */
  rules: readonly ReportedRule[];
}

export interface ReportedDiagnostic extends Diagnostic {
  template?: string;
  scenario?: string;
}

export interface ReportedTemplate {
  name: string;
  file: string;
  scenarios: readonly string[];
  /** Of the largest scenario. */
  bytes: number;
  diagnostics: readonly ReportedDiagnostic[];
}

export interface ReportedRule {
  id: string;
  severity: Diagnostic['severity'];
  summary: string;
  why: string;
}

export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#10;');
}

export function countOf(diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): number {
  return diagnostics.filter((each) => each.severity === severity).length;
}
