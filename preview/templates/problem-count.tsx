interface Counts {
  errors: number;
  warnings: number;
}

/** How many problems; nothing when there are none. */
export function ProblemCount({ errors, warnings }: Counts) {
  if (errors + warnings === 0) return null;
  const label = [
    ...(errors ? [`${errors} error${errors === 1 ? '' : 's'}`] : []),
    ...(warnings ? [`${warnings} warning${warnings === 1 ? '' : 's'}`] : []),
  ].join(', ');
  return (
    <span class={`badge ${errors ? 'badge-error' : 'badge-warning'}`} title={label}>
      <span aria-hidden="true">{errors || warnings}</span>
      <span class="unseen">{label}</span>
    </span>
  );
}

export function sumOf(scenarios: readonly Counts[]): Counts {
  return {
    errors: scenarios.reduce((sum, { errors }) => sum + errors, 0),
    warnings: scenarios.reduce((sum, { warnings }) => sum + warnings, 0),
  };
}
