/** Lets a person sort the table of features and look for one by name. The page says everything without it. */
export const script = `
const number = (text) => {
  const found = /^[<\\s]*[-\\u2212]?[\\d.,]+(?:e[-\\u2212+]?\\d+)?/.exec(text.trim());
  return found === null ? null : Number(found[0].replaceAll(',', '').replaceAll('\\u2212', '-').replace('<', ''));
};
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const down = heading.getAttribute('aria-sort') !== 'descending';
      const numeric = heading.classList.contains('n');
      const keyed = [...body.rows].map((row) => {
        const text = row.cells[column].textContent.trim();
        return { row, key: numeric ? number(text) : text };
      });
      keyed.sort((a, b) => {
        if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
        const order = numeric ? a.key - b.key : a.key.localeCompare(b.key, 'en', { numeric: true });
        return down ? -order : order;
      });
      for (const other of headings) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      body.append(...keyed.map(({ row }) => row));
    });
  });
  const label = document.createElement('label');
  const field = document.createElement('input');
  label.className = 'find';
  field.type = 'search';
  label.append('Find a feature ', field);
  field.addEventListener('input', () => {
    const wanted = field.value.toLowerCase();
    for (const row of body.rows) row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
  });
  table.parentElement.before(label);
}
`;
