/** The weekly agent report in React Email's idiom: the figures, the table of agents, the bars and the quotation. */
import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Preview,
  Row,
  Section,
  Text,
} from '@react-email/components';
import { render } from '@react-email/render';
import { createElement as h } from 'react';

const FONT = { fontFamily: 'Helvetica, Arial, sans-serif', fontSize: '15px', lineHeight: '22px', color: '#1d2b2e' };
const CELL = { ...FONT, borderBottom: '1px solid #e3ded5', padding: '8px 0 7px 12px', textAlign: 'right' };

const figure = (label, { value, change, before }) =>
  h(Column, { key: label }, [
    h(Text, { key: 1, style: FONT }, label),
    h(Text, { key: 2, style: { ...FONT, fontSize: '26px', lineHeight: '36px', fontWeight: 'bold' } }, value),
    h(Text, { key: 3, style: { ...FONT, fontSize: '13px', color: '#5a686b' } }, `${change} from ${before}`),
  ]);

const agentRow = (agent, i) =>
  h('tr', { key: i }, [
    h('td', { key: 0, style: { ...CELL, width: '17px', color: '#5a686b' } }, i + 1),
    h('th', { key: 1, scope: 'row', style: { ...CELL, textAlign: 'left' } }, agent.name),
    ...['handled', 'response', 'within', 'satisfaction'].map((name) =>
      h('td', { key: name, style: CELL }, agent[name]),
    ),
  ]);

const bar = ({ name, handled, percent }) =>
  h('tr', { key: name }, [
    h('td', { key: 0, style: { ...FONT, width: '42px' } }, name),
    h('td', { key: 1, style: { ...FONT, width: '44px', textAlign: 'right' } }, handled),
    h(
      'td',
      { key: 2 },
      h(
        'table',
        { style: { width: `${percent}%` } },
        h('tbody', null, h('tr', null, h('td', { style: { backgroundColor: '#93bab9' } }, '\u00a0'))),
      ),
    ),
  ]);

const table = (rows) => h('table', { width: '100%', cellPadding: 0, cellSpacing: 0 }, h('tbody', null, rows));

function WeeklyReport({ team, week, figures, agents, weekdays, busiest, report }) {
  return h(Html, { lang: 'en' }, [
    h(
      Head,
      { key: 'head' },
      h('title', null, `${team}, week ${week.number}: ${figures.handled.value} conversations handled`),
    ),
    h(
      Preview,
      { key: 'preview' },
      `First response ${figures.response.value}, ${figures.within.value} answered in time.`,
    ),
    h(
      Body,
      { key: 'body', style: { backgroundColor: '#f2efe9' } },
      h(Container, { style: { width: '600px' } }, [
        h(Section, { key: 1, style: { backgroundColor: '#0b4f55', padding: '28px 36px' } }, [
          h(Text, { key: 0, style: FONT }, week.long),
          h(
            Heading,
            { key: 1, style: { ...FONT, fontSize: '28px' } },
            `${team} handled ${figures.handled.value} conversations`,
          ),
        ]),
        h(Section, { key: 2, style: { backgroundColor: '#ffffff', padding: '0 36px' } }, [
          h(Row, { key: 0 }, [figure('Handled', figures.handled), figure('First response', figures.response)]),
          h(Row, { key: 1 }, [figure('Within 2 min', figures.within), figure('Satisfaction', figures.satisfaction)]),
          h(Hr, { key: 2 }),
          h(Heading, { key: 3, as: 'h2', style: FONT }, 'Agents, by conversations handled'),
          h('div', { key: 4 }, table(agents.map(agentRow))),
          h(Hr, { key: 5 }),
          h('div', { key: 6 }, table(weekdays.map(bar))),
          busiest &&
            h(
              Text,
              { key: 7, style: FONT },
              `“${busiest.quote}” ${busiest.customer}, in ${busiest.messages} messages with ${busiest.agent}.`,
            ),
          h(
            Button,
            { key: 8, href: report.url, style: { backgroundColor: '#0b4f55', color: '#ffffff', padding: '10px' } },
            'Open the full report',
          ),
          h(Text, { key: 9, style: FONT }, `You get this report every Monday because you lead ${team}.`),
        ]),
      ]),
    ),
  ]);
}

export const renderReact = (data) => render(h(WeeklyReport, data));
