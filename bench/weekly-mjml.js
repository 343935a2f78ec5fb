/** The weekly agent report of the examples, in MJML's idiom, with the same data. */
import { readFileSync } from 'node:fs';

const EXAMPLE = new URL('../examples/weekly-agent-report/', import.meta.url);

export function weeklyData() {
  return JSON.parse(readFileSync(new URL('templates/weekly-agent-report.json', EXAMPLE), 'utf8'));
}

export function weeklyMjml(data = weeklyData()) {
  const { team, week, figures, agents, weekdays, busiest, report } = data;
  const figure = (label, { value, change, before }) =>
    `<mj-column><mj-text>${label}</mj-text><mj-text font-size="26px" line-height="36px" font-weight="bold">${value}</mj-text><mj-text font-size="13px" color="#5a686b">${change} from ${before}</mj-text></mj-column>`;
  const cell = (text, style = '') =>
    `<td style="border-bottom:1px solid #e3ded5;padding:8px 0 7px 12px;text-align:right;${style}">${text}</td>`;
  const agent = (one, i) =>
    `<tr><td style="border-bottom:1px solid #e3ded5;padding:8px 8px 7px 0;color:#5a686b;width:17px">${i + 1}</td><th scope="row" style="border-bottom:1px solid #e3ded5;padding:8px 0 7px;text-align:left">${one.name}</th>${['handled', 'response', 'within', 'satisfaction'].map((key) => cell(one[key])).join('')}</tr>`;
  const bar = ({ name, handled, percent }) =>
    `<tr><td style="width:42px">${name}</td><td style="width:44px;text-align:right;padding-right:12px">${handled}</td><td style="padding:5px 0"><table style="width:${percent}%"><tr><td style="background-color:#93bab9;font-size:12px;line-height:12px">&nbsp;</td></tr></table></td></tr>`;
  return `<mjml lang="en">
<mj-head>
  <mj-title>${team}, week ${week.number}: ${figures.handled.value} conversations handled</mj-title>
  <mj-preview>First response ${figures.response.value}, ${figures.within.value} answered within two minutes.</mj-preview>
  <mj-attributes>
    <mj-all font-family="Helvetica, Arial, sans-serif" />
    <mj-text font-size="15px" line-height="22px" color="#1d2b2e" padding="0 0 4px" />
    <mj-section background-color="#ffffff" padding="0 36px 12px" />
    <mj-table font-size="15px" line-height="22px" color="#1d2b2e" padding="0" />
  </mj-attributes>
</mj-head>
<mj-body background-color="#f2efe9" width="600px">
  <mj-spacer height="24px" />
  <mj-section background-color="#0b4f55" padding="28px 36px">
    <mj-column><mj-image src="assets/brightwater@2x.png" alt="Brightwater" width="140px" align="left" padding="0" /></mj-column>
    <mj-column css-class="wide"><mj-text color="#fff" align="right">${week.long}</mj-text></mj-column>
  </mj-section>
  <mj-section background-color="#0b4f55"><mj-column><mj-text color="#fff" font-size="28px" line-height="36px" font-weight="bold">${team} handled ${figures.handled.value} conversations</mj-text><mj-text color="#fff">The week in four figures, and how each compares with the week before.</mj-text></mj-column></mj-section>
  <mj-section padding="28px 36px 12px">${figure('Handled', figures.handled)}${figure('First response', figures.response)}${figure('Within 2 min', figures.within)}${figure('Satisfaction', figures.satisfaction)}</mj-section>
  <mj-section><mj-column><mj-divider border-width="1px" border-color="#e3ded5" padding="10px 0" /><mj-text font-size="18px" font-weight="bold">Agents, by conversations handled</mj-text>
    <mj-table><tr style="font-size:13px;color:#5a686b"><th>#</th><th align="left">Agent</th><th>Handled</th><th>First response</th><th>Within 2 min</th><th>Satisfaction</th></tr>${agents.map(agent).join('')}</mj-table>
    <mj-text font-size="13px" color="#5a686b">90% or more answered within 2 minutes, 80% or more, less. First response is a median, in minutes.</mj-text></mj-column></mj-section>
  <mj-section><mj-column><mj-divider border-width="1px" border-color="#e3ded5" padding="10px 0" /><mj-text font-size="18px" font-weight="bold">Conversations by weekday</mj-text><mj-table>${weekdays.map(bar).join('')}</mj-table></mj-column></mj-section>
  <mj-section><mj-column background-color="#f8f5ef" border-left="4px solid #d98e04"><mj-text font-size="17px" font-style="italic">“${busiest.quote}”</mj-text><mj-text font-size="13px">${busiest.customer}, in ${busiest.messages} messages with ${busiest.agent}. <a href="${busiest.url}">Read the conversation</a></mj-text></mj-column></mj-section>
  <mj-section padding="20px 36px 30px"><mj-column><mj-button href="${report.url.replace(/&/g, '&amp;')}" background-color="#0b6b70" border-radius="6px" width="264px" font-weight="bold">Open the full report</mj-button></mj-column></mj-section>
  <mj-section background-color="#f2efe9"><mj-column><mj-text align="center" font-size="13px" color="#5a686b">You get this report every Monday because you lead ${team}. <a href="https://desk.brightwater.example/settings/reports">Change or stop it</a> <a href="https://desk.brightwater.example/help/weekly-report">How we count</a></mj-text></mj-column></mj-section>
</mj-body>
</mjml>
`;
}
