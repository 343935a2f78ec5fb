import { render } from 'preact';
import './style/tokens.css';
import './style/base.css';
import { App } from './app';
import './state/draft-file';
import './state/type-data';
import { connect } from './state/live';

connect();
render(<App />, document.querySelector('#app')!);
