/**
 * A plain list of entries, newest below.
 * @param {HTMLElement} container
 * @param {{ lanes: string[], onSelect(entry: object): void }} options
 */
export function createLadder(container, { onSelect }) {
  const rows = new Map();
  return {
    add(entries) {
      for (const entry of entries) {
        const row = document.createElement('button');
        row.type = 'button';
        row.className = 'row';
        row.textContent = `${(entry.at / 1000).toFixed(3)}  ${entry.from} ${entry.injected ? '=>' : '->'} ${entry.to}  ${entry.name}  ${entry.details}`;
        row.addEventListener('click', () => onSelect(entry));
        rows.set(entry.number, row);
        container.append(row);
      }
    },
    clear() {
      rows.clear();
      container.replaceChildren();
    },
    select: (number) => rows.get(number)?.focus(),
    mark: (number) => rows.get(number)?.classList.add('marked'),
  };
}
