// The place in the report, kept in the address, so that a link leads others to the same run under the same filters.

const FILTERS = ['q', 'area', 'verdict', 'odd', 'drift'];

/** What the address says: a run, filters, both or neither. */
export function readPlace() {
  const said = new URLSearchParams(location.hash.slice(1));
  return {
    run: said.get('run'),
    hasFilters: FILTERS.some(name => said.has(name)),
    filters: {
      q: said.get('q') ?? '',
      area: said.get('area') ?? '',
      verdict: (said.get('verdict') ?? '').split(',').filter(Boolean),
      odd: said.has('odd'),
      drift: said.has('drift'),
    },
  };
}

/** Writes it, without a step for the back button. */
export function writePlace(run, filters) {
  const words = [
    run && `run=${encodeURIComponent(run)}`,
    filters.q && `q=${encodeURIComponent(filters.q)}`,
    filters.area && `area=${encodeURIComponent(filters.area)}`,
    filters.verdict.length > 0 && `verdict=${filters.verdict.join(',')}`,
    filters.odd && 'odd=1',
    filters.drift && 'drift=1',
  ].filter(Boolean);
  history.replaceState(null, '', words.length > 0 ? `#${words.join('&')}` : location.pathname + location.search);
}
