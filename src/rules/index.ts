import type { Rule } from '../model/rule.js';
import { backgroundImageNoVml } from './background-image-no-vml.js';
import { backgroundShorthand } from './background-shorthand.js';
import { base64Image } from './base64-image.js';
import { brokenAnchor } from './broken-anchor.js';
import { chainedSelector } from './chained-selector.js';
import { colorAlpha } from './color-alpha.js';
import { columnsSum } from './columns-sum.js';
import { contrast } from './contrast.js';
import { cssVar } from './css-var.js';
import { deceptiveLink } from './deceptive-link.js';
import { displayNoneNestedTable } from './display-none-nested-table.js';
import { dpiSettings } from './dpi-settings.js';
import { dynamicClass } from './dynamic-class.js';
import { externalCss } from './external-css.js';
import { forbiddenElement } from './forbidden-element.js';
import { gmailClip } from './gmail-clip.js';
import { gmailStyleBudget } from './gmail-style-budget.js';
import { gmailStyleKill } from './gmail-style-kill.js';
import { headingOrder } from './heading-order.js';
import { htmlLang } from './html-lang.js';
import { htmlSound } from './html-sound.js';
import { imageMissing } from './image-missing.js';
import { imageWeight } from './image-weight.js';
import { imgAlt } from './img-alt.js';
import { imgAltFilename } from './img-alt-filename.js';
import { imgPercentWidth } from './img-percent-width.js';
import { imgWidthAttr } from './img-width-attr.js';
import { insecureHttp } from './insecure-http.js';
import { javascriptHref } from './javascript-href.js';
import { linkText } from './link-text.js';
import { listUnsubscribe } from './list-unsubscribe.js';
import { msoBranchHtml } from './mso-branch-html.js';
import { nonAsciiCharset } from './non-ascii-charset.js';
import { placeholderHref } from './placeholder-href.js';
import { preheader } from './preheader.js';
import { relativeUrl } from './relative-url.js';
import { smallText } from './small-text.js';
import { styleInBody } from './style-in-body.js';
import { subjectLength } from './subject-length.js';
import { svgImage } from './svg-image.js';
import { tableRole } from './table-role.js';
import { targetSize } from './target-size.js';
import { textPart } from './text-part.js';
import { title } from './title.js';
import { unclosedMsoComment } from './unclosed-mso-comment.js';
import { unknownVariable } from './unknown-variable.js';
import { unresolvedMergeTag } from './unresolved-merge-tag.js';
import { unstyledClass } from './unstyled-class.js';
import { unsupportedCss } from './unsupported-css.js';
import { unsupportedHtml } from './unsupported-html.js';
import { unsupportedMedia } from './unsupported-media.js';
import { unsupportedSelector } from './unsupported-selector.js';
import { unusedVariable } from './unused-variable.js';
import { vmlAlt } from './vml-alt.js';
import { webfontFallback } from './webfont-fallback.js';
import { wordBoxModel } from './word-box-model.js';
import { wordMarginAuto } from './word-margin-auto.js';

/** Every rule that ships with Jink, by name. */
export const RULES: readonly Rule[] = [
  backgroundImageNoVml,
  backgroundShorthand,
  base64Image,
  brokenAnchor,
  chainedSelector,
  colorAlpha,
  columnsSum,
  contrast,
  cssVar,
  deceptiveLink,
  displayNoneNestedTable,
  dpiSettings,
  dynamicClass,
  externalCss,
  forbiddenElement,
  gmailClip,
  gmailStyleBudget,
  gmailStyleKill,
  headingOrder,
  htmlLang,
  htmlSound,
  imageMissing,
  imageWeight,
  imgAlt,
  imgAltFilename,
  imgPercentWidth,
  imgWidthAttr,
  insecureHttp,
  javascriptHref,
  linkText,
  listUnsubscribe,
  msoBranchHtml,
  nonAsciiCharset,
  placeholderHref,
  preheader,
  relativeUrl,
  smallText,
  styleInBody,
  subjectLength,
  svgImage,
  tableRole,
  targetSize,
  textPart,
  title,
  unclosedMsoComment,
  unknownVariable,
  unresolvedMergeTag,
  unstyledClass,
  unsupportedCss,
  unsupportedHtml,
  unsupportedMedia,
  unsupportedSelector,
  unusedVariable,
  vmlAlt,
  webfontFallback,
  wordBoxModel,
  wordMarginAuto,
];
