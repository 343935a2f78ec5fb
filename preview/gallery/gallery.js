/* The gallery's page, without modules and without requests, so that it runs from a folder. Its state is the address. */
(() => {
  const WIDTHS = { desktop: 700, phone: 360, tablet: 600 };
  /** In a window that is a phone's own, one width is enough. */
  const USUAL_WIDTH = innerWidth < 720 ? 'phone' : 'all';
  const emails = JSON.parse(document.getElementById('data').textContent);
  const find = (id) => document.getElementById(id);
  const [overview, detail, title, found, search, wrong, back, widths] = [
    'overview',
    'detail',
    'title',
    'found',
    'search',
    'wrong',
    'back',
    'widths',
  ].map(find);
  const cards = [...document.querySelectorAll('.card')];
  const heading = title.innerHTML;
  const documentTitle = document.title;
  let lastCard;

  /** `#email=billing/receipt&scenario=long&scheme=dark&width=phone&search=week&wrong=1` */
  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const { email, scenario, scheme, width, search: words, wrong: only } = Object.fromEntries(asked);
    const at = emails.findIndex((each) => each.name === email && each.scenario === (scenario ?? each.scenario));
    return {
      at,
      scheme: scheme === 'dark' ? 'dark' : 'light',
      width: WIDTHS[width] || width === 'all' ? width : USUAL_WIDTH,
      words: words ?? '',
      only: only === '1',
    };
  }

  function addressOf(change) {
    const { at, scheme, width, words, only } = { ...read(), ...change };
    const asked = new URLSearchParams();
    if (at >= 0) {
      asked.set('email', emails[at].name);
      asked.set('scenario', emails[at].scenario);
    }
    if (scheme === 'dark') asked.set('scheme', 'dark');
    if (width !== USUAL_WIDTH) asked.set('width', width);
    if (words) asked.set('search', words);
    if (only) asked.set('wrong', '1');
    return `#${asked}`;
  }

  function go(change, isStep = true) {
    const address = addressOf(change);
    if (isStep) location.hash = address;
    else {
      history.replaceState(null, '', address);
      show();
    }
  }

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(key, '');
      else if (value !== false && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== undefined && child !== ''));
    return element;
  }

  let shown;

  function show() {
    const state = read();
    const email = emails[state.at];
    document.documentElement.classList.toggle('is-dark', state.scheme === 'dark');
    document.querySelector(`[name=scheme][value=${state.scheme}]`).checked = true;
    document.querySelector(`[name=width][value=${state.width}]`).checked = true;
    if (search.value !== state.words) search.value = state.words;
    wrong.checked = state.only;
    for (const element of [search.closest('label'), wrong.closest('label')]) element.hidden = email !== undefined;
    widths.hidden = back.hidden = email === undefined;
    overview.hidden = email !== undefined;
    detail.hidden = email === undefined;
    const key = email && `${state.at} ${state.scheme} ${state.width}`;
    if (email) showEmail(state, email);
    else showOverview(state);
    if (key?.split(' ')[0] !== shown?.split(' ')[0]) {
      if (email) {
        scrollTo(0, 0);
        if (shown !== undefined || document.activeElement !== document.body) title.focus();
      } else if (lastCard) lastCard.focus();
    }
    shown = key;
  }

  function showOverview({ scheme, words, only }) {
    document.title = documentTitle;
    title.innerHTML = heading;
    const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const card of cards) {
      const isMeant = asked.every((word) => card.dataset.words.includes(word)) && (!only || 'wrong' in card.dataset);
      card.hidden = !isMeant;
      if (isMeant) left++;
      const frame = card.querySelector('iframe');
      const email = emails.find((each) => `${each.name}/${each.scenario}` === card.dataset.email);
      if (frame && frame.getAttribute('src') !== email.paths[scheme]) frame.setAttribute('src', email.paths[scheme]);
    }
    const isAll = left === cards.length;
    found.textContent = isAll ? '' : left === 0 ? 'No email is like that.' : `${left} of ${cards.length} emails`;
    if (cards.length === 0) found.textContent = 'There are no emails yet.';
  }

  function showEmail({ at, scheme, width }, email) {
    found.textContent = '';
    title.tabIndex = -1;
    title.replaceChildren(email.name, make('span', { class: 'summary' }, email.file));
    document.title = `${email.subject ?? email.name} – ${documentTitle}`;
    detail.replaceChildren(
      headOf(at, email),
      ...scenariosOf(email),
      ...devicesOf(email, scheme, width),
      ...problemsOf(email),
    );
  }

  function headOf(at, email) {
    const step = (to, text) =>
      emails[to]
        ? make('a', { class: 'button', href: addressOf({ at: to }) }, text)
        : make('span', { class: 'button', 'aria-disabled': 'true' }, text);
    const counts = ['error', 'warning'].map((severity) => {
      const number = email.problems.filter((each) => each.severity === severity).length;
      const text = `${number} ${severity}${number === 1 ? '' : 's'}`;
      return number ? make('span', { class: `badge is-${severity}` }, text) : '';
    });
    const size =
      email.size &&
      make(
        'span',
        { class: email.isClipped ? 'is-error' : undefined },
        email.isClipped ? `${email.size}, clipped by Gmail` : email.size,
      );
    return make(
      'div',
      { class: 'detail-head' },
      make(
        'div',
        { class: 'inbox' },
        make('p', { class: 'subject' }, email.paths ? email.subject || 'No subject' : 'There is no email to show'),
        make('p', { class: 'preheader' }, email.preheader || ''),
        make('p', { class: 'facts' }, size, ...counts),
      ),
      make(
        'nav',
        { class: 'steps', 'aria-label': 'Emails' },
        ...(email.paths
          ? [
              make('a', { class: 'button', href: email.paths.sent, target: '_blank' }, 'HTML as sent'),
              make('a', { class: 'button', href: email.paths.text, target: '_blank' }, 'Text'),
            ]
          : []),
        step(at - 1, 'Previous'),
        step(at + 1, 'Next'),
      ),
    );
  }

  function scenariosOf(email) {
    const all = emails.filter(({ name }) => name === email.name);
    if (all.length < 2) return [];
    const items = all.map((each) => {
      const isThis = each === email && 'true';
      return make(
        'li',
        {},
        make('a', { href: addressOf({ at: emails.indexOf(each) }), 'aria-current': isThis }, each.scenario),
      );
    });
    return [make('ul', { class: 'scenarios', 'aria-label': 'Scenarios' }, ...items)];
  }

  function devicesOf(email, scheme, width) {
    if (!email.paths) return [];
    const devices = Object.entries(WIDTHS)
      .filter(([name]) => width === 'all' || width === name)
      .map(([name, px]) => {
        const label = `${name[0].toUpperCase()}${name.slice(1)}`;
        const frame = make('iframe', {
          src: email.paths[scheme],
          // Without scripts; a frame of no origin could not show images that lie beside it.
          sandbox: 'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
          title: `${email.name}, ${email.scenario}: ${label}, ${scheme}`,
          style: `--width:${px}px`,
        });
        return make('figure', { class: 'device' }, make('figcaption', {}, `${label} · ${px} px`), frame);
      });
    return [
      make(
        'div',
        { class: 'devices', tabindex: '0', role: 'group', 'aria-label': 'The email in different widths' },
        ...devices,
      ),
    ];
  }

  function problemsOf({ problems }) {
    if (problems.length === 0) return [];
    const items = problems.map(({ severity, code, message, hint, place }) =>
      make(
        'li',
        {},
        make('span', { class: `badge is-${severity}` }, severity),
        ` ${message}`,
        make('p', {}, hint ? `${hint} ` : '', make('code', {}, place ? `${place} ` : '', code)),
      ),
    );
    return [make('h2', {}, 'Problems'), make('ul', { class: 'problems' }, ...items)];
  }

  document.documentElement.classList.add('has-script');
  for (const card of cards) {
    const at = emails.findIndex((each) => `${each.name}/${each.scenario}` === card.dataset.email);
    const link = card.querySelector('a');
    link.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      lastCard = link;
      go({ at });
    });
  }
  back.addEventListener('click', () => go({ at: -1 }));
  search.addEventListener('input', () => go({ words: search.value }, false));
  wrong.addEventListener('change', () => go({ only: wrong.checked }, false));
  for (const input of document.querySelectorAll('[name=scheme], [name=width]'))
    input.addEventListener('change', () => go({ [input.name]: input.value }, false));
  addEventListener('hashchange', show);
  addEventListener('keydown', (event) => {
    const isTyping = event.target.matches('input:not([type=radio], [type=checkbox])');
    const { at } = read();
    if (event.key === 'Escape') {
      if (at >= 0) go({ at: -1 });
      else if (isTyping) go({ words: '' }, false);
    } else if (event.key === '/' && !isTyping && at < 0) {
      event.preventDefault();
      search.focus();
    }
  });
  const scale = () => {
    const width = cards.find((card) => !card.hidden)?.clientWidth;
    if (width) document.documentElement.style.setProperty('--scale', width / 700);
  };
  new ResizeObserver(scale).observe(overview);
  show();
  scale();
})();
