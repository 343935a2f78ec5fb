export function money(n) {
  return `${n} €`
}}
