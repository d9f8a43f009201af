// Which runs are shown. A text is sought when its reader pauses (milliseconds). The rows are read once, and only those that change are touched.

const MOMENT = 120;

/** Wires the form; `changed` is called with the state whenever a reader changed it. */
export function createFilters(form, changed) {
  const rows = [...document.querySelectorAll('li.run')].map(item => ({
    item,
    verdict: item.dataset.verdict,
    odd: item.dataset.odd === 'yes',
    drift: item.dataset.drift === 'yes',
    area: item.closest('.area'),
    text: `${item.dataset.requirements} ${item.textContent}`.toLowerCase(),
  }));
  const areas = [...document.querySelectorAll('section.area')];
  const status = document.getElementById('shown');
  let typing = 0;

  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('input', event => {
    clearTimeout(typing);
    if (event.target === form.elements.q) {
      typing = setTimeout(byReader, MOMENT);
    } else {
      byReader();
    }
  });
  form.addEventListener('reset', () => setTimeout(byReader));
  document.addEventListener('keydown', onKey);

  function byReader() {
    clearTimeout(typing);
    apply();
    changed(state());
  }

  function onKey(event) {
    const busy = event.target.closest('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey;
    if (event.key === '/' && !busy) {
      event.preventDefault();
      form.elements.q.focus();
      form.elements.q.select();
    }
  }

  function apply() {
    const wanted = state();
    const words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
    const filled = new Set();
    let shown = 0;
    for (const row of rows) {
      const fits = matches(row, wanted, words);
      if (row.item.hidden === fits) {
        row.item.hidden = !fits;
      }
      if (fits) {
        shown++;
        filled.add(row.area);
      }
    }
    for (const area of areas) {
      area.hidden = !filled.has(area);
    }
    status.textContent = shown === rows.length ? `All ${rows.length} runs are shown.` : `${shown} of ${rows.length} runs are shown.`;
  }

  function state() {
    const data = new FormData(form);
    return { q: (data.get('q') ?? '').trim(), area: data.get('area') ?? '', verdict: data.getAll('verdict'), odd: data.has('odd'), drift: data.has('drift') };
  }

  return {
    state,
    /** Sets the form to a state and applies it. */
    set(wanted) {
      form.elements.q.value = wanted.q;
      form.elements.area.value = wanted.area;
      for (const box of form.querySelectorAll('input[name="verdict"]')) {
        box.checked = wanted.verdict.includes(box.value);
      }
      form.elements.odd.checked = wanted.odd;
      form.elements.drift.checked = wanted.drift;
      apply();
    },
  };
}

function matches(row, wanted, words) {
  return (wanted.verdict.length === 0 || wanted.verdict.includes(row.verdict))
    && (!wanted.area || row.area.dataset.area === wanted.area)
    && (!wanted.odd || row.odd)
    && (!wanted.drift || row.drift)
    && words.every(word => row.text.includes(word));
}
